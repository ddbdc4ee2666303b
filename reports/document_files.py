"""The files of a document, there or expired, and whether a report made again is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from foundation.files.models import Document, DocumentFormat, DocumentState

FORMATS = (DocumentFormat.PDF, DocumentFormat.XLSX, DocumentFormat.CSV, DocumentFormat.ZIP)
SAME = "Der Inhalt ist derselbe: Die Tabellen (CSV) sind Byte für Byte gleich."
OTHER = "Der Inhalt ist ein anderer. Was sich unterscheidet, zeigt „Vergleichen“."
OTHER_AND_GONE = "Der Inhalt ist ein anderer. Die Dateien des früheren Berichts sind gelöscht."
NO_TABLE = "Dieses Dokument hat keine Tabelle. Ob der Inhalt derselbe ist, sagt das Programm nicht."


@dataclass(frozen=True)
class FileLine:
    """One file to be fetched; without `uuid` it is gone, and this is what it was."""

    format: str
    uuid: UUID | None
    name: str
    size: int
    sha256: str


def file_lines(document: Document) -> Sequence[FileLine]:
    """In the order of the formats; of an expired document what its files were."""
    there = [
        FileLine(
            part.get_format_display(),
            part.file.uuid,
            part.file.original_name,
            part.file.size,
            part.file.sha256,
        )
        for part in sorted(document.files.all(), key=lambda part: FORMATS.index(part.format))
    ]
    gone = [
        FileLine(part.get_format_display(), None, part.name, part.size, part.sha256)
        for part in sorted(document.expired_files.all(), key=lambda part: FORMATS.index(part.format))
    ]
    return (*there, *gone)


def repetition_of(document: Document) -> str:
    """Whether a report says the same as the one that it repeats; empty while nothing can be said."""
    first = document.repeats
    if first is None or document.state != DocumentState.READY:
        return ""
    now, then = _content(document), _content(first)
    if not now or not then:
        return NO_TABLE
    if now == then:
        return SAME
    return OTHER_AND_GONE if first.expired_at or document.expired_at else OTHER


def _content(document: Document) -> str:
    """The hash of the table: it names neither number nor moment, so that one content has one hash."""
    label = DocumentFormat.CSV.label
    return next((line.sha256 for line in file_lines(document) if line.format == label), "")
