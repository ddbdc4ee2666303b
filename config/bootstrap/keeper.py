"""Runs one program and ends it when its owner is gone, however it went: `keeper.py uid gid command…`.

The owner (supervisor, test run) holds the other end of this program's standard input. When that is closed,
also by kill -9, the program gets SIGTERM and, twenty seconds later, SIGKILL with everything it started.
"""

import os
import signal
import subprocess
import sys
import threading
from typing import Any

PATIENCE_SECONDS = 20


def keep(command: list[str], *, user: int, group: int) -> int:
    """Returns the program's own exit code. User 0 means: as whoever runs this."""
    identity: dict[str, Any] = {"user": user, "group": group, "extra_groups": []} if user else {}
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, **identity)
    signal.signal(signal.SIGTERM, lambda *_: program.terminate())

    def end_with_owner() -> None:
        while os.read(0, 1024):
            pass
        program.terminate()
        try:
            program.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(0, signal.SIGKILL)

    threading.Thread(target=end_with_owner, daemon=True).start()
    return program.wait()


if __name__ == "__main__":
    code = keep(sys.argv[3:], user=int(sys.argv[1]), group=int(sys.argv[2]))
    os._exit(code if code >= 0 else 128 - code)  # at once: the other thread still waits for its owner
