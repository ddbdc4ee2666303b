"""R6 Obligo-Liste: what is promised and not paid at a key date, case by case (domain handbook 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from django.db.models import Sum

from foundation.values.dates import format_date
from grants.models import Fund, Grant
from reports.catalog.booked import COUNTS_AS, Money, entries_until
from reports.catalog.fund_report import (
    Draft,
    Field,
    Identity,
    ListReport,
    compose,
    fund_of,
    fund_report,
    parted,
    scope_of,
)
from reports.catalog.report_parts import column_sum
from reports.catalog.states_then import Then, then_of
from reports.contract import Commission, Value
from reports.parameters import ALL_YEARS, YEAR, Basis, Standing, basis, standing

FIELDS = (
    Field("Aktenzeichen", width=16, share=1.5, names_row=True),
    Field("Aktion", width=34, share=3),
    Field("Haushaltsjahr", "number", 12, 1.2),
    Field("Bewilligt (€)", "money", share=1.2, is_summed=True),
    Field("Übertragen (€)", "money", share=1.2, is_summed=True),
    Field("Freigegeben (€)", "money", share=1.3, is_summed=True),
    Field("Ausgezahlt (€)", "money", share=1.2, is_summed=True),
    Field("Noch offen (€)", "money", share=1.2, is_summed=True),
    Field("Aktion bis", "date", 12, 1.2),
    Field("Überjährig", width=11, share=1),
)
BASIS = basis((Basis.BOOKING, "Tag der Buchung"), why="Was offen ist, steht allein in den Buchungen.")
STANDING = standing(
    (Standing.ALL, "alle Förderfälle, bei denen noch Geld gebunden ist"),
    (Standing.LATE, "nur Bindungen aus einem früheren Haushaltsjahr (überjährig)"),
)
YEAR_COLUMN, LATE_COLUMN, LATE = 2, 9, "ja"
APPROVED, CARRIED, RELEASED, PAID, OPEN = 3, 4, 5, 6, 7


def collect(commission: Commission) -> ListReport:
    """A row for each case and budget year in which something is bound. Four queries at any length."""
    fund = fund_of(commission)
    bound = _bound(fund, commission)
    cases = Grant.objects.filter(case__in=bound).order_by("case__submitted_at", "pk")
    then = then_of(Grant.machine, fund, commission.recorded_until)
    known = cases.values_list("pk", "case_id", "case__reference", "case__title", "ends_on")
    rows = tuple(
        _row(reference or "", title, year, money, _end(then.get(grant), ends_on), commission.as_of)
        for grant, case, reference, title, ends_on in known
        for year, money in bound[case].items()
    )
    left = sum(column_sum(rows, at) for at in (APPROVED, CARRIED))
    gone = sum(column_sum(rows, at) for at in (RELEASED, PAID))
    everything = entries_until(fund, commission).aggregate(total=Sum("committed_cents", default=0))["total"]
    identities = (
        Identity(
            "Bewilligt + übertragen − freigegeben − ausgezahlt = noch offen",
            left - gone,
            column_sum(rows, OPEN),
        ),
        Identity(
            "Summe dieser Liste = gebunden in der Haushaltsüberwachungsliste",
            column_sum(rows, OPEN),
            everything,
        ),
    )
    scope = scope_of(commission, fund, _period(commission), BASIS, STANDING)
    notes = (
        "Ausgezahlt heißt: ohne Rückläufe.",
        "Überjährig heißt: gebunden in einem früheren Haushaltsjahr.",
    )
    shown, rest = parted(rows, partial(_is_shown, commission))
    return compose(commission, Draft("Obligo-Liste", scope, FIELDS, shown, identities, notes, rest))


def _period(commission: Commission) -> str:
    year = commission.chosen_year
    day = f"Stichtag {format_date(commission.as_of)}"
    return f"{day}; Haushaltsjahr {year}" if year else day


def _is_shown(commission: Commission, row: tuple[Value, ...]) -> bool:
    if commission.chosen_year not in (None, row[YEAR_COLUMN]):
        return False
    return STANDING.of(commission.params) != Standing.LATE or row[LATE_COLUMN] == LATE


def _end(then: Then | None, ends_on: date) -> date:
    """As it was known then; before its first step a grant has the day that it has."""
    return (then.day("ends_on") if then else None) or ends_on


def _row(
    reference: str, title: str, year: int, money: Money, ends_on: date, as_of: date
) -> tuple[Value, ...]:
    late = LATE if year < as_of.year else "nein"
    return (
        reference,
        title,
        year,
        money.approved,
        money.carried,
        money.released,
        money.paid,
        money.committed,
        ends_on,
        late,
    )


def _bound(fund: Fund, commission: Commission) -> Mapping[int, Mapping[int, Money]]:
    """Case -> budget year -> its sums, where something is still bound."""
    found: dict[int, dict[int, Money]] = {}
    sums = (
        entries_until(fund, commission)
        .order_by("account__budget_year")
        .annotate(counts_as=COUNTS_AS)
        .values_list("case_id", "account__budget_year", "counts_as")
        .annotate(Sum("committed_cents"), Sum("paid_cents"))
    )
    for case, year, kind, committed, paid in sums:
        money = found.setdefault(case, {}).setdefault(year, Money())
        money.add(kind, reserved=0, committed=committed, paid=paid)
    return {
        case: {year: money for year, money in years.items() if money.committed}
        for case, years in found.items()
        if any(money.committed for money in years.values())
    }


REPORT = fund_report(
    slug="obligo",
    title="Obligo-Liste (R6)",
    summary="Je Förderfall: bewilligt, ausgezahlt und noch offen",
    collect=collect,
    row_key=("Aktenzeichen", "Haushaltsjahr"),
    params=(*YEAR, *ALL_YEARS),
    choices=(BASIS, STANDING),
)
