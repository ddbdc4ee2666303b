"""A finished document loses its files after its retention; what it was stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import TestCase

from foundation.audit.actors import SYSTEM
from foundation.files import disk
from foundation.files.genuine import find_genuine
from foundation.files.models import Document, DocumentFile, ExpiredFile, StoredFile
from foundation.files.selectors import check_files
from foundation.files.services import expire_document, finish_document, order_document

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=4000)


@pytest.fixture
def ordered() -> Document:
    return order_document(
        slug="bericht",
        title="Bericht",
        subject="fund:1",
        params={"year": 2026},
        as_of=date(2026, 3, 2),
        actor=SYSTEM,
        now=NOW,
        key="x",
    )


def _made(document: Document) -> Document:
    files = {"pdf": ("bericht.pdf", b"%PDF"), "csv": ("bericht.csv", b"a;b")}
    return finish_document(document=document, files=files, now=NOW)


def test_files_go_and_their_hashes_stay(ordered: Document) -> None:
    before = {part.format: part.file.sha256 for part in _made(ordered).files.select_related("file")}
    with TestCase.captureOnCommitCallbacks(execute=True):
        expired = expire_document(document=ordered, now=LATER)
    assert (expired.state, expired.expired_at, expired.params) == ("ready", LATER, {"year": 2026})
    assert dict(ExpiredFile.objects.values_list("format", "sha256")) == before
    assert [DocumentFile.objects.count(), StoredFile.objects.count()] == [0, 0]
    assert list(disk.all_paths()) == []
    assert check_files() == []
    assert find_genuine(number=expired.number, code=expired.check_code) == expired


def test_second_time_changes_nothing(ordered: Document) -> None:
    _made(ordered)
    for moment in (LATER, LATER + timedelta(days=1)):
        expire_document(document=ordered, now=moment)
    assert (Document.objects.get().expired_at, ExpiredFile.objects.count()) == (LATER, 2)


def test_what_was_never_made_does_not_expire(ordered: Document) -> None:
    with pytest.raises(ValueError, match="finished"):
        expire_document(document=ordered, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.update(expired_at=LATER)


def test_what_the_files_were_cannot_be_changed(ordered: Document) -> None:
    _made(ordered)
    expire_document(document=ordered, now=LATER)
    for attempt in (lambda: ExpiredFile.objects.update(sha256="0"), ExpiredFile.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
