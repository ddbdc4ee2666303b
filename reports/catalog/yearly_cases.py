"""The cases of a fund in a budget year, as of a moment: the rows behind the overview. Seven queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from applicants.models import ApplicantKind
from foundation.values.dates import BERLIN, local_date
from grants.models import (
    AgendaItem,
    Application,
    Fund,
    LedgerEntry,
    LedgerKind,
    Notice,
    NoticeKind,
    Outcome,
    ProofCheck,
    TransitionRecord,
)
from grants.states import ApplicationState, GrantState
from reports.contract import Commission

PERSONS = (ApplicantKind.PERSON, ApplicantKind.OWNER)
SHORT_KINDS: Mapping[str, str] = {
    ApplicantKind.PERSON: "Privatperson",
    ApplicantKind.OWNER: "Privatperson (Hauseigentum)",
    ApplicantKind.GROUP: "Gruppe",
    ApplicantKind.ASSOCIATION: "Verein",
    ApplicantKind.BUSINESS: "Gewerbe",
}
PAID_KINDS = (LedgerKind.PAY, LedgerKind.RETURN, LedgerKind.CORRECT)


@dataclass
class Money:
    """What the ledger says of one case in the year; cents."""

    approved: int = 0
    released: int = 0
    paid: int = 0
    repaid: int = 0
    committed: int = 0
    reserved: int = 0
    carried: int = 0

    def add(self, kind: str, *, reserved: int, committed: int, paid: int) -> None:
        """Count the bookings of one kind; a counter-entry counts as the kind that it takes back."""
        self.reserved += reserved
        self.committed += committed
        if kind == LedgerKind.COMMIT:
            self.approved += committed
        elif kind == LedgerKind.RELEASE:
            self.released -= committed
        elif kind == LedgerKind.CARRY:
            self.carried += committed
        elif kind == LedgerKind.REPAY:
            self.repaid -= paid
        elif kind in PAID_KINDS:
            self.paid += paid


@dataclass(frozen=True)
class CaseOfYear:
    """One case, plain."""

    reference: str
    received_on: date
    applicant: str
    title: str
    field_of_action: str | None
    requested_cents: int
    decided_on: date | None
    vote: str | None
    entitlement_cents: int | None
    money: Money
    state: str


@dataclass(frozen=True)
class Shares:
    """The split of what was spent in the year, and the two sums it is compared with; cents."""

    bund: int
    land: int
    kommune: int
    private: int
    approved_by_notices: int
    paid_by_orders: int


def cases_of_year(fund: Fund, year: int, commission: Commission) -> list[CaseOfYear]:
    """Cases that came in during the year, or that moved money of the year; what was recorded by then."""
    until = commission.recorded_until
    money = _money(entries_of_year(fund, year, commission))
    begin, end = datetime(year, 1, 1, tzinfo=BERLIN), datetime(year + 1, 1, 1, tzinfo=BERLIN)
    received = Q(submitted_at__gte=begin, submitted_at__lt=end)
    cases = Application.objects.filter(received | Q(pk__in=list(money)), fund=fund, submitted_at__lte=until)
    decisions, entitlements, states = (
        _decisions(cases, until),
        _entitlements(cases, until),
        _states(cases, until),
    )
    fields = _fields_of_action(cases, until)
    rows = cases.order_by("submitted_at", "pk").values_list(
        "pk",
        "reference",
        "submitted_at",
        "particulars__kind",
        "particulars__name",
        "title",
        "requested_cents",
    )
    return [
        CaseOfYear(
            reference=reference or "",
            received_on=local_date(submitted_at or until),
            applicant=_applicant(kind, name),
            title=title,
            field_of_action=fields.get(pk),
            requested_cents=requested or 0,
            decided_on=decisions.get(pk, (None, None))[0],
            vote=decisions.get(pk, (None, None))[1],
            entitlement_cents=entitlements.get(pk),
            money=money.get(pk, Money()),
            state=states.get(pk, ApplicationState.SUBMITTED.label),
        )
        for pk, reference, submitted_at, kind, name, title, requested in rows
    ]


def entries_of_year(fund: Fund, year: int, commission: Commission) -> QuerySet[LedgerEntry]:
    """The bookings of the budget year that happened and were recorded by then."""
    return LedgerEntry.objects.filter(
        account__fund=fund,
        account__budget_year=year,
        recorded_at__lte=commission.recorded_until,
        occurred_on__lte=commission.as_of,
    )


def shares_of_year(fund: Fund, year: int, commission: Commission) -> Shares:
    """The stored splits, summed; and the same money from notices and orders, to compare the ledger with."""
    entries = entries_of_year(fund, year, commission)
    split = entries.aggregate(
        bund=Sum("bund_cents", default=0),
        land=Sum("land_cents", default=0),
        kommune=Sum("kommune_cents", default=0),
        private=Sum("private_cents", default=0),
    )
    standing = entries.filter(kind=LedgerKind.COMMIT).exclude(reversed_by__in=entries)
    # The notices and not the grants: a notice that was taken back later stood at the time.
    until = commission.recorded_until
    awards = Notice.objects.filter(
        Q(discarded_at__isnull=True) | Q(discarded_at__gt=until),
        kind=NoticeKind.AWARD,
        case__in=standing.values("case"),
        drafted_at__lte=until,
    )
    arrived = entries.filter(kind=LedgerKind.PAY).exclude(reversed_by__in=entries)
    paid = arrived.aggregate(total=Sum("order__amount_cents", default=0))
    approved = awards.aggregate(total=Sum("amount_cents", default=0))
    return Shares(**split, approved_by_notices=approved["total"], paid_by_orders=paid["total"])


def _money(entries: QuerySet[LedgerEntry]) -> dict[int, Money]:
    found: defaultdict[int, Money] = defaultdict(Money)
    sums = (
        entries.order_by()
        .annotate(counts_as=Coalesce("reverses__kind", "kind"))
        .values_list("case_id", "counts_as")
        .annotate(Sum("reserved_cents"), Sum("committed_cents"), Sum("paid_cents"))
    )
    for case, kind, reserved, committed, paid in sums:
        found[case].add(kind, reserved=reserved, committed=committed, paid=paid)
    return dict(found)


def _decisions(cases: QuerySet[Application], until: datetime) -> dict[int, tuple[date, str]]:
    items = AgendaItem.objects.filter(application__in=cases, decided_at__lte=until).order_by(
        "decided_at", "pk"
    )
    rows = items.values_list("application_id", "session__held_on", "outcome", "yes_count", "no_count")
    return {case: (held_on, _vote(outcome, yes, no)) for case, held_on, outcome, yes, no in rows}


def _vote(outcome: str, yes: int, no: int) -> str:
    label = Outcome(outcome).label
    return label if outcome == Outcome.DEFERRED else f"{label} ({yes}:{no})"


def _entitlements(cases: QuerySet[Application], until: datetime) -> dict[int, int]:
    checks = ProofCheck.objects.filter(grant__case__in=cases, confirmed_at__lte=until).order_by(
        "confirmed_at"
    )
    return dict(checks.values_list("grant__case_id", "entitlement_cents"))


def _states(cases: QuerySet[Application], until: datetime) -> dict[int, str]:
    """The state that each case had then, from the walked edges: the grant's once there is one."""
    records = TransitionRecord.objects.filter(
        case__in=cases, machine__in=("application", "grant"), recorded_at__lte=until
    ).order_by("pk")
    of_machine: dict[str, dict[Any, str]] = {"application": {}, "grant": {}}
    for machine, case, target in records.values_list("machine", "case_id", "target"):
        of_machine[machine][case] = target
    states = {case: ApplicationState(code).label for case, code in of_machine["application"].items()}
    return states | {case: GrantState(code).label for case, code in of_machine["grant"].items()}


def _fields_of_action(cases: QuerySet[Application], until: datetime) -> dict[int, str]:
    """The fields chosen by then: each is written once, with the formal check."""
    checks = TransitionRecord.objects.filter(
        case__in=cases, machine="application", action="declare_eligible", recorded_at__lte=until
    )
    chosen = checks.values_list("case_id", "case__field_of_action")
    return {case: field for case, field in chosen if field}


def _applicant(kind: str, name: str) -> str:
    """Single persons are not named in a list for council and web."""
    label = SHORT_KINDS.get(kind, "")
    return label if kind in PERSONS or not label else f"{name} ({label})"
