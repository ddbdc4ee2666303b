"""The demo for real: web, worker and beat under the supervisor, on a folder and a port of their own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery

from config.supervisor import PLAYED

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0

pytestmark = pytest.mark.xdist_group("demo")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def running_commands() -> Iterator[tuple[int, str]]:
    """Every process of this machine: from /proc on Linux, where ps may be missing, else from ps."""
    if not Path("/proc/self/cmdline").exists():
        listed = subprocess.run(
            ["ps", "-axww", "-o", "pid=,args="], check=True, capture_output=True, text=True
        )
        for line in listed.stdout.splitlines():
            number, _, command = line.strip().partition(" ")
            yield int(number), command
        return
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            yield (
                int(folder.name),
                (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"),
            )


class Demo:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        data.mkdir()
        (data / PLAYED).touch()  # an empty database is enough here, and much faster
        hidden = ("DATABASE_URL", "REDIS_URL", "CELERY_", "AKTIONSKASSE_")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(hidden)}
        environment |= {
            "AKTIONSKASSE_MODE": "demo",
            "AKTIONSKASSE_DATA_DIR": str(data),
            "PUBLIC_URL": f"http://localhost:{self.port}",
        }
        self.output = data / "output.txt"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.supervisor", "--port", str(self.port)],
                cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def text(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, sentence: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while sentence not in self.text():
            assert time.monotonic() < end, self.text()
            assert self.process.poll() is None, self.text()
            time.sleep(0.1)

    def processes(self, words: str = "") -> list[int]:
        """Everything that runs for this demo: its command names the port or the data folder."""
        marks = (f"127.0.0.1:{self.port}", f"demo{self.port}@", str(self.data))
        return [
            number
            for number, command in running_commands()
            if words in command and any(mark in command for mark in marks)
        ]

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = Demo(tmp_path_factory.mktemp("demo") / "data")
    try:
        demo.wait_for("Die Demo läuft: ")
        yield demo
    finally:
        demo.end()


def test_web_answers(demo: Demo) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/gesundheit/", timeout=10) as answer:
        assert (answer.status, answer.read()) == (200, b"ok")


def test_ten_tasks_start_without_a_stall(demo: Demo) -> None:
    messages = demo.data / "broker" / "messages"
    folder = str(messages)
    sender = Celery("sender", broker="folder://localhost", set_as_current=False)
    sender.conf.broker_transport_options = {
        "data_folder_in": folder,
        "data_folder_out": folder,
        "control_folder": str(demo.data / "broker" / "control"),
    }
    began = time.monotonic()
    for _ in range(10):
        sender.send_task("outbox.heartbeat")
    end = began + PATIENCE_SECONDS
    while any(messages.iterdir()):
        assert time.monotonic() < end
        time.sleep(0.02)
    # When the window of unfinished tasks is full, the folder broker waits two seconds for every two: 10 s.
    assert time.monotonic() - began < 5


def test_killed_worker_comes_back(demo: Demo) -> None:
    before = demo.processes("celery -q -A config.celery:app worker")
    keepers = demo.processes("keeper.py")
    os.kill(next(number for number in before if number not in keepers), signal.SIGKILL)
    demo.wait_for("Der Prozess „worker“ ist ausgefallen und wird neu gestartet.")
    after = demo.processes("celery -q -A config.celery:app worker")
    assert set(before) & set(after) == set()
    assert after


def test_second_demo_on_the_same_data_is_refused(demo: Demo) -> None:
    environment = {**os.environ, "AKTIONSKASSE_DATA_DIR": str(demo.data), "AKTIONSKASSE_MODE": "demo"}
    second = subprocess.run(
        [sys.executable, "-m", "config.supervisor", "--port", str(free_port())],
        cwd=ROOT, env=environment, check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert second.returncode == 1
    assert second.stderr.endswith("Eine zweite braucht eigene Daten: --port N --data ORDNER\n")


def test_end_leaves_nothing_behind(demo: Demo) -> None:
    demo.end()
    assert demo.process.returncode == 0
    assert demo.text().endswith("Beendet.\n")
    assert demo.processes() == []
