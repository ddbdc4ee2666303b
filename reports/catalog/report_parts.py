"""What all reports share: the facts on themselves, and the table as the PDF shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from foundation.values.dates import BERLIN, format_date
from grants.models import Fund, FundRules
from reports.cells import shown
from reports.contract import Commission, ControlSum, Data, Pairs, ReportPaper, Table, Value
from reports.kit import Block, Column, Kit

IN_EURO = " (€)"
NO_MARKS: Mapping[int, str] = MappingProxyType({})
SHORT = 16  # characters: a column in which nothing is longer holds figures, days or marks
# The version of the software, as in pyproject.toml; a test compares them.
VERSION = "0.1.0"
ACCORDING_TO = "nach den Aufzeichnungen der Aktionskasse"


@dataclass(frozen=True)
class ReportData(Data):
    """A report's values: its table, and the facts on itself."""

    heading: str
    facts: Pairs
    table: Table
    #: Sentence, left side, right side, result: what two ways must give alike.
    identities: tuple[tuple[str, str, str, str], ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Scope:
    """What a report covers, in words."""

    fund: Fund
    rules: FundRules
    period: str
    basis: str
    filters: str


def self_facts(commission: Commission, scope: Scope, *, rows: int | None = None, sums: Pairs = ()) -> Pairs:
    """What every report prints of itself: domain handbook 2.4, architecture 7. `rows`: None if no table."""
    made = commission.issued_at.astimezone(BERLIN)
    rules = scope.rules
    pairs = (
        ("Fonds", name_of(scope.fund)),
        ("Zeitraum", scope.period),
        ("Datumsgrundlage", scope.basis),
        ("Stand", format_date(commission.as_of)),
        ("Auswahl", scope.filters),
        ("Regeln des Fonds", f"Fassung {rules.version}, gültig ab {format_date(rules.valid_from)}"),
        ("Erstellt", f"{format_date(made.date())}, {made:%H:%M} Uhr, von {commission.creator or 'System'}"),
        ("Nummer", commission.number or "ohne (Vorschau)"),
        ("Zeilen", "" if rows is None else str(rows)),
        ("Kontrollsummen", "; ".join(f"{label} {value}" for label, value in sums)),
        ("Herkunft", f"{ACCORDING_TO}, Version {VERSION}"),
    )
    return tuple((label, value) for label, value in pairs if value)


def name_of(fund: Fund) -> str:
    """Fund and quarter; a fund that is named after its quarter says it once."""
    return fund.name if fund.quarter in fund.name else f"{fund.name}, {fund.quarter}"


def report_paper(
    commission: Commission, fund: Fund, *, title: str, file_stem: str, facts: Pairs, landscape: bool = True
) -> ReportPaper:
    """The sheet of a report."""
    as_of = f"Stand {format_date(commission.as_of)}"
    return ReportPaper(
        title=title,
        author=fund.city,
        file_stem=file_stem,
        facts=facts,
        orientation="landscape" if landscape else "portrait",
        running_note=as_of,
        as_of=commission.as_of,
        footer_lines=(
            f"{fund.city} · {fund.name} · {ACCORDING_TO}",
            " · ".join(part for part in (commission.number, as_of, commission.creator) if part),
        ),
    )


def column_sum(rows: Iterable[Sequence[Value]], number: int) -> int:
    """The sum of a column's figures."""
    return sum(value for row in rows if isinstance(value := row[number], int))


def shown_rows(table: Table, rows: Sequence[Sequence[Value]], keep: Sequence[int]) -> list[list[str]]:
    """Rows as strings, only the columns named."""
    return [[shown(row[number], table.columns[number].kind) for number in keep] for row in rows]


def shown_sum(table: Table, total: ControlSum, keep: Sequence[int]) -> list[str | None]:
    """A total row: the label runs on to the first sum."""
    cells: list[str | None] = []
    for number in keep:
        value = total.values[number]
        cells.append(None if value is None else shown(value, table.columns[number].kind))
    first = next((place for place, cell in enumerate(cells) if cell is not None), len(cells))
    blank_after: list[str | None] = ["" if cell is None else cell for cell in cells[first:]]
    return [total.label, *[None] * (first - 1), *blank_after]


def pdf_columns(
    table: Table,
    keep: Sequence[int],
    shares: Sequence[float],
    headers: Sequence[int],
    marks: Mapping[int, str] = NO_MARKS,
) -> list[Column]:
    """The columns of the PDF: figures to the right, `headers` name their rows, `marks` lead to footnotes."""
    return [
        Column(
            table.columns[number].title.removesuffix(IN_EURO) + marks.get(number, ""),
            share,
            align="left" if table.columns[number].kind in ("text", "date") else "right",
            row_header=number in headers,
            fits=_fitting(table, number),
        )
        for number, share in zip(keep, shares, strict=True)
    ]


def _fitting(table: Table, number: int) -> str:
    """The longest value of a column of short ones: it must not be broken."""
    kind = table.columns[number].kind
    values = [row[number] for row in table.rows] + [total.values[number] for total in table.sums]
    longest = max((shown(value, kind) for value in values), key=len, default="")
    return longest if len(longest) <= SHORT else ""


def facts_block(kit: Kit, facts: Pairs) -> list[Block]:
    """The last page: the facts on the report, and lines to sign on. So the figures come first."""
    return [
        kit.heading("Angaben zu diesem Bericht", level=2),
        kit.facts(facts, label_share=0.26),
        kit.signatures(["Aufgestellt: Ort, Datum, Unterschrift", "Geprüft: Ort, Datum, Unterschrift"]),
    ]


def runs_of(rows: Sequence[Sequence[Value]], column: int) -> list[tuple[str, list[Sequence[Value]]]]:
    """Neighbouring rows with the same text in a column."""
    return [(str(name), list(members)) for name, members in groupby(rows, key=lambda row: row[column])]
