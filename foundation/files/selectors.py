"""Finding files and documents, and checking that rows and disk agree."""

import hashlib
from uuid import UUID

from django.db.models import QuerySet

from foundation.audit.actors import Actor, ActorKind
from foundation.files import disk, readers
from foundation.files.models import Audience, Document, DocumentState, StoredFile


def documents_of(subject: str) -> QuerySet[Document]:
    """All documents of a subject with their files, oldest first."""
    return (
        Document.objects.filter(subject=subject).prefetch_related("files__file").order_by("issued_at", "id")
    )


def files_of(subject: str) -> QuerySet[StoredFile]:
    """What was uploaded for a subject (documents' own files left out), oldest first."""
    return StoredFile.objects.filter(subject=subject, document_file__isnull=True).order_by(
        "created_at", "uuid"
    )


def unfinished_documents() -> QuerySet[Document]:
    """Documents that were ordered and are not ready, oldest first; failed ones too."""
    return Document.objects.exclude(state=DocumentState.READY).order_by("issued_at", "id")


def may_read_document(actor: Actor, document: Document) -> bool:
    """The right to read the subject; internal documents are for staff only."""
    if document.audience == Audience.OFFICE and actor.kind not in (ActorKind.STAFF, ActorKind.SYSTEM):
        return False
    return readers.may_read(actor, document.subject)


def readable_file(actor: Actor, uuid: UUID) -> StoredFile | None:
    """The file, if it exists and this actor may read it; else None, so that strangers learn nothing."""
    found = StoredFile.objects.select_related("document_file__document").filter(uuid=uuid).first()
    if found is None:
        return None
    link = getattr(found, "document_file", None)
    allowed = may_read_document(actor, link.document) if link else readers.may_read(actor, found.subject)
    return found if allowed else None


def check_files() -> list[str]:
    """I9: every row has its file with the right size and SHA-256, and every file has a row."""
    breaches = []
    known = set()
    for row in StoredFile.objects.order_by("uuid").iterator(chunk_size=500):
        known.add(row.path)
        try:
            data = disk.read(row.path)
        except (OSError, ValueError):
            breaches.append(f"Datei {row.uuid}: Auf der Platte fehlt sie.")
            continue
        if hashlib.sha256(data).hexdigest() != row.sha256 or len(data) != row.size:
            breaches.append(f"Datei {row.uuid}: Der Inhalt ist nicht der abgelegte.")
    breaches += [
        f"Ablage {path}: Zu dieser Datei gibt es keine Zeile."
        for path in disk.all_paths()
        if path not in known
    ]
    return breaches
