"""Files and documents: rows and bytes that belong together."""

import hashlib
import os
import threading
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from foundation.audit.actors import Actor
from foundation.files import disk, selectors
from foundation.files.models import Document, DocumentFile, StoredFile
from foundation.files.services import (
    accept_upload,
    begin_document,
    delete_file,
    fail_document,
    finish_document,
    give_up_document,
    order_document,
    read_bytes,
    remove_orphans,
    store_bytes,
)
from foundation.outbox.models import OutboxItem
from foundation.values.errors import DomainError, InvalidInput
from tests.foundation.files import samples

NOW = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # already 2027 in Berlin
CASE = "case:4b7c"
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def store(owner: Actor, data: bytes = b"abc") -> StoredFile:
    return store_bytes(
        data=data, name="a.pdf", media_type="application/pdf", subject=CASE, actor=owner, now=NOW
    )


def order(actor: Actor, key: str = "k", **values: Any) -> Document:
    text = {"slug": "award_notice", "title": "Bescheid", "subject": CASE, "params": {"case": 1}, **values}
    return order_document(as_of=date(2026, 12, 31), actor=actor, now=NOW, key=key, **text)


def test_upload_is_cleaned_and_stored(owner: Actor, file_store: Path) -> None:
    row = accept_upload(name="../Foto.heic", data=samples.heic(), subject=CASE, actor=owner, now=NOW)
    data = read_bytes(row)
    assert (row.original_name, row.media_type, row.subject, row.created_by) == (
        "Foto.jpg",
        "image/jpeg",
        CASE,
        owner.reference,
    )
    assert (row.size, row.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert row.path == f"{row.uuid.hex[:2]}/{row.uuid}"
    assert list(selectors.files_of(CASE)) == [row]
    assert selectors.check_files() == []


def test_refused_upload_leaves_nothing(owner: Actor) -> None:
    with pytest.raises(InvalidInput):
        accept_upload(name="film.mp4", data=samples.MP4, subject=CASE, actor=owner, now=NOW)
    assert (StoredFile.objects.count(), list(disk.all_paths())) == (0, [])


def test_full_disk_is_a_sentence(owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput, match=r"‚a\.pdf‘ konnte nicht geladen werden"):
        accept_upload(name="a.pdf", data=samples.pdf(), subject=CASE, actor=owner, now=NOW)
    assert (StoredFile.objects.count(), list(disk.all_paths())) == (0, [])


@pytest.mark.parametrize("subject", ["", "case", "case:", ":1", "Case:1", "case:1 2", "case:1\n"])
def test_subject_must_be_kind_and_reference(owner: Actor, subject: str) -> None:
    with pytest.raises(ValueError, match="subject"):
        store_bytes(data=b"a", name="a", media_type="text/csv", subject=subject, actor=owner, now=NOW)
    assert list(disk.all_paths()) == []


@pytest.mark.unsound
def test_changed_bytes_are_noticed(owner: Actor) -> None:
    row = store(owner)
    disk.absolute_path(row.path).write_bytes(b"abd")
    with pytest.raises(DomainError, match="beschädigt"):
        read_bytes(row)
    assert selectors.check_files() == [f"Datei {row.uuid}: Der Inhalt ist nicht der abgelegte."]


@pytest.mark.unsound
def test_missing_and_superfluous_files_are_noticed(owner: Actor) -> None:
    lost = store(owner)
    disk.remove(lost.path)
    disk.write("ab/stray", b"x")
    assert selectors.check_files() == [
        f"Datei {lost.uuid}: Auf der Platte fehlt sie.",
        "Ablage ab/stray: Zu dieser Datei gibt es keine Zeile.",
    ]
    with pytest.raises(SystemExit):
        call_command("check_files", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_rolled_back_upload_leaves_an_orphan_that_is_swept(owner: Actor) -> None:
    with transaction.atomic():
        store(owner)
        transaction.set_rollback(True)
    kept = store(owner)
    written = max(disk.absolute_path(path).stat().st_mtime for path in disk.all_paths())
    moment = datetime.fromtimestamp(written, UTC)
    assert len(list(disk.all_paths())) == 2
    assert remove_orphans(now=moment + timedelta(hours=23)) == 0
    assert remove_orphans(now=moment + timedelta(hours=25)) == 1
    assert list(disk.all_paths()) == [kept.path]
    assert selectors.check_files() == []


@pytest.mark.django_db(transaction=True)
def test_deleted_upload_is_gone_after_the_commit(owner: Actor) -> None:
    row = store(owner)
    with transaction.atomic():
        delete_file(file=row)
        assert list(disk.all_paths()) == [row.path]
    assert (list(disk.all_paths()), StoredFile.objects.count()) == ([], 0)


def test_order_writes_row_and_outbox_item_once(office: Actor) -> None:
    document = order(office)
    assert order(office, title="anders").pk == document.pk
    assert document.number == f"D-2027-{document.pk:06d}"
    assert (document.state, document.issued_at, document.audience) == ("waiting", NOW, "office")
    assert (document.ordered_by_kind, document.ordered_by_reference, document.ordered_by_label) == (
        "staff",
        office.reference,
        "Frau Amt",
    )
    assert list(OutboxItem.objects.values_list("kind", "payload")) == [
        ("documents.make", {"document": str(document.uuid)})
    ]
    assert list(selectors.unfinished_documents()) == [document]


def test_two_orders_have_two_numbers(office: Actor) -> None:
    assert order(office, "a").number != order(office, "b").number


def test_finished_twice_has_one_file_for_each_format(office: Actor) -> None:
    document = begin_document(document=order(office))
    assert document.state == "making"
    files = {"pdf": ("Bescheid.pdf", b"%PDF"), "csv": ("Liste.csv", b"a;b")}
    for _ in range(2):
        document = finish_document(document=document, files=files, now=NOW)
    assert (document.state, document.finished_at) == ("ready", NOW)
    assert list(DocumentFile.objects.values_list("format", "file__original_name", "file__media_type")) == [
        ("csv", "Liste.csv", "text/csv"),
        ("pdf", "Bescheid.pdf", "application/pdf"),
    ]
    assert StoredFile.objects.count() == 2
    assert list(selectors.files_of(CASE)) == []
    assert [len(each.files.all()) for each in selectors.documents_of(CASE)] == [2]
    assert selectors.check_files() == []


@pytest.mark.django_db(transaction=True)
def test_threads_that_finish_one_document_leave_one_file(office: Actor) -> None:
    document = order(office)
    errors: list[Exception] = []

    def finish() -> None:
        try:
            finish_document(document=document, files={"pdf": ("a.pdf", b"%PDF")}, now=NOW)
        except Exception as error:  # noqa: BLE001  shown by the assertion below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=finish) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (errors, DocumentFile.objects.count(), StoredFile.objects.count()) == ([], 1, 1)
    assert selectors.check_files() == []


def test_failed_document_says_why_and_can_be_made_again(office: Actor) -> None:
    document = fail_document(document=order(office), error="Es fehlt eine Angabe.", now=NOW)
    assert (document.state, document.error) == ("failed", "Es fehlt eine Angabe.")
    document = finish_document(document=document, files={"pdf": ("a.pdf", b"%PDF")}, now=NOW)
    assert (document.state, document.error) == ("ready", "")
    assert fail_document(document=document, error="zu spät", now=NOW).state == "ready"
    assert begin_document(document=document).state == "ready"


def test_given_up_job_fails_its_document(office: Actor) -> None:
    document = order(office)
    give_up_document({"document": str(document.uuid)}, "ValueError: x", NOW)
    assert Document.objects.values_list("state", "error").get() == (
        "failed",
        "Das Dokument konnte nicht erstellt werden. Bestellen Sie es neu.",
    )
