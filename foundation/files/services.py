"""Storing uploads and documents."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from foundation.audit.actors import SYSTEM, Actor
from foundation.files import disk
from foundation.files.inspection import unreadable
from foundation.files.models import (
    Audience,
    Document,
    DocumentFile,
    DocumentFormat,
    DocumentState,
    ErasedDocument,
    ExpiredFile,
    StoredFile,
)
from foundation.files.names import clean_name, name_for_type
from foundation.files.sandbox import inspect_apart
from foundation.outbox.services import enqueue
from foundation.values.dates import local_date
from foundation.values.errors import DomainError

MAKE_DOCUMENT = "documents.make"
MEDIA_TYPES = {
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentFormat.CSV: "text/csv",
    DocumentFormat.ZIP: "application/zip",
}
ORPHAN_AFTER = timedelta(hours=24)
SUBJECT = re.compile(r"[a-z_]+:[A-Za-z0-9-]+")


def accept_upload(*, name: str, data: bytes, subject: str, actor: Actor, now: datetime) -> StoredFile:
    """Check what a person sent, clean it, store it for `subject` ("<kind>:<uuid>").

    Raises InvalidInput with a sentence that names the file (limits: `inspection`), also for a full disk.
    """
    clean = inspect_apart(name=name, data=data)
    shown = name_for_type(clean_name(name), clean.media_type)
    try:
        return store_bytes(
            data=clean.data, name=shown, media_type=clean.media_type, subject=subject, actor=actor, now=now
        )
    except OSError:
        raise unreadable(name) from None


def store_bytes(
    *, data: bytes, name: str, media_type: str, subject: str, actor: Actor, now: datetime
) -> StoredFile:
    """Store bytes that the house itself made or has already checked. Raises OSError when the disk refuses."""
    _check_subject(subject)
    uuid = uuid4()
    path = disk.relative_path(uuid)
    disk.write(path, data)
    return StoredFile.objects.create(
        uuid=uuid,
        original_name=clean_name(name),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        path=path,
        subject=subject,
        created_at=now,
        created_by=actor.reference,
    )


def read_bytes(file: StoredFile) -> bytes:
    """The bytes of a stored file. Raises FileNotFoundError; DomainError when they are not what was stored."""
    data = disk.read(file.path)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise DomainError("Die gespeicherte Datei ist beschädigt.", code="file.damaged")
    return data


def delete_file(*, file: StoredFile) -> None:
    """Remove an upload: the row now, the bytes after the commit."""
    path = file.path
    with transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).delete()
        transaction.on_commit(lambda: disk.remove(path))


def erase_files(*, subjects: Iterable[str], now: datetime) -> int:
    """Remove every upload and document of these subjects after their retention; -> how many files went.

    Rows that point at them must have let go before. The bytes go after the commit. Of a finished document
    its number and check code stay, so that the public page can say what became of it.
    """
    wanted = list(subjects)
    with transaction.atomic():
        _keep_numbers(Document.objects.filter(subject__in=wanted), now)
        DocumentFile.objects.filter(document__subject__in=wanted).delete()
        files = list(StoredFile.objects.filter(subject__in=wanted))
        for file in files:
            delete_file(file=file)
        Document.objects.filter(subject__in=wanted).delete()
    return len(files)


def erase_documents(*, subjects: Iterable[str], slug: str, now: datetime) -> int:
    """Remove one kind of document of these subjects with its files; -> how many documents went."""
    with transaction.atomic():
        documents = Document.objects.filter(subject__in=list(subjects), slug=slug)
        _keep_numbers(documents, now)
        files = list(StoredFile.objects.filter(document_file__document__in=documents))
        DocumentFile.objects.filter(document__in=documents).delete()
        for file in files:
            delete_file(file=file)
        return documents.delete()[0]


def expire_document(*, document: Document, now: datetime) -> Document:
    """Remove the files of a finished document after its retention; number, parameters and hashes stay.

    Once only. Raises ValueError for a document that is not finished.
    """
    with transaction.atomic():
        row = Document.objects.select_for_update().get(pk=document.pk)
        if row.state != DocumentState.READY:
            raise ValueError("only a finished document expires")
        if row.expired_at is not None:
            return row
        for part in row.files.select_related("file"):
            gone = part.file
            ExpiredFile.objects.create(
                document=row,
                format=part.format,
                name=gone.original_name,
                size=gone.size,
                sha256=gone.sha256,
            )
            part.delete()
            delete_file(file=gone)
        row.expired_at = now
        row.save(update_fields=["expired_at"])
    return row


def _keep_numbers(documents: QuerySet[Document], now: datetime) -> None:
    """What was never finished never left the house."""
    finished = documents.filter(state=DocumentState.READY).values_list("number", "check_code")
    ErasedDocument.objects.bulk_create(
        ErasedDocument(number=number, check_code=code, erased_at=now) for number, code in finished
    )


def remove_orphans(*, now: datetime) -> int:
    """Remove files without a row that are older than a day (left by a rolled back transaction or a crash)."""
    known = set(StoredFile.objects.values_list("path", flat=True))
    limit = (now - ORPHAN_AFTER).timestamp()
    removed = 0
    for path in list(disk.all_paths()):
        if path not in known and disk.absolute_path(path).stat().st_mtime < limit:
            disk.remove(path)
            removed += 1
    return removed


def order_document(
    *,
    slug: str,
    title: str,
    subject: str,
    params: Mapping[str, Any],
    as_of: date,
    actor: Actor,
    now: datetime,
    key: str,
    audience: str = Audience.OFFICE,
    repeats: Document | None = None,
) -> Document:
    """Order a letter or report: the row now, the bytes later in the worker (outbox kind `documents.make`).

    The same key returns the document that exists. `audience` "applicant" lets the persons of the case read it
    too; the default is internal. `repeats` is the document that this one makes again. The number
    (D-2026-000123) is unique; it may have gaps.
    """
    _check_subject(subject)
    with transaction.atomic():
        document, is_new = Document.objects.get_or_create(
            key=key,
            defaults={
                "number": f"~{uuid4().hex}",
                "slug": slug,
                "title": title,
                "subject": subject,
                "params": dict(params),
                "as_of": as_of,
                "issued_at": now,
                "ordered_by_kind": actor.kind.value,
                "ordered_by_reference": actor.reference,
                "ordered_by_label": actor.label,
                "audience": audience,
                "repeats": repeats,
            },
        )
        if is_new:
            # From the row's own id: a counter row would be one more lock, held until the case is committed.
            document.number = f"D-{local_date(now).year}-{document.pk:06d}"
            document.save(update_fields=["number"])
            payload = {"document": str(document.uuid)}
            enqueue(kind=MAKE_DOCUMENT, key=f"{MAKE_DOCUMENT}:{document.uuid}", payload=payload, now=now)
    return document


def begin_document(*, document: Document) -> Document:
    """Say on the page that the worker has begun; a document that is ready stays ready."""
    open_states = [DocumentState.WAITING, DocumentState.MAKING, DocumentState.FAILED]
    Document.objects.filter(pk=document.pk, state__in=open_states).update(
        state=DocumentState.MAKING, error=""
    )
    return Document.objects.get(pk=document.pk)


def finish_document(*, document: Document, files: Mapping[str, tuple[str, bytes]], now: datetime) -> Document:
    """Store the made files ({format: (name, bytes)}) and mark the document ready.

    Once only: a document that is ready is returned unchanged, so a job run twice leaves one file a format.
    """
    with transaction.atomic():
        row = Document.objects.select_for_update().get(pk=document.pk)
        if row.state == DocumentState.READY:
            return row
        for each, (name, data) in files.items():
            file_format = DocumentFormat(each)
            stored = store_bytes(
                data=data,
                name=name,
                media_type=MEDIA_TYPES[file_format],
                subject=row.subject,
                actor=SYSTEM,
                now=now,
            )
            DocumentFile.objects.create(document=row, format=file_format, file=stored)
        row.state, row.error, row.finished_at = DocumentState.READY, "", now
        row.save(update_fields=["state", "error", "finished_at"])
    return row


def fail_document(*, document: Document, error: str, now: datetime) -> Document:
    """Mark a document as failed with a sentence for the page; a document that is ready stays ready."""
    sentence = error.strip() or "Das Dokument konnte nicht erstellt werden."
    Document.objects.filter(pk=document.pk).exclude(state=DocumentState.READY).update(
        state=DocumentState.FAILED, error=sentence, finished_at=now
    )
    return Document.objects.get(pk=document.pk)


def give_up_document(payload: dict[str, Any], reason: str, now: datetime) -> None:
    """To be registered as `on_dead` of `documents.make`: the page says so instead of waiting for ever."""
    document = Document.objects.get(uuid=payload["document"])
    fail_document(
        document=document, error="Das Dokument konnte nicht erstellt werden. Bestellen Sie es neu.", now=now
    )


def _check_subject(subject: str) -> None:
    if not SUBJECT.fullmatch(subject):
        raise ValueError(f"subject must read <kind>:<reference>, not {subject!r}")
