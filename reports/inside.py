"""The data of a document as a file inside its PDF (PDF/A-3, AFRelationship Data).

A report carries the rows of its list as CSV, the very bytes of its second file; a notice or an order carries
what it decides as XML (`schemas/dokument-1.xsd`), so that nobody has to type figures off a page.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from reports.contract import Data, LetterPaper, Particular, Particulars, Report, Value
from reports.kit import Attachment
from reports.kit.plain_text import xml_characters

VERSION = "1"
ROWS = "Die Zeilen dieses Berichts als Daten"
SAID = "Die Angaben dieses Dokuments als Daten"
#: Kind of a value -> what the attribute "art" says of it.
KINDS = {"text": "text", "number": "zahl", "money": "geld", "date": "tag", "permille": "promille"}


def data_inside(
    report: Report[Any], data: Data, *, issued_at: datetime, number: str = "", rows: bytes = b""
) -> Sequence[Attachment]:
    """What the PDF carries: its own data, and what the document adds. `rows`: the CSV of a report."""
    more = report.attach(data) if report.attach else ()
    stem = data.paper.file_stem
    if rows:
        return (Attachment(f"{stem}.csv", rows, "text/csv", "Data", ROWS), *more)
    if not data.particulars:
        return more
    said = xml_bytes(report, data, issued_at=issued_at, number=number)
    return (Attachment(f"{stem}.xml", said, "application/xml", "Data", SAID), *more)


def xml_bytes(report: Report[Any], data: Data, *, issued_at: datetime, number: str) -> bytes:
    """What the document says, one element for each particular; empty ones are left out."""
    paper = data.paper
    every: Particulars = data.particulars
    if isinstance(paper, LetterPaper):
        every = (*paper.particulars, *every)
    root = ET.Element("dokument", fassung=VERSION, art=report.slug, titel=xml_characters(paper.title))
    root.set("herausgeber", xml_characters(paper.author))
    root.set("erstellt", f"{issued_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    if number:
        root.set("nummer", number)
    for each in every:
        if each.value not in (None, ""):
            root.append(_element(each))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _element(said: Particular) -> ET.Element:
    element = ET.Element("angabe", name=said.name, art=KINDS[said.kind])
    if said.about:
        element.set("zu", xml_characters(said.about))
    if said.kind == "money":
        element.set("waehrung", "EUR")
    element.text = xml_characters(written(said.value, said.kind))
    return element


def written(value: Value, kind: str) -> str:
    """A value as programs read it: 1234.50, 2027-03-12."""
    if isinstance(value, date):
        return value.isoformat()
    if kind == "money" and isinstance(value, int):
        euro, cents = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{euro}.{cents:02d}"
    return str(value)
