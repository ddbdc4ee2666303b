"""One process of the demo: started, watched, restarted, ended together with everything it started."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEEPER = ROOT / "config" / "bootstrap" / "keeper.py"
RESTARTS_ALLOWED = 5
RESTART_WINDOW_SECONDS = 300.0


@dataclass
class Child:
    """A command that runs in a session of its own, so that the terminal's Ctrl-C reaches only the supervisor.

    It runs under the keeper: when the supervisor disappears, even by kill -9, the child ends as well.
    """

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    restarted_at: list[float] = field(default_factory=list)

    def forget_log(self) -> None:
        """Each start of the demo begins a new log."""
        self.log.unlink(missing_ok=True)

    def start(self) -> None:
        """Starts the command; its output goes to its log."""
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-I", str(KEEPER), "0", "0", *self.command],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def has_ended(self) -> bool:
        """It was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def restart(self) -> bool:
        """Starts it again; False when it has died too often for that to make sense."""
        now = time.monotonic()
        self.restarted_at = [then for then in self.restarted_at if now - then < RESTART_WINDOW_SECONDS]
        if len(self.restarted_at) >= RESTARTS_ALLOWED:
            return False
        self.restarted_at.append(now)
        self.kill()  # a worker killed with -9 leaves its pool children behind
        self.start()
        return True

    def ask_to_end(self) -> None:
        """The orderly end: running requests and tasks are finished."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, seconds: float) -> bool:
        """True when it has ended in time."""
        if self.process is None:
            return True
        try:
            self.process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """Ends it and everything it started, at once."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()

    def last_words(self) -> str:
        """The end of its log."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])
        return ""
