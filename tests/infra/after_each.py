"""After every test that uses the database the invariants of the house hold, whatever the test was about."""

from collections.abc import Generator
from typing import Any

import pytest

USES_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def _uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(
        USES_DATABASE & set(getattr(item, "fixturenames", ()))
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Asked of the rows that the test leaves behind; one that breaks rows on purpose is marked `unsound`."""
    result = yield
    if _uses_database(item) and item.get_closest_marker("unsound") is None:
        from django.db import connection  # the settings are loaded by now

        from grants.selectors.invariants import broken_invariants

        if connection.connection is not None and not connection.is_usable():
            return result  # the test ended its connection, and with it everything that it had written
        waiting: list[Any] = list(connection.run_on_commit)
        for todo in waiting:  # this test is taken back: nobody commits for it
            todo[1]()
        assert broken_invariants() == []
    return result


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
