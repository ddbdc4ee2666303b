"""How the money of a budget year went, month by month: paid, bound, reserved and free, beside a plan."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from foundation.values.month_names import MONTHS
from grants.models import BudgetKind, Fund, FundAccount
from reports.catalog.booked import account_of_year, entries_of_year
from reports.charts.chart import Chart, Series
from reports.contract import Commission, Table, TableColumn, Value

COLUMNS = (
    TableColumn("Bis Ende", "text", 22),
    TableColumn("Verfügbar (€)", "money"),
    TableColumn("Ausgezahlt netto (€)", "money"),
    TableColumn("Gebunden (€)", "money"),
    TableColumn("Vorgemerkt (€)", "money"),
    TableColumn("Frei (€)", "money"),
    TableColumn("Plan (€)", "money"),
)
MONTHS_OF_YEAR = 12
AVAILABLE, PAID, COMMITTED, RESERVED, FREE, PLAN = range(1, 7)
SERIES = (
    Series(PAID, "solid", "Ausgezahlt"),
    Series(COMMITTED, "hatched", "Gebunden"),
    Series(RESERVED, "dotted", "Vorgemerkt"),
    Series(FREE, "empty", "Frei"),
)
TAKEN_AWAY = (BudgetKind.BLOCK, BudgetKind.CARRY_OUT)
NOTE = (
    "Plan: Das verfügbare Geld gleichmäßig auf zwölf Monate verteilt. Der laufende Monat zeigt den Stand des "
    "Berichts."
)
EMPTY = "In diesem Haushaltsjahr ist noch kein Geld eingetragen. Darum gibt es noch keinen Verlauf."


@dataclass(frozen=True)
class Standing:
    """Where the account stood at the end of a day; cents."""

    available: int = 0
    paid: int = 0
    committed: int = 0
    reserved: int = 0

    @property
    def free(self) -> int:
        return self.available - self.paid - self.committed - self.reserved


@dataclass(frozen=True)
class Movement:
    """What one day changed; cents."""

    day: date
    change: Standing


def course_of_year(fund: Fund, year: int, commission: Commission) -> Chart:
    """The twelve months and, where the year is not the one of the as-of day, what came before or after it.

    The last row that is filled is the row of the year in R5. Raises DomainError for a year without a budget.
    """
    account = account_of_year(fund, year)
    moved = [*_budget(account, commission), *_booked(fund, year, commission)]
    now = _standing(moved, commission.as_of)
    rows = list(_rows(year, commission.as_of, moved, now))
    return Chart(
        name="verlauf",
        title=f"Verlauf der Mittel {year}",
        sentence=_sentence(year, commission.as_of, now),
        empty=EMPTY,
        table=Table(COLUMNS, tuple(row for _, row in rows)),
        shape="columns",
        series=SERIES,
        line=PLAN,
        short_labels=tuple(short for short, _ in rows),
        note=NOTE,
    )


def _sentence(year: int, as_of: date, now: Standing) -> str:
    return (
        f"Am {format_date(as_of)} sind von {format_euro(now.available)} ausgezahlt: {format_euro(now.paid)}, "
        f"gebunden: {format_euro(now.committed)}, vorgemerkt: {format_euro(now.reserved)}, "
        f"frei: {format_euro(now.free)}.{_plan_in_words(year, as_of, now)}"
    )


def _plan_in_words(year: int, as_of: date, now: Standing) -> str:
    """What the plan says at the end of the as-of day's month; nothing outside the year."""
    if as_of.year != year:
        return ""
    planned = format_euro(now.available * as_of.month // MONTHS_OF_YEAR)
    return f" Der Plan sieht bis Ende {MONTHS[as_of.month - 1]} {planned} vor."


def _rows(
    year: int, as_of: date, moved: list[Movement], now: Standing
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Each with its short label. Months that have not begun have a plan and nothing else."""
    if as_of < date(year, 1, 1):
        yield "vor", _row(f"vor dem 01.01.{year}", now, 0)
    for month, name in enumerate(MONTHS, 1):
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        then = _standing(moved, last) if first <= as_of else None
        yield name[0], _row(name, then, now.available * month // MONTHS_OF_YEAR)
    if as_of > date(year, 12, 31):
        yield "nach", _row(f"nach dem 31.12.{year}", now, now.available)


def _row(name: str, then: Standing | None, plan: int) -> tuple[Value, ...]:
    if then is None:
        return (name, None, None, None, None, None, plan)
    return (name, then.available, then.paid, then.committed, then.reserved, then.free, plan)


def _standing(moved: list[Movement], until: date) -> Standing:
    """Everything up to the end of this day."""
    changes = [each.change for each in moved if each.day <= until]
    return Standing(
        sum(each.available for each in changes),
        sum(each.paid for each in changes),
        sum(each.committed for each in changes),
        sum(each.reserved for each in changes),
    )


def _budget(account: FundAccount, commission: Commission) -> Iterator[Movement]:
    entries = account.budget_entries.filter(
        occurred_on__lte=commission.as_of, recorded_at__lte=commission.recorded_until
    )
    sums = entries.order_by().values_list("occurred_on", "kind").annotate(Sum("amount_cents"))
    for day, kind, cents in sums:
        yield Movement(day, Standing(available=-cents if kind in TAKEN_AWAY else cents))


def _booked(fund: Fund, year: int, commission: Commission) -> Iterator[Movement]:
    entries = entries_of_year(fund, year, commission).order_by().values_list("occurred_on")
    sums = entries.annotate(Sum("paid_cents"), Sum("committed_cents"), Sum("reserved_cents"))
    for day, paid, committed, reserved in sums:
        yield Movement(day, Standing(0, paid, committed, reserved))
