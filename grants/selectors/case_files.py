"""What lies in a case: files handed in, documents that the city made, letters. One query for all three."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, CharField, F, Value

from foundation.files.models import Document, DocumentState
from foundation.files.selectors import files_of
from foundation.values.dates import format_date, local_date
from grants.models import Application, LetterStep, LetterStepKind

# No number of a document reads so.
LETTER = "letter"

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


@dataclass(frozen=True)
class LetterStepLine:
    """One thing done to a letter; `text` is its wording then, or why it was discarded."""

    kind: LetterStepKind
    at: datetime
    who: str
    text: str


@dataclass(frozen=True)
class LetterLine:
    """A letter of the outbox with everything that was done to it."""

    uuid: UUID
    title: str
    steps: list[LetterStepLine] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Where it is now, as the page says it."""
        last = self.steps[-1]
        day = format_date(local_date(last.at))
        sentences = {LetterStepKind.RELEASE: f"gesendet {day}", LetterStepKind.DISCARD: f"verworfen {day}"}
        return sentences.get(last.kind, "wartet im Ausgang")


def files_and_documents(
    application: Application, document_subjects: Sequence[str]
) -> tuple[list[Upload], list[DocumentLine], list[LetterLine]]:
    """The uploads and letters of a case and the documents of several subjects, oldest first."""
    uploads, lines, letters = [], dict[int, DocumentLine](), dict[UUID, LetterLine]()
    rows = sorted(_united(application, document_subjects), key=lambda row: (row[3], row[0]))
    for pk, number, title, at, state, error, file_format, file_id, size in rows:
        if number == LETTER:
            letter = letters.setdefault(file_id, LetterLine(file_id, title))
            letter.steps.append(LetterStepLine(LetterStepKind(state), at, file_format, error))
            continue
        if not number:
            uploads.append(Upload(file_id, title, size))
            continue
        sentence = error or DOCUMENT_SENTENCES[state]
        line = lines.setdefault(pk, DocumentLine(number, title, at, state, sentence))
        if file_id is not None:
            line.files.append((file_format.upper(), file_id))
    return uploads, list(lines.values()), list(letters.values())


def _united(application: Application, document_subjects: Sequence[str]) -> Iterable[Any]:
    """A row for each upload, each file of a document, each step of a letter."""
    nothing, no_number = Value("", CharField()), Value(0, BigIntegerField())
    handed_in = files_of(application.subject).values_list(
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
    written = LetterStep.objects.filter(letter__case=application).values_list(
        F("id"),
        Value(LETTER, CharField()),
        F("letter__title"),
        F("at"),
        F("kind"),
        F("text"),
        F("by_label"),
        F("letter__uuid"),
        no_number,
    )
    return handed_in.order_by().union(made.order_by(), written.order_by(), all=True)
