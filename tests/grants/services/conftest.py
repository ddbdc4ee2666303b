"""After every test of a service the invariants of the house hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grants.selectors.invariants import broken_invariants


@pytest.fixture
def invariants_hold(request: pytest.FixtureRequest, db: None, tmp_path: Path) -> Iterator[None]:
    """Asked of the rows that the test has left behind; its files lie apart from those of other tests.

    Nothing is published meanwhile: another test's worker would make the documents in its own folder. Both are
    set by the way, not asked for, because they change nothing that a story writes: it may be put back.
    """
    settings = request.getfixturevalue("settings")
    settings.DATA_DIR = tmp_path
    settings.OUTBOX_PUBLISH = False
    yield
    assert broken_invariants() == []
