"""Files that wait for their form belong to one person and one form, and not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.files import disk, selectors, tasks
from foundation.files.models import StoredFile
from foundation.files.pending import (
    attach_pending,
    discard_pending,
    pending_file,
    pending_subject,
    remove_pending,
)
from foundation.files.services import store_bytes
from foundation.values.errors import InvalidInput

NOW = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
CASE = "case:4b7c"
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def store(subject: str, owner: Actor, data: bytes = b"abc", now: datetime = NOW) -> StoredFile:
    return store_bytes(
        data=data, name="a.pdf", media_type="application/pdf", subject=subject, actor=owner, now=now
    )


def wait(owner: Actor, data: bytes = b"abc", now: datetime = NOW) -> StoredFile:
    return store(pending_subject(person=owner, form="receipt-1"), owner, data, now)


def test_pending_file_is_found_by_its_person_and_form_only(owner: Actor, stranger: Actor) -> None:
    file = wait(owner)
    found = [
        pending_file(subject=pending_subject(person=person, form=form), uuid=str(file.uuid))
        for person, form in ((owner, "receipt-1"), (owner, "receipt-2"), (stranger, "receipt-1"))
    ]
    assert found == [file, None, None]
    subject = pending_subject(person=owner, form="receipt-1")
    assert [pending_file(subject=subject, uuid=each) for each in ("", "x", str(file.uuid)[:-1])] == [None] * 3


def test_pending_file_is_read_by_nobody(owner: Actor, stranger: Actor, office: Actor) -> None:
    file = wait(owner)
    assert [selectors.readable_file(actor, file.uuid) for actor in (owner, stranger, office)] == [None] * 3


def test_attached_file_belongs_to_the_case(owner: Actor) -> None:
    file = attach_pending(file=wait(owner), subject=CASE)
    assert list(selectors.files_of(CASE)) == [file]
    assert selectors.readable_file(owner, file.uuid) == file


def test_same_bytes_are_attached_once(owner: Actor) -> None:
    earlier = store(CASE, owner)
    assert attach_pending(file=wait(owner), subject=CASE) == earlier
    assert list(StoredFile.objects.all()) == [earlier]


def test_file_is_attached_to_one_case_only(owner: Actor) -> None:
    file = wait(owner)
    attach_pending(file=file, subject=CASE)
    with pytest.raises(InvalidInput, match="Wählen Sie sie noch einmal aus"):
        attach_pending(file=file, subject="case:other")
    discard_pending(file=file)
    assert selectors.files_of(CASE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_nobody_comes_back_for_is_swept(owner: Actor) -> None:
    kept = [store(CASE, owner), wait(owner, b"young", NOW + timedelta(hours=2))]
    wait(owner, b"old")
    assert remove_pending(now=NOW + timedelta(hours=23)) == 0
    assert remove_pending(now=NOW + timedelta(hours=25)) == 1
    assert set(StoredFile.objects.all()) == set(kept)
    assert {*disk.all_paths()} == {file.path for file in kept}


@pytest.mark.django_db(transaction=True)
def test_daily_run_sweeps_pending_files(owner: Actor) -> None:
    wait(owner, now=datetime(2020, 1, 1, tzinfo=UTC))
    tasks.clean_files()
    assert (StoredFile.objects.count(), list(disk.all_paths())) == (0, [])
