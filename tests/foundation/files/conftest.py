"""A file store of its own for each test, and subjects that somebody may read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from foundation.audit.actors import Actor, ActorKind
from foundation.files import readers

OWNER = Actor(ActorKind.APPLICANT, "a" * 32, "Erika")
STRANGER = Actor(ActorKind.APPLICANT, "b" * 32, "Otto")
OFFICE = Actor(ActorKind.STAFF, "c" * 32, "Frau Amt")


@pytest.fixture(autouse=True)
def file_store(tmp_path: Path, settings: Settings) -> Path:
    """DATA_DIR of this test; nothing is published."""
    settings.DATA_DIR = tmp_path
    settings.OUTBOX_PUBLISH = False
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def readable_kind() -> Iterator[None]:
    """Subjects of the kind "case" may be read by their owner and the office."""
    before = dict(readers._readers)
    readers.register("case", lambda actor, subject: actor in (OWNER, OFFICE))
    yield
    readers._readers.clear()
    readers._readers.update(before)


@pytest.fixture
def owner() -> Actor:
    return OWNER


@pytest.fixture
def stranger() -> Actor:
    return STRANGER


@pytest.fixture
def office() -> Actor:
    return OFFICE
