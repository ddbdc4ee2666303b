"""The demo under one parent: web, worker and beat, started by `./run demo`.

A dead worker or beat is started again: a report that exhausts the memory must not leave a demo whose pages
work and whose documents never come. A dead web server ends everything: without it there is nothing to look
at, and a restart would hide why.
"""

import argparse
import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from config.bootstrap.talk import Stop, make_output_safe, say
from config.children import ROOT, Child

START_PATIENCE_SECONDS = 60.0
END_PATIENCE_SECONDS = 25.0
PLAYED = "gespielt"
SIGN_INS = "anmeldungen.txt"
# Only these are ever deleted: --data may name a folder that holds other things too.
OWN_FILES = ("aktionskasse.sqlite3", "aktionskasse.sqlite3-wal", "aktionskasse.sqlite3-shm", "beat-schedule",
             "beat-schedule.db", "beat-schedule.dat", "beat-schedule.dir", "beat-schedule.bak", "schluessel",
             PLAYED, SIGN_INS)  # fmt: skip
OWN_FOLDERS = ("broker", "files", "log")


class Supervisor:
    """Starts the three, watches them, ends them."""

    def __init__(self, *, port: int, data: Path) -> None:
        self.port = port
        self.data = data
        self.is_ending = False
        python = [sys.executable, "-m"]
        celery = [*python, "celery", "-q", "-A", "config.celery:app"]
        log = data / "log"
        self.web = Child(
            "web",
            [*python, "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}",
             "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "10",
             "--log-level", "warning", "--no-control-socket"],
            log / "web.log",
        )  # fmt: skip
        # Two children: a long report must not hold up the mails.
        worker = [
            *celery,
            "worker",
            "-c",
            "2",
            "--without-gossip",
            "--without-mingle",
            "-n",
            f"demo{port}@%h",
        ]
        self.worker = Child("worker", worker, log / "worker.log")
        self.beat = Child(
            "beat",
            [*celery, "beat", "--pidfile=", "--schedule", str(data / "beat-schedule")],
            log / "beat.log",
        )
        self.children = (self.web, self.worker, self.beat)

    def run(self) -> int:
        """Returns the exit code; returns only when everything has ended."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            for child in self.children:
                child.forget_log()
                child.start()
            self._wait_for_web()
            if not self.is_ending:
                self._say_welcome()
            while not self.is_ending:
                self._look_after()
                time.sleep(0.3)
        except Stop as stop:
            print(stop, file=sys.stderr, flush=True)
            return 1
        finally:
            self._end_all()
        return 0

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_ending:  # the second Ctrl-C: no more patience
            for child in self.children:
                child.ask_to_end()
                child.kill()
        self.is_ending = True

    def _wait_for_web(self) -> None:
        """The port is open before the application is loaded: only an answer counts."""
        end = time.monotonic() + START_PATIENCE_SECONDS
        address = f"http://127.0.0.1:{self.port}/gesundheit/"
        while time.monotonic() < end and not self.is_ending:
            if self.web.has_ended:
                break
            with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        if not self.is_ending:
            raise Stop(f"Die Webseite antwortet nicht. Protokoll {self.web.log}:\n{self.web.last_words()}")

    def _look_after(self) -> None:
        if self.web.has_ended:
            raise Stop(
                f"Der Webserver ist beendet worden. Protokoll {self.web.log}:\n{self.web.last_words()}"
            )
        for child in (self.worker, self.beat):
            if child.has_ended:
                say(f"Der Prozess „{child.name}“ ist ausgefallen und wird neu gestartet.")
                if not child.restart():
                    raise Stop(
                        f"„{child.name}“ fällt immer wieder aus. Protokoll {child.log}:\n{child.last_words()}"
                    )

    def _say_welcome(self) -> None:
        with contextlib.suppress(OSError):
            table = (self.data / SIGN_INS).read_text(encoding="utf-8").strip()
            if table:
                say(f"\n{table}")
        say(f"\nDie Demo läuft: http://localhost:{self.port}/")
        say(f"Daten und Protokolle: {self.data}\nBeenden mit Strg+C.")

    def _end_all(self) -> None:
        say("\nDie Demo wird beendet …")
        for child in self.children:
            child.ask_to_end()
        end = time.monotonic() + END_PATIENCE_SECONDS
        for child in self.children:
            child.wait(end - time.monotonic())
            child.kill()
        say("Beendet.")


def prepare(data: Path, *, fresh: bool) -> None:
    """Database and demo data; interrupted preparation begins again."""
    commands = _commands()
    plays = "seed_demo" in commands
    played = data / PLAYED
    if fresh or (plays and not played.exists()):
        forget(data)
    os.environ["SECRET_KEY_FILE"] = str(_secret_key(data))
    _manage("migrate", "--verbosity=0")
    if plays and not played.exists():
        say("Ein Demojahr wird durchgespielt …")
        table = _manage("seed_demo")
        (data / SIGN_INS).write_text(table, encoding="utf-8")
        played.touch()


def forget(data: Path) -> None:
    """Removes what an earlier demo wrote, and nothing else."""
    for name in OWN_FILES:
        (data / name).unlink(missing_ok=True)
    for name in OWN_FOLDERS:
        shutil.rmtree(data / name, ignore_errors=True)


def _secret_key(data: Path) -> Path:
    """A key of its own for each demo: sign-ins outlive a restart, and nobody can guess it."""
    path = data / "schluessel"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path


def _commands() -> frozenset[str]:
    question = (
        "import django; from django.core import management; django.setup(); print(*management.get_commands())"
    )
    done = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise Stop(f"Die Anwendung lässt sich nicht laden:\n{done.stderr.strip()[-2000:]}")
    return frozenset(done.stdout.split())


def _manage(*arguments: str) -> str:
    """Runs a command; its standard output is the result, its progress goes to the terminal."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8:replace"},
    )  # fmt: skip
    if done.returncode:
        raise Stop(f"„manage.py {arguments[0]}“ ist fehlgeschlagen. Mit --fresh beginnt die Demo neu.")
    return done.stdout


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Two demos on one folder would spoil each other's data."""
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop(
                f"In {data} läuft schon eine Demo. Eine zweite braucht eigene Daten: --port N --data ORDNER"
            ) from None
        yield


def main(arguments: Sequence[str]) -> int:
    """Called by ./run demo."""
    make_output_safe()
    parser = argparse.ArgumentParser(prog="config.supervisor")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args(arguments)
    data = Path(os.environ["AKTIONSKASSE_DATA_DIR"])
    try:
        with only_one(data):
            prepare(data, fresh=options.fresh)
            return Supervisor(port=options.port, data=data).run()
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("\nAbgebrochen.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
