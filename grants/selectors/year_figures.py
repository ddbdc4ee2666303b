"""The five figures of a fund: asked, decided, committed, paid, returned, and the cases behind each.

The last four are sums of stored bookings by fund, budget year and programme year, with the stored split by
share; a counter-entry counts as the booking that it takes back. What was asked counts in the year in which
the application came in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear

from foundation.values.dates import BERLIN
from foundation.values.money import format_euro
from grants.models import Application, Fund, FundAccount, LedgerEntry, LedgerKind

SHARES: Mapping[str, str] = MappingProxyType(
    {"bund": "Bund", "land": "Land", "kommune": "Stadt", "private": "Private"}
)
PAGE_SIZE = 50
BY_PROGRAMME = "land_grant__programme_year"
COUNTS_AS = Coalesce("reverses__kind", "kind")


class Figure(StrEnum):
    """One of the five; the value is its name in the address."""

    ASKED = "beantragt"
    DECIDED = "bewilligt"
    COMMITTED = "gebunden"
    PAID = "ausgezahlt"
    RETURNED = "zurueckgezahlt"


TITLES: Mapping[Figure, str] = MappingProxyType(
    {
        Figure.ASKED: "Beantragt",
        Figure.DECIDED: "Bewilligt",
        Figure.COMMITTED: "Noch gebunden",
        Figure.PAID: "Ausgezahlt",
        Figure.RETURNED: "Zurückgezahlt",
    }
)
#: Which bookings make a figure, in which column, with which sign.
BOOKED: Mapping[Figure, tuple[Q, str, int]] = MappingProxyType(
    {
        Figure.DECIDED: (Q(counts_as=LedgerKind.COMMIT), "committed_cents", 1),
        Figure.COMMITTED: (Q(), "committed_cents", 1),
        Figure.PAID: (
            Q(counts_as__in=(LedgerKind.PAY, LedgerKind.RETURN, LedgerKind.CORRECT)),
            "paid_cents",
            1,
        ),
        Figure.RETURNED: (Q(counts_as=LedgerKind.REPAY), "paid_cents", -1),
    }
)


@dataclass(frozen=True)
class YearKey:
    """Whose money: fund, Haushaltsjahr, Programmjahr."""

    fund_id: int
    budget_year: int
    programme_year: int


@dataclass(frozen=True)
class YearFigures:
    """The figures of a fund in a budget year and a programme year, in cents; `shares` of what is paid net."""

    fund: Fund
    budget_year: int
    programme_year: int
    cents: Mapping[Figure, int]
    shares: Mapping[str, int]

    @property
    def shown(self) -> list[tuple[str, str, int]]:
        """Each figure: its name in the address, its title, its cents."""
        return [(figure.value, TITLES[figure], self.cents[figure]) for figure in Figure]

    @property
    def shown_shares(self) -> list[tuple[str, int]]:
        """Each share by its German name; private money only where there is some."""
        return [
            (title, self.shares[name])
            for name, title in SHARES.items()
            if name != "private" or self.shares[name]
        ]


@dataclass(frozen=True)
class CaseAmount:
    """One case with its part of a figure, ready to be shown; `place` is the cursor of the next page."""

    place: int
    reference: str
    title: str
    amount: str


def year_figures(funds: Iterable[Fund]) -> Sequence[YearFigures]:
    """A row for each fund, budget year and programme year, the latest first. Three queries at any length."""
    chosen = {fund.pk: fund for fund in funds}
    programme = _programme_years(chosen)
    booked, asked = _booked(chosen), _asked(chosen)
    keys = set(booked) | {YearKey(*pair, programme.get(pair, pair[1])) for pair in (*programme, *asked)}
    rows = []
    for key in sorted(
        keys, key=lambda each: (-each.budget_year, chosen[each.fund_id].name, -each.programme_year)
    ):
        pair, sums = (key.fund_id, key.budget_year), booked.get(key, {})
        wanted = asked.get(pair, 0) if programme.get(pair, pair[1]) == key.programme_year else 0
        cents = {figure: sums.get(figure.value, 0) for figure in BOOKED} | {Figure.ASKED: wanted}
        shares = {name: sums.get(name, 0) for name in SHARES}
        rows.append(YearFigures(chosen[key.fund_id], key.budget_year, key.programme_year, cents, shares))
    return rows


def cases_of_figure(
    figure: Figure, *, fund: Fund, budget_year: int, programme_year: int, after: int = 0
) -> tuple[Sequence[CaseAmount], int]:
    """A page of the cases that make a figure, the oldest first; and the place of the next page, else 0."""
    if figure is Figure.ASKED:
        rows = _received([fund.pk]).filter(year=budget_year, pk__gt=after)
        found = rows.order_by("pk").values_list("pk", "reference", "title", "requested_cents")
    else:
        condition, column, sign = BOOKED[figure]
        bookings = _bookings([fund.pk]).filter(
            condition, account__budget_year=budget_year, land_grant__programme_year=programme_year
        )
        sums = (
            bookings.filter(case__gt=after).order_by("case").values("case", "case__reference", "case__title")
        )
        summed = sums.annotate(cents=Sum(F(column) * sign)).exclude(cents=0)
        found = summed.values_list("case", "case__reference", "case__title", "cents")
    page = [
        CaseAmount(pk, ref or "", title, format_euro(cents or 0))
        for pk, ref, title, cents in found[: PAGE_SIZE + 1]
    ]
    return page[:PAGE_SIZE], page[PAGE_SIZE - 1].place if len(page) > PAGE_SIZE else 0


def _programme_years(funds: Iterable[int]) -> dict[tuple[int, int], int]:
    accounts = FundAccount.objects.filter(fund__in=list(funds)).order_by()
    rows = accounts.values_list("fund_id", "budget_year", "land_grant__programme_year")
    return {(fund, year): programme for fund, year, programme in rows}


def _bookings(funds: Iterable[int]) -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.filter(account__fund__in=list(funds)).annotate(counts_as=COUNTS_AS)


def _booked(funds: Iterable[int]) -> dict[YearKey, dict[str, int]]:
    """The sums of the ledger by figure, and of the stored split by share."""
    sums: dict[str, Any] = {
        figure.value: Sum(F(column) * sign if sign < 0 else F(column), filter=condition or None, default=0)
        for figure, (condition, column, sign) in BOOKED.items()
    }
    sums |= {name: Sum(f"{name}_cents", default=0) for name in SHARES}
    grouped = _bookings(funds).order_by().values("account__fund", "account__budget_year", BY_PROGRAMME)
    found: QuerySet[Any, Any] = grouped.annotate(**sums).values_list(
        "account__fund", "account__budget_year", BY_PROGRAMME, *sums
    )
    return {YearKey(*row[:3]): dict(zip(sums, row[3:], strict=True)) for row in found}


def _received(funds: Iterable[int]) -> QuerySet[Any]:
    came = Application.objects.filter(fund__in=list(funds), submitted_at__isnull=False)
    return came.annotate(year=ExtractYear("submitted_at", tzinfo=BERLIN))


def _asked(funds: Iterable[int]) -> dict[tuple[int, int], int]:
    rows = (
        _received(funds).order_by().values_list("fund_id", "year").annotate(Sum("requested_cents", default=0))
    )
    return {(fund, year): cents for fund, year, cents in rows}
