"""Asks the web server of this container whether it is well: `python -m config.healthcheck`."""

import sys
import urllib.request

from config.env import env_list

ADDRESS = "http://127.0.0.1:8000/gesundheit/"


def is_well() -> bool:
    """The request names an allowed host: 127.0.0.1 is none in production."""
    request = urllib.request.Request(
        ADDRESS, headers={"Host": (env_list("ALLOWED_HOSTS") or ["localhost"])[0]}
    )
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_well() else 1)
