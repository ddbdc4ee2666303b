"""Verfahrensdokumentation: how this installation keeps the books of a fund, written by the running program.

What an auditor asks for first (GoBD; domain handbook 4.2): software, settings and their history, persons,
workflows, scanning, interfaces, checks, retention. Every figure is read; what is not recorded is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from reports.catalog.case_file.parts import Chapter, Part, blocks_of, chapter
from reports.catalog.fund_report import fund_of
from reports.catalog.procedure import configuration, evidence, persons, software
from reports.catalog.report_parts import Scope, name_of, report_paper, self_facts
from reports.contract import Commission, Data, Report, Table, TableColumn
from reports.delimited import csv_bytes
from reports.kit import Attachment, Block, Kit

TITLE = "Verfahrensdokumentation"
COLUMNS = (
    TableColumn("Kapitel", width=30),
    TableColumn("Abschnitt", width=30),
    TableColumn("Was", width=40),
    TableColumn("Angabe", width=80),
)
INTRODUCTION = (
    "Dieses Dokument hat das Programm aus seinem eigenen Zustand erzeugt. Es beschreibt, was die Technik "
    "tut und was aufgezeichnet ist. Anweisungen der Stadt, etwa zum Scannen, zu Vertretungen oder zur "
    "Sicherung, gehören dazu und stehen nicht darin."
)


@dataclass(frozen=True)
class Procedure(Data):
    """Everything the document says, as strings."""

    heading: str
    chapters: tuple[Chapter, ...]


def collect(commission: Commission) -> Procedure:
    """A constant number of queries for each chapter, however many cases there are."""
    fund, today, until = fund_of(commission), commission.as_of, commission.recorded_until
    rules = fund.rules_on(today)
    scope = Scope(
        fund, rules, f"bis {format_date(today)}", "Tag der Aufzeichnung", "dieser Fonds und die Installation"
    )
    return Procedure(
        paper=report_paper(
            commission, fund, title=f"{TITLE} – {fund.name}", file_stem=f"{TITLE}-{fund.slug}", facts=()
        ),
        heading=f"{TITLE}: {name_of(fund)}",
        chapters=(
            software.software(until),
            configuration.configuration(fund, today, until),
            persons.persons(fund, until),
            persons.workflows(),
            evidence.scanning(fund, until),
            evidence.interfaces(fund, until),
            evidence.checks(until),
            evidence.retention(fund, today, until),
            evidence.keys(),
            chapter("10. Angaben zu diesem Dokument", Part(facts=self_facts(commission, scope))),
        ),
    )


def layout(data: Procedure, kit: Kit) -> Sequence[Block]:
    """Chapter after chapter; each heading is a bookmark."""
    blocks: list[Block] = [kit.heading(data.heading), kit.paragraph(INTRODUCTION)]
    for found in data.chapters:
        blocks += blocks_of(found, kit)
    return blocks


def attach(data: Procedure) -> Sequence[Attachment]:
    """Every statement as a row: chapter, part, what, how it is."""
    rows = tuple(
        (found.title, part.title, *said)
        for found in data.chapters
        for part in found.parts
        for said in _said(part)
    )
    return (Attachment(f"{TITLE}.csv", csv_bytes(Table(COLUMNS, rows)), "text/csv", "Data", TITLE),)


def _said(part: Part) -> Iterator[tuple[str, str]]:
    yield from part.facts
    yield from (("", word) for word in part.words)
    if part.grid is not None:
        titles = [title for title, _width in part.grid.columns]
        for name, *cells in part.grid.rows:
            yield from (
                (f"{name}: {title}", cell) for title, cell in zip(titles[1:], cells, strict=True) if cell
            )


REPORT = Report(
    slug="verfahrensdokumentation",
    title=TITLE,
    subject_kind="procedure",
    is_report=True,
    collect=collect,
    layout=layout,
    attach=attach,
)
