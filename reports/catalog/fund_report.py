"""Most reports on a fund are alike: one list with its sums, what must agree, the facts on the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import Fund
from reports.catalog.report_parts import (
    IN_EURO,
    ReportData,
    Scope,
    column_sum,
    facts_block,
    name_of,
    pdf_columns,
    report_paper,
    self_facts,
    shown_rows,
    shown_sum,
)
from reports.cells import shown
from reports.contract import Commission, ControlSum, Kind, Report, Table, TableColumn, Value
from reports.kit import Block, Column, Kit, mark_of
from reports.parameters import Choice

AGREES = "stimmt"
NUMBER = "Lfd. Nr."
WHOLE_NUMBERS = "Die laufende Nummer ist die der ganzen Liste."
Rows = tuple[tuple[Value, ...], ...]
Collect = Callable[[Commission], "ListReport"]


@dataclass(frozen=True)
class Field:
    """One column: `width` in characters, `share` of the width of the page; 0 leaves it out of the PDF.

    `note`: what has to be said about the column, as a footnote of the PDF.
    """

    title: str
    kind: Kind = "text"
    width: int = 14
    share: float = 1
    is_summed: bool = False
    names_row: bool = False
    note: str = ""


@dataclass(frozen=True)
class Identity:
    """Two ways to one sum, in words; cents."""

    sentence: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        return self.left == self.right

    @property
    def shown(self) -> tuple[str, str, str, str]:
        result = AGREES if self.holds else f"weicht ab um {format_euro(self.left - self.right)}"
        return self.sentence, format_euro(self.left), format_euro(self.right), result


@dataclass(frozen=True)
class Draft:
    """What the collecting of a report has found; rows have a value for each field, amounts in cents.

    `left_out`: rows that a choice does not show and the identities count all the same.
    """

    title: str
    scope: Scope
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    identities: tuple[Identity, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[Value, ...], ...] = ()


@dataclass(frozen=True)
class ListReport(ReportData):
    """The values of such a report: which columns the PDF prints, how wide, and the words below the list."""

    keep: tuple[int, ...]
    shares: tuple[float, ...]
    headers: tuple[int, ...]
    notes: tuple[str, ...]
    #: Numbers of columns and what is said about them.
    footnotes: tuple[tuple[int, str], ...] = ()


def compose(commission: Commission, draft: Draft) -> ListReport:
    """The draft with its sums and the facts on itself."""
    fields, rows = draft.fields, draft.rows
    columns = tuple(TableColumn(each.title, each.kind, each.width) for each in fields)
    totals = tuple(column_sum(rows, at) if each.is_summed else None for at, each in enumerate(fields))
    summed = any(each.is_summed for each in fields)
    sums = tuple(
        (each.title.removesuffix(IN_EURO), format_euro(total or 0))
        for each, total in zip(fields, totals, strict=True)
        if each.is_summed and each.kind == "money"
    )
    facts = self_facts(commission, draft.scope, rows=len(rows), sums=sums)
    fund, title = draft.scope.fund, draft.title
    stem = f"{title} {fund.slug}".replace(" ", "-")
    keep = tuple(at for at, each in enumerate(fields) if each.share)
    return ListReport(
        paper=report_paper(commission, fund, title=f"{title} – {fund.name}", file_stem=stem, facts=facts),
        heading=f"{title}: {name_of(fund)}",
        facts=facts,
        table=Table(columns, rows, (ControlSum("Summe", totals, 0, len(rows)),) if summed else ()),
        keep=keep,
        shares=tuple(fields[at].share for at in keep),
        headers=tuple(at for at in keep if fields[at].names_row),
        identities=tuple(each.shown for each in draft.identities),
        notes=(*draft.notes, *_said_of_left_out(draft)),
        footnotes=tuple((at, fields[at].note) for at in keep if fields[at].note),
    )


def parted(rows: Rows, is_shown: Callable[[tuple[Value, ...]], bool]) -> tuple[Rows, Rows]:
    """The rows that a choice shows, and those that it leaves out."""
    return tuple(filter(is_shown, rows)), tuple(row for row in rows if not is_shown(row))


def _said_of_left_out(draft: Draft) -> tuple[str, ...]:
    """That a selection is shown, and what is needed to get from its sums to those of the whole list."""
    fields, rest = draft.fields, draft.left_out
    if not rest:
        return ()
    everything = len(draft.rows) + len(rest)
    sums = ", ".join(
        f"{each.title.removesuffix(IN_EURO)} {shown(column_sum(rest, at), each.kind)}"
        for at, each in enumerate(fields)
        if each.is_summed
    )
    return (
        f"Gezeigt ist eine Auswahl: {len(draft.rows)} von {everything} Zeilen.",
        *((f"Nicht gezeigt: {sums}.",) if sums else ()),
        *((f"Die Abstimmung rechnet mit allen {everything} Zeilen.",) if draft.identities else ()),
        *((WHOLE_NUMBERS,) if fields[0].title == NUMBER else ()),
    )


def scope_of(commission: Commission, fund: Fund, period: str, basis: Choice, standing: Choice) -> Scope:
    """What a list covers: the days in words, and what its two choices say."""
    said = commission.params
    return Scope(fund, fund.rules_on(commission.as_of), period, basis.said(said), standing.said(said))


def key_date(commission: Commission) -> str:
    """The period of a list on a day, in words: the day, and the days that were chosen."""
    chosen = commission.chosen_period
    day = f"Stichtag {format_date(commission.as_of)}"
    return f"{day}; {chosen.words}" if chosen else day


def layout(data: ListReport, kit: Kit, *, summary: str) -> Sequence[Block]:
    """The list, the notes, what must agree, the facts."""
    table = data.table
    marks = {column: mark_of(number) for number, (column, _note) in enumerate(data.footnotes, 1)}
    has_money = any(table.columns[at].kind == "money" for at in data.keep)
    notes = (*(("Alle Beträge in Euro.",) if has_money else ()), *data.notes)
    return [
        kit.heading(data.heading),
        kit.table(
            pdf_columns(table, data.keep, data.shares, headers=data.headers, marks=marks),
            shown_rows(table, table.rows, data.keep),
            summary=summary,
            total=shown_sum(table, table.sums[0], data.keep) if table.sums else None,
            size=7.5,
        ),
        *([kit.paragraph(" ".join(notes), small=True)] if notes else []),
        *([kit.footnotes([note for _column, note in data.footnotes])] if data.footnotes else []),
        *agreement(kit, data.identities),
        kit.page_break(),
        *facts_block(kit, data.facts),
    ]


def agreement(kit: Kit, identities: Sequence[tuple[str, str, str, str]]) -> list[Block]:
    """The block "Abstimmung": nothing for a report in which no two ways lead to one sum."""
    if not identities:
        return []
    return [
        kit.heading("Abstimmung", level=2),
        kit.table(
            [
                Column("Es muss gleich sein", 4.6, row_header=True),
                Column("Linke Seite", 1.4, align="right"),
                Column("Rechte Seite", 1.4, align="right"),
                Column("Ergebnis", 1.6),
            ],
            identities,
            summary="Abstimmung der Summen",
        ),
    ]


def columns(data: ListReport) -> Table:
    """The list."""
    return data.table


def fund_report(
    *,
    slug: str,
    title: str,
    summary: str,
    collect: Collect,
    row_key: tuple[str, ...],
    derived: tuple[str, ...] = (),
    params: tuple[str, ...] = (),
    choices: tuple[Choice, ...] = (),
) -> Report[Any]:
    """The report as it stands in the catalog. `summary` says to screen readers what the list holds.

    `row_key`, `derived`: by which titles two of them are compared, see `Report`.
    """
    return Report(
        slug=slug,
        title=title,
        subject_kind="fund",
        params=params,
        choices=choices,
        collect=collect,
        layout=partial(layout, summary=summary),
        is_report=True,
        columns=columns,
        row_key=row_key,
        derived=derived,
        outputs=("pdf", "xlsx", "csv"),
    )


def fund_of(commission: Commission) -> Fund:
    """The fund that the report is about."""
    return Fund.objects.get(uuid=commission.subject_uuid)
