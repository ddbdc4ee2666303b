"""What the public page says of a document: that it exists, as of when, and the hashes of its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from foundation.files.models import Document
from foundation.files.upload_handlers import HashedCopy
from foundation.values.codes import in_groups
from grants.models import Fund
from reports.document_files import file_lines

SAME = "Diese Datei ist Byte für Byte das Dokument."
OTHER = "Diese Datei ist eine andere."
TOO_BIG = "Diese Datei ist größer als 50 MB. So große Dokumente erstellt die Aktionskasse nicht."


@dataclass(frozen=True)
class HashLine:
    """One file of the document."""

    format: str
    sha256: str


@dataclass(frozen=True)
class GenuineLine:
    """No title, no persons, no fund, no content."""

    number: str
    code: str
    raw_code: str
    as_of: date
    finished_at: datetime
    city: str
    files: Sequence[HashLine]
    expired_at: datetime | None


@dataclass(frozen=True)
class Comparison:
    """What comparing a copy has shown; `sha256` is that of the copy."""

    is_same: bool
    sentence: str
    format: str = ""
    sha256: str = ""


def genuine_line(document: Document) -> GenuineLine:
    """The public facts of a finished document."""
    return GenuineLine(
        number=document.number,
        code=in_groups(document.check_code),
        raw_code=document.check_code,
        as_of=document.as_of,
        finished_at=document.finished_at or document.issued_at,
        city=_city(),
        files=tuple(HashLine(each.format, each.sha256) for each in file_lines(document)),
        expired_at=document.expired_at,
    )


def compared(line: GenuineLine, copy: HashedCopy) -> Comparison:
    """The copy against every file of the document."""
    if copy.is_too_big:
        return Comparison(False, TOO_BIG)
    for part in line.files:
        if part.sha256 == copy.sha256:
            return Comparison(True, SAME, part.format, copy.sha256)
    return Comparison(False, OTHER, sha256=copy.sha256)


def _city() -> str:
    """The city of the house; none where funds of several cities share it, for it would tell the fund."""
    cities = list(Fund.objects.order_by("city").values_list("city", flat=True).distinct()[:2])
    return cities[0] if len(cities) == 1 else ""
