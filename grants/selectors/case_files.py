"""What lies in a case: files that were handed in, and documents that the city made. One query for both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import BigIntegerField, CharField, F, Value

from foundation.files.models import Document, DocumentState
from foundation.files.selectors import files_of

DOCUMENT_SENTENCES = {
    DocumentState.WAITING.value: "Wartet. Das Dokument wird gleich erstellt.",
    DocumentState.MAKING.value: "Wird gerade erstellt. Laden Sie die Seite in ein paar Sekunden neu.",
    DocumentState.READY.value: "Fertig.",
    DocumentState.FAILED.value: "Hat nicht geklappt.",
}


@dataclass(frozen=True)
class Upload:
    """A file that was handed in; `size` in bytes."""

    uuid: UUID
    name: str
    size: int


@dataclass(frozen=True)
class DocumentLine:
    """A document with its state as a sentence and its files as (format, uuid)."""

    number: str
    title: str
    ordered_at: datetime
    state: str
    sentence: str
    files: list[tuple[str, UUID]] = field(default_factory=list)


def files_and_documents(
    subject: str, document_subjects: Sequence[str]
) -> tuple[list[Upload], list[DocumentLine]]:
    """The uploads of one subject and the documents of several, oldest first; a row for each file."""
    nothing, no_number = Value("", CharField()), Value(0, BigIntegerField())
    handed_in = files_of(subject).values_list(
        no_number,
        nothing,
        F("original_name"),
        F("created_at"),
        nothing,
        nothing,
        nothing,
        F("uuid"),
        F("size"),
    )
    made = Document.objects.filter(subject__in=document_subjects).values_list(
        F("id"),
        F("number"),
        F("title"),
        F("issued_at"),
        F("state"),
        F("error"),
        F("files__format"),
        F("files__file_id"),
        no_number,
    )
    uploads, lines = [], dict[int, DocumentLine]()
    rows = sorted(handed_in.order_by().union(made.order_by(), all=True), key=lambda row: (row[3], row[0]))
    for pk, number, title, at, state, error, file_format, file_id, size in rows:
        if not number:
            uploads.append(Upload(file_id, title, size))
            continue
        sentence = error or DOCUMENT_SENTENCES[state]
        line = lines.setdefault(pk, DocumentLine(number, title, at, state, sentence))
        if file_id is not None:
            line.files.append((file_format.upper(), file_id))
    return uploads, list(lines.values())
