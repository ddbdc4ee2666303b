"""The demo's broker: whoever reads while somebody writes gets whole messages, in their order."""

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from kombu.connection import Connection

from config.folder_broker import use_folder_broker

MESSAGES = 60
# Long enough that writing one takes longer than listing the folder.
BALLAST = "x" * 1_000_000


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    use_folder_broker()
    (tmp_path / "messages").mkdir()
    options = {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "control_folder": str(tmp_path / "control"),
    }
    with Connection("folder://localhost", transport_options=options) as connection:
        yield connection


def test_reading_while_writing_gives_whole_messages_in_order(connection: Connection) -> None:
    writer, reader = connection.channel(), connection.channel()

    def write() -> None:
        for number in range(MESSAGES):
            writer._put("post", {"number": number, "ballast": BALLAST})

    thread = threading.Thread(target=write)
    thread.start()
    read: list[int] = []
    is_writing = True
    while is_writing or len(read) < MESSAGES:
        is_writing = thread.is_alive()
        try:
            read.append(reader._get("post")["number"])
        except Empty:
            if not is_writing:
                break
    thread.join()

    assert read == list(range(MESSAGES))


def test_nothing_but_messages_lies_in_the_folder(connection: Connection, tmp_path: Path) -> None:
    connection.channel()._put("post", {"number": 1})

    assert [path.suffix for path in (tmp_path / "messages").iterdir()] == [".msg"]
