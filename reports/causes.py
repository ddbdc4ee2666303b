"""Why a row of a report differs from an earlier one: what was recorded between both, by what it is about.

A row is about a case, an order, a budget year, a line of the year-end sheet, a programme year or a drawdown;
the titles that name it say which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from foundation.files.models import Document
from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import (
    Application,
    BudgetEntry,
    Correction,
    Drawdown,
    LandCut,
    LandGrant,
    LandReceipt,
    LedgerEntry,
    PaymentOrder,
    TransitionRecord,
)
from reports.catalog import CATALOG
from reports.catalog.booked import COUNTS_AS
from reports.catalog.year_sheet import MOVED_BY
from reports.differences import Key
from reports.services import commission_of

Row = TypeVar("Row")
MOST = 12  # bookings of a year that are named one by one; of more, each kind is summed
MOVED = (("vorgemerkt", "reserved_cents"), ("gebunden", "committed_cents"), ("ausgezahlt", "paid_cents"))


@dataclass(frozen=True)
class Cause:
    """One thing that was recorded between the two reports."""

    at: datetime
    sentence: str


@dataclass(frozen=True)
class Between:
    """From what the earlier report could know to what the later one could, on one subject."""

    subject: str
    year: int
    since: datetime
    until: datetime
    first: date
    last: date

    @property
    def uuid(self) -> str:
        return self.subject.partition(":")[2]

    @property
    def is_case(self) -> bool:
        return self.subject.startswith("application:")

    def of_day(self, day: str) -> Q:
        """Rows with a day of their own: written down between, or known before and of a day between."""
        later = Q(recorded_at__gt=self.since) | Q(**{f"{day}__gt": self.first})
        return later & Q(recorded_at__lte=self.until) & Q(**{f"{day}__lte": self.last})

    def written(self, moment: str) -> Q:
        return Q(**{f"{moment}__gt": self.since, f"{moment}__lte": self.until})


Found = Mapping[str, Sequence[Cause]]


def causes_of(before: Document, after: Document, keys: Iterable[Key]) -> Mapping[Key, Sequence[Cause]]:
    """By the name of a row: what only the later report could know of it, in the order of recording."""
    earlier, later = commission_of(before), commission_of(after)
    between = Between(
        before.subject,
        earlier.period.last.year,
        earlier.recorded_until,
        later.recorded_until,
        before.as_of,
        after.as_of,
    )
    read, at = _about(before)
    names = {key: key[at] if at is not None else between.uuid for key in keys}
    found = read(set(names.values()), between)
    return {key: sorted(found.get(name, ()), key=lambda each: each.at) for key, name in names.items()}


def _about(document: Document) -> tuple[Callable[[set[str], Between], Found], int | None]:
    """How the causes of a row are read, and which part of its name says of what; None: the report's case."""
    if document.subject.startswith("application:"):
        return _of_cases, None
    named = CATALOG[document.slug].row_key
    return next((read, named.index(title)) for title, read in READERS.items() if title in named)


def _of_cases(names: set[str], between: Between) -> Found:
    """Steps, bookings and corrections of cases, by reference, or of the one case. Four queries."""
    wanted = Q(uuid=between.uuid) if between.is_case else Q(reference__in=names)
    cases = {
        case.pk: between.uuid if between.is_case else case.reference or ""
        for case in Application.objects.filter(wanted)
    }
    found: defaultdict[str, list[Cause]] = defaultdict(list)
    steps = TransitionRecord.objects.filter(between.written("recorded_at"), case__in=cases)
    for step in steps:
        found[cases[step.case_id or 0]].append(Cause(step.recorded_at, _step(step)))
    for each in Correction.objects.filter(between.written("made_at"), application__in=cases):
        found[cases[each.application_id]].append(Cause(each.made_at, str(each)))
    for entry in LedgerEntry.objects.filter(between.of_day("occurred_on"), case__in=cases):
        found[cases[entry.case_id]].append(Cause(entry.recorded_at, _booked(entry)))
    return found


def _of_orders(names: set[str], between: Between) -> Found:
    """Steps and bookings of payment orders, by number. Three queries."""
    orders = dict(PaymentOrder.objects.filter(number__in=names).values_list("pk", "number"))
    found: defaultdict[str, list[Cause]] = defaultdict(list)
    for step in _steps_of_orders(orders, between):
        found[orders[step.object_id]].append(Cause(step.recorded_at, _step(step)))
    for entry in LedgerEntry.objects.filter(between.of_day("occurred_on"), order__in=orders):
        found[orders[entry.order_id or 0]].append(Cause(entry.recorded_at, _booked(entry)))
    return found


def _of_years(names: set[str], between: Between) -> Found:
    """Bookings, entries of the budget and signed orders of budget years. Four queries."""
    wanted = {int(name) for name in names}
    year = Q(account__fund__uuid=between.uuid, account__budget_year__in=wanted)
    orders = PaymentOrder.objects.filter(grant__case__fund__uuid=between.uuid, budget_year__in=wanted)
    by_order = {each.pk: each for each in orders.only("number", "budget_year")}
    walked: defaultdict[int, list[Cause]] = defaultdict(list)
    for step in _steps_of_orders(by_order, between):
        order = by_order[step.object_id]
        walked[order.budget_year].append(Cause(step.recorded_at, f"{order.number}: {_step(step)}"))
    entries = _parted(_entries(between, year), lambda each: each.account.budget_year)
    budget = _parted(_budget_entries(between, year), lambda each: each.account.budget_year)
    return {
        str(each): [
            *_ledger(entries[each]),
            *map(_budget, budget[each]),
            *(walked[each] if len(walked[each]) <= MOST else ()),
        ]
        for each in wanted
    }


def _of_positions(names: set[str], between: Between) -> Found:
    """What moves a line of the year-end sheet: the kinds of bookings and of budget it sums. Two queries."""
    year = Q(account__fund__uuid=between.uuid, account__budget_year=between.year)
    entries = _parted(_entries(between, year).annotate(counts_as=COUNTS_AS), lambda each: each.counts_as)
    budget = _parted(_budget_entries(between, year), lambda each: each.kind)
    found = {}
    for name in names & set(MOVED_BY):
        of_ledger, of_budget = MOVED_BY[name]
        moved = [each for kind in of_ledger for each in entries[kind]]
        found[name] = [
            *_ledger(sorted(moved, key=lambda each: (each.recorded_at, each.pk))),
            *(_budget(each) for kind in of_budget for each in budget[kind]),
        ]
    return found


def _of_programme_years(names: set[str], between: Between) -> Found:
    """Bookings, budget and money of the Land, by programme year. Three queries."""
    wanted = {int(name) for name in names}
    of = {"land_grant__programme_year__in": wanted, "land_grant__fund__uuid": between.uuid}
    of_account, of_drawdown = (
        Q(**{f"{owner}__{key}": value for key, value in of.items()}) for owner in ("account", "drawdown")
    )
    entries = _parted(
        _entries(between, Q(**of)).select_related("land_grant"), lambda each: _year(each.land_grant)
    )
    budget = _parted(_budget_entries(between, of_account), lambda each: _year(each.account.land_grant))
    came = _parted(_receipts(between, of_drawdown), lambda each: _year(each.drawdown.land_grant))
    return {
        str(each): [*_ledger(entries[each]), *map(_budget, budget[each]), *map(_came, came[each])]
        for each in wanted
    }


def _of_drawdowns(names: set[str], between: Between) -> Found:
    """What was asked for, came in or was cut, by number; what used up the Land's money. Four queries."""
    drawdowns = list(Drawdown.objects.filter(fund__uuid=between.uuid, number__in=names))
    of = Q(drawdown__in=drawdowns)
    came = _parted(_receipts(between, of), lambda each: each.drawdown_id)
    cuts = _parted(LandCut.objects.filter(between.of_day("cut_on"), of), lambda each: each.drawdown_id)
    of_fund = _entries(between, Q(account__fund__uuid=between.uuid)).exclude(paid_cents=0)
    by_grant = _parted(of_fund, lambda each: each.land_grant_id)
    spent = {grant: _ledger(entries) for grant, entries in by_grant.items()}
    found = {}
    for each in drawdowns:
        asked = between.since < each.requested_at <= between.until
        found[str(each.number)] = [
            *([Cause(each.requested_at, f"Mittelabruf Nr. {each.number} beantragt")] if asked else ()),
            *map(_came, came[each.pk]),
            *map(_cut, cuts[each.pk]),
            *spent.get(each.land_grant_id, ()),
        ]
    return found


#: Title of a column that names a row -> who knows why it differs; the first that a report has counts.
READERS: Mapping[str, Callable[[set[str], Between], Found]] = MappingProxyType(
    {
        "Aktenzeichen": _of_cases,
        "Anordnung": _of_orders,
        "Abruf-Nr.": _of_drawdowns,
        "Programmjahr": _of_programme_years,
        "Haushaltsjahr": _of_years,
        "Position": _of_positions,
    }
)


def _steps_of_orders(orders: Iterable[int], between: Between) -> Sequence[TransitionRecord]:
    steps = TransitionRecord.objects.filter(between.written("recorded_at"), machine=PaymentOrder.machine)
    return list(steps.filter(object_id__in=list(orders)))


def _entries(between: Between, of: Q) -> QuerySet[LedgerEntry]:
    found = LedgerEntry.objects.filter(between.of_day("occurred_on"), of)
    return found.select_related("case", "account").order_by("recorded_at", "pk")


def _budget_entries(between: Between, of: Q) -> QuerySet[BudgetEntry]:
    return BudgetEntry.objects.filter(between.of_day("occurred_on"), of).select_related("account__land_grant")


def _receipts(between: Between, of: Q) -> QuerySet[LandReceipt]:
    found = LandReceipt.objects.filter(between.of_day("received_on"), of)
    return found.select_related("drawdown__land_grant")


def _parted(rows: Iterable[Row], by: Callable[[Row], Any]) -> defaultdict[Any, list[Row]]:
    """The rows of one query by what they are about; in their order."""
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return found


def _year(grant: LandGrant | None) -> int:
    return grant.programme_year if grant else 0


def _ledger(found: Sequence[LedgerEntry]) -> Sequence[Cause]:
    """The bookings one by one, with their case; of many the sums of each kind."""
    if len(found) <= MOST:
        return [Cause(each.recorded_at, f"{each.case.reference}: {_booked(each)}") for each in found]
    kinds = _parted(found, lambda each: each.get_kind_display())
    return [
        Cause(
            alike[-1].recorded_at,
            f"{len(alike)} Buchungen {kind}: {_sums(alike)}" if len(alike) > 1 else _booked(alike[0]),
        )
        for kind, alike in kinds.items()
    ]


def _budget(entry: BudgetEntry) -> Cause:
    day, cents = format_date(entry.occurred_on), format_euro(entry.amount_cents)
    return Cause(entry.recorded_at, f"{entry.get_kind_display()} am {day}: {cents}")


def _came(receipt: LandReceipt) -> Cause:
    cents, day = format_euro(receipt.amount_cents), format_date(receipt.received_on)
    return Cause(receipt.recorded_at, f"Eingang vom Land am {day}: {cents}")


def _cut(cut: LandCut) -> Cause:
    cents, day = format_euro(cut.bund_cents + cut.land_cents), format_date(cut.cut_on)
    return Cause(cut.recorded_at, f"Kürzung des Landes am {day}: {cents}")


def _step(step: TransitionRecord) -> str:
    return f"{step.label} am {format_date(step.occurred_on)}"


def _booked(entry: LedgerEntry) -> str:
    """The booking with the sums that it moves."""
    return f"Buchung {entry.get_kind_display()} am {format_date(entry.occurred_on)}: {_sums([entry])}"


def _sums(entries: Sequence[LedgerEntry]) -> str:
    totals = [(what, sum(getattr(each, column) for each in entries)) for what, column in MOVED]
    return ", ".join(f"{what} {format_euro(cents)}" for what, cents in totals if cents) or "Zinsen"
