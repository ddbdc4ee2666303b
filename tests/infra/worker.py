"""A real `celery worker` process on this xdist worker's own test database and Redis database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

import pytest
import redis

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0


class CeleryWorker:
    """The process, and what a test may do to it."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment = environment
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None
        self.queue = redis.Redis.from_url(environment["REDIS_URL"])

    @property
    def is_alive(self) -> bool:
        """The main process runs."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Starts the worker and returns when it takes tasks."""
        if self.is_alive:
            return
        command = [sys.executable, "-m", "celery", "-A", "config.celery:app", "worker",
                   "-c", "2", "--without-gossip", "--without-mingle", "-n", "test@%h"]  # fmt: skip
        read_from = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as output:
            self.process = self._popen(command, output)
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if b" ready." in self.log.read_bytes()[read_from:]:
                return
            time.sleep(0.05)
        raise RuntimeError(f"Der Worker ist nicht gestartet:\n{self.tail()}")

    def _popen(self, command: list[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def tail(self) -> str:
        """The last lines of the worker's log."""
        return self.log.read_text(errors="replace")[-4000:]

    def kill(self) -> None:
        """kill -9 of the worker and its children: the power cut."""
        if self.process is not None and self.is_alive:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE_SECONDS)

    def stop(self) -> None:
        """The orderly end: running tasks are finished."""
        if self.process is None or not self.is_alive:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def empty_queue(self) -> None:
        """Forgets messages of earlier tests."""
        self.queue.delete("celery", "unacked", "unacked_index")

    def wait_until_idle(self, seconds: float = 30.0) -> bool:
        """True as soon as no message waits and none is being worked on."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.queue.llen("celery") and not self.queue.hlen("unacked"):
                return True
            time.sleep(0.02)
        return False


def _worker_environment() -> dict[str, str]:
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        login = quote(str(settings["USER"]), safe="")
        if settings["PASSWORD"]:
            login += ":" + quote(str(settings["PASSWORD"]), safe="")
        url = f"postgres://{login}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "AKTIONSKASSE_LOG_LEVEL": "INFO", "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="session")
def celery_worker_process(django_db_setup: None) -> Iterator[CeleryWorker]:
    """One worker for all tests of this xdist worker."""
    environment = _worker_environment()
    worker = CeleryWorker(environment, Path(environment["AKTIONSKASSE_DATA_DIR"]) / "worker.log")
    worker.empty_queue()
    worker.start()
    yield worker
    worker.stop()
    worker.queue.close()


@pytest.fixture
def celery_worker(transactional_db: None, celery_worker_process: CeleryWorker) -> Iterator[CeleryWorker]:
    """The real worker with an empty queue; the tables are emptied only after it has come to rest."""
    if not celery_worker_process.is_alive:
        celery_worker_process.empty_queue()
        celery_worker_process.start()
    yield celery_worker_process
    if celery_worker_process.is_alive:
        celery_worker_process.wait_until_idle()
    celery_worker_process.empty_queue()
