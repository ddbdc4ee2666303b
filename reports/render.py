"""From a document and its data to bytes: PDF, XLSX, CSV, ZIP. The same input gives the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse

from foundation.values.codes import in_groups
from reports.agreement import demand_agreement
from reports.archive import zip_bytes
from reports.catalog.report_parts import ReportData
from reports.contract import Commission, Data, LetterPaper, Output, Packed, Report, ReportPaper
from reports.delimited import csv_bytes
from reports.file_names import stem_of
from reports.inside import data_inside
from reports.kit import FontFiles, GenuineMark, Kit, Letterhead, Meta
from reports.letterheads import collected
from reports.workbook import workbook_bytes

FIELD_OF_LAW = "Aktionskasse"
DRAFT = "ENTWURF"
SEAL = "Inhalt (SHA-256 der Zeilen)"


@cache
def shared_kit() -> Kit:
    """The kit of this process: its fonts are read once."""
    fonts = settings.PDF_FONTS
    return Kit(FontFiles(regular=fonts["regular"], bold=fonts["bold"], arabic=fonts["arabic"]))


def render(
    report: Report[Any], data: Data, *, issued_at: datetime, mark: GenuineMark | None = None
) -> dict[str, tuple[str, bytes]]:
    """Every output of the document: format -> (name of the file, bytes).

    Raises DomainError when the outputs of a report disagree.
    """
    rows = rows_of(report, data)
    data = sealed(data, rows)
    made: dict[Output, bytes] = {}
    for each in report.outputs:
        if each == "pdf":
            made[each] = pdf_bytes(report, data, issued_at=issued_at, mark=mark, rows=rows)
        elif each == "csv":
            made[each] = rows
        elif each == "xlsx":
            made[each] = _workbook(report, data, issued_at, mark)
    if report.columns is not None and len(made) > 1:
        demand_agreement(report.columns(data), report.layout(data, shared_kit()), made)
    if report.pack is not None:
        pdf = made["pdf"]
        whole = Packed(f"{data.paper.file_stem}.pdf", lambda: pdf, report.name)
        made["zip"] = zip_bytes(report.pack(data, whole))
    return {each: (f"{stem_of(report, data)}.{each}", content) for each, content in made.items()}


def rows_of(report: Report[Any], data: Data) -> bytes:
    """The table of a report as CSV, which is also what it is sealed by; nothing of one without a table."""
    return csv_bytes(report.columns(data)) if report.columns is not None else b""


def sealed(data: Data, rows: bytes) -> Data:
    """The report with the hash of its rows: two of one content say the same, whatever their number."""
    if not rows or not isinstance(data, ReportData) or not isinstance(data.paper, ReportPaper):
        return data
    content = (SEAL, hashlib.sha256(rows).hexdigest())
    paper = replace(data.paper, facts=(*data.paper.facts, content))
    return replace(data, facts=(*data.facts, content), paper=paper)


def _workbook(report: Report[Any], data: Data, issued_at: datetime, mark: GenuineMark | None) -> bytes:
    """The workbook with its sheet "Info". Raises ValueError for a report without a table."""
    if report.columns is None:
        raise ValueError(f"{report.slug} has no table")
    checked_at = (("Echtheit prüfen", mark.address),) if mark else ()
    return workbook_bytes(
        report.columns(data),
        title=data.paper.title,
        author=data.paper.author,
        info=(*getattr(data.paper, "facts", ()), *checked_at),
        issued_at=issued_at,
    )


def pdf_bytes(
    report: Report[Any],
    data: Data,
    *,
    issued_at: datetime,
    watermark: str = "",
    mark: GenuineMark | None = None,
    rows: bytes = b"",
) -> bytes:
    """The PDF: a letter or a report, as its paper says. A preview has a watermark, no mark and no data.

    `rows`: the CSV of a report, which the PDF carries.
    """
    kit, paper = shared_kit(), data.paper
    blocks = report.layout(data, kit)
    number = mark.number if mark else ""
    inside = () if watermark else data_inside(report, data, issued_at=issued_at, number=number, rows=rows)
    meta = Meta(title=paper.title, author=paper.author, issued_at=issued_at, subject=FIELD_OF_LAW)
    if isinstance(paper, LetterPaper):
        return kit.render_letter(
            blocks,
            letterhead=_letterhead(paper),
            meta=meta,
            watermark=watermark,
            attachments=inside,
            mark=mark,
        )
    return kit.render_report(
        blocks,
        meta=meta,
        orientation=paper.orientation,
        running_note=paper.running_note,
        footer_lines=paper.footer_lines,
        watermark=watermark,
        attachments=inside,
        mark=mark,
    )


def _letterhead(paper: LetterPaper) -> Letterhead:
    return Letterhead(
        sender=paper.sender,
        sender_line=paper.sender_line,
        address_lines=paper.address_lines,
        info=paper.info,
        footer_lines=paper.footer_lines,
        logo=paper.logo.data if paper.logo else b"",
        logo_alt=paper.logo.alt if paper.logo else "",
    )


def mark_of(commission: Commission) -> GenuineMark | None:
    """What a document prints to be checked with; None for a preview, which is not the document."""
    if not commission.check_code:
        return None
    page = f"{settings.PUBLIC_URL}{reverse('genuine')}"
    return GenuineMark(
        number=commission.number,
        code=in_groups(commission.check_code),
        page=page.removesuffix("/"),
        head=page,
        tail=f"{commission.number}/{commission.check_code}/",
    )


def collect_and_render(report: Report[Any], commission: Commission) -> dict[str, tuple[str, bytes]]:
    """Read, lay out, render: everything the worker does for one document."""
    data = collected(report, commission)
    return render(report, data, issued_at=commission.issued_at, mark=mark_of(commission))
