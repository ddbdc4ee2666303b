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
    data = sealed(report, data)
    single = [each for each in report.outputs if each != "zip"]
    made: dict[Output, bytes] = {
        each: render_output(report, data, each, issued_at=issued_at, mark=mark) for each in single
    }
    if report.columns is not None and len(made) > 1:
        demand_agreement(report.columns(data), report.layout(data, shared_kit()), made)
    if report.pack is not None:
        pdf = made["pdf"]
        whole = Packed(f"{data.paper.file_stem}.pdf", lambda: pdf, report.name)
        made["zip"] = zip_bytes(report.pack(data, whole))
    return {each: (f"{data.paper.file_stem}.{each}", content) for each, content in made.items()}


def render_output(
    report: Report[Any], data: Data, output: str, *, issued_at: datetime, mark: GenuineMark | None = None
) -> bytes:
    """One output. Raises ValueError for a report without a table that shall become one."""
    if output == "pdf":
        return pdf_bytes(report, data, issued_at=issued_at, mark=mark)
    if report.columns is None:
        raise ValueError(f"{report.slug} has no table")
    table = report.columns(data)
    if output == "csv":
        return csv_bytes(table)
    return workbook_bytes(
        table,
        title=data.paper.title,
        author=data.paper.author,
        info=(
            *getattr(data.paper, "facts", ()),
            *((("Echtheit prüfen", mark.address),) if mark else ()),
        ),
        issued_at=issued_at,
    )


def sealed(report: Report[Any], data: Data) -> Data:
    """The report with the hash of its rows: two of one content say the same, whatever their number."""
    if report.columns is None or not isinstance(data, ReportData) or not isinstance(data.paper, ReportPaper):
        return data
    content = (SEAL, hashlib.sha256(csv_bytes(report.columns(data))).hexdigest())
    paper = replace(data.paper, facts=(*data.paper.facts, content))
    return replace(data, facts=(*data.facts, content), paper=paper)


def pdf_bytes(
    report: Report[Any],
    data: Data,
    *,
    issued_at: datetime,
    watermark: str = "",
    mark: GenuineMark | None = None,
) -> bytes:
    """The PDF: a letter or a report, as its paper says. A preview has a watermark and no mark."""
    kit, paper = shared_kit(), data.paper
    blocks = report.layout(data, kit)
    meta = Meta(title=paper.title, author=paper.author, issued_at=issued_at, subject=FIELD_OF_LAW)
    if isinstance(paper, LetterPaper):
        return kit.render_letter(
            blocks,
            letterhead=_letterhead(paper),
            meta=meta,
            watermark=watermark,
            attachments=report.attach(data) if report.attach else (),
            mark=mark,
        )
    return kit.render_report(
        blocks,
        meta=meta,
        orientation=paper.orientation,
        running_note=paper.running_note,
        footer_lines=paper.footer_lines,
        watermark=watermark,
        attachments=report.attach(data) if report.attach else (),
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
