"""After every test that uses the database the invariants of the house hold, whatever the test was about."""

import re
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

COMMITS = {"transactional_db", "django_db_reset_sequences", "live_server"}
USES_DATABASE = {"db", *COMMITS}
#: world that was built in this process -> the invariants that are known to hold in it
HOLDS: dict[str, set[str]] = defaultdict(set)
#: invariant -> every table that it has ever read in this process
READS: dict[str, set[str]] = defaultdict(set)
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
FILES = "I9"  # reads the disk as well, which is written without a word to the database
ANY = "*"


def _names(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def _uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(USES_DATABASE & _names(item))


def _commits(item: pytest.Item) -> bool:
    """Other connections may have written too."""
    marker = item.get_closest_marker("django_db")
    return bool(COMMITS & _names(item)) or (marker is not None and bool(marker.kwargs.get("transaction")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Asked of the rows that the test leaves behind; one that breaks rows on purpose is marked `unsound`."""
    result = yield
    if _uses_database(item) and item.get_closest_marker("unsound") is None:
        assert _breaches(is_alone=not _commits(item)) == []
    return result


def _breaches(*, is_alone: bool) -> list[str]:
    """All invariants, but those that hold in the world the test began with and read nothing written since."""
    from django.db import connection  # the settings are loaded by now

    from grants.selectors.invariants import INVARIANTS
    from tests.kept import world_left

    if connection.connection is not None and not connection.is_usable():
        return []  # the test ended its connection, and with it everything that it had written
    waiting: list[Any] = list(connection.run_on_commit)
    for todo in waiting:  # this test is taken back: nobody commits for it
        todo[1]()
    world, written = world_left()
    written = set(written) if is_alone else {ANY}
    with _in_one_go(connection):
        return [
            f"{number} {breach}"
            for number, find in INVARIANTS.items()
            for breach in _asked(number, find, world, written)
        ]


def _asked(number: str, find: Callable[[], Iterator[str]], world: str, written: set[str]) -> list[str]:
    """The breaches of one invariant.

    Where it reads no table that was written since the world was built, it says the same as it says in that
    world: once it has held there, it is not asked again.
    """
    from django.db import connection

    def is_untouched() -> bool:
        return not written or (number != FILES and not written & {ANY, *READS[number]})

    def watch(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        READS[number].update(TABLE.findall(str(sql)))
        return execute(sql, *rest)

    if number in HOLDS[world] and is_untouched():
        return []
    with connection.execute_wrapper(watch):
        found = list(find())
    if not found and is_untouched():
        HOLDS[world].add(number)
    return found


@contextmanager
def _in_one_go(connection: Any) -> Iterator[None]:
    """The few rows of a test are fetched at once: a cursor for each question would double the way."""
    settings, name = connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS"
    before = settings.get(name)
    settings[name] = True
    try:
        yield
    finally:
        settings[name] = before


@pytest.fixture(autouse=True)
def _own_files(request: pytest.FixtureRequest) -> None:
    """The files of a test lie apart from those of other tests, and nothing is published meanwhile.

    A test with a worker process shares its folder. Both are set by the way, not asked for, because they
    change nothing that a story writes: it may be put back.
    """
    if _uses_database(request.node) and "celery_worker" not in request.fixturenames:
        settings = request.getfixturevalue("settings")
        settings.DATA_DIR = request.getfixturevalue("tmp_path")
        settings.OUTBOX_PUBLISH = False
