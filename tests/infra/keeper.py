"""Runs one server and ends it when the test run is gone, however it went: `keeper.py uid gid command…`.

The test run holds the other end of this program's standard input; when it is closed, also by kill -9, the server
gets SIGTERM and, ten seconds later, SIGKILL.
"""

import signal
import subprocess
import sys
import threading
from typing import Any


def keep(command: list[str], *, user: int, group: int) -> int:
    """Returns the server's own exit code. User 0 means: as whoever runs this."""
    identity: dict[str, Any] = {"user": user, "group": group, "extra_groups": []} if user else {}
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, **identity)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())

    def end_with_parent() -> None:
        sys.stdin.buffer.read()
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()

    threading.Thread(target=end_with_parent, daemon=True).start()
    return server.wait()


if __name__ == "__main__":
    sys.exit(keep(sys.argv[3:], user=int(sys.argv[1]), group=int(sys.argv[2])))
