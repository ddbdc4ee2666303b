"""The cases of a fund in a budget year, as of a moment: the rows behind the overview. Seven queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum

from applicants.models import ApplicantKind
from foundation.values.dates import BERLIN, local_date
from grants.models import (
    AgendaItem,
    Application,
    Fund,
    LedgerKind,
    Notice,
    NoticeKind,
    Outcome,
    ProofCheck,
    TransitionRecord,
)
from grants.selectors.stages import OPEN_APPLICATIONS, OPEN_GRANTS
from grants.states import ApplicationState, GrantState
from reports.catalog.booked import Money, entries_of_year, money_by_case
from reports.contract import Commission
from reports.parameters import Basis, Standing, basis, standing

BASIS = basis(
    (Basis.RECEIPT, "Eingang des Antrags"),
    (Basis.DECISION, "Tag der Entscheidung"),
    (Basis.PAYMENT, "Tag der Zahlung"),
)
STANDING = standing(
    (Standing.ALL, "alle Anträge"),
    (Standing.OPEN, "nur Anträge, die noch laufen"),
    (Standing.ENDED, "nur Anträge, die zu Ende sind"),
)
PERSONS = (ApplicantKind.PERSON, ApplicantKind.OWNER)
SHORT_KINDS: Mapping[str, str] = {
    ApplicantKind.PERSON: "Privatperson",
    ApplicantKind.OWNER: "Privatperson (Hauseigentum)",
    ApplicantKind.GROUP: "Gruppe",
    ApplicantKind.ASSOCIATION: "Verein",
    ApplicantKind.BUSINESS: "Gewerbe",
}


@dataclass(frozen=True)
class CaseOfYear:
    """One case, plain. `state` is that of the grant once there is one."""

    pk: int
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
    state: ApplicationState | GrantState

    @property
    def voted_on(self) -> date | None:
        """The day of a decision that decided something: a deferral did not."""
        return None if self.vote == Outcome.DEFERRED.label else self.decided_on


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
    """Cases that came in during the year, or that moved money of the year; what was recorded by then.

    Where the day of the decision counts also those decided on in the year: most refused ones moved no money.
    """
    until = commission.recorded_until
    money = money_by_case(entries_of_year(fund, year, commission))
    begin, end = datetime(year, 1, 1, tzinfo=BERLIN), datetime(year + 1, 1, 1, tzinfo=BERLIN)
    received = Q(submitted_at__gte=begin, submitted_at__lt=end)
    wanted = received | Q(pk__in=list(money))
    if commission.params.get("basis") == Basis.DECISION:
        wanted |= Q(pk__in=_items(until).filter(session__held_on__year=year).values("application"))
    cases = Application.objects.filter(wanted, fund=fund, submitted_at__lte=until)
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
            pk=pk,
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
            state=states.get(pk, ApplicationState.SUBMITTED),
        )
        for pk, reference, submitted_at, kind, name, title, requested in rows
    ]


def chosen_cases(cases: Iterable[CaseOfYear], year: int, commission: Commission) -> list[CaseOfYear]:
    """Those that the choice of date basis and standing leaves."""
    day, wanted = BASIS.of(commission.params), STANDING.of(commission.params)
    return [
        case
        for case in cases
        if _is_of_basis(case, day, year) and wanted in (Standing.ALL, _standing_of(case))
    ]


def _is_of_basis(case: CaseOfYear, day: str, year: int) -> bool:
    if day == Basis.DECISION:
        return case.decided_on is not None and case.decided_on.year == year
    return day != Basis.PAYMENT or case.money.paid != 0


def _standing_of(case: CaseOfYear) -> Standing:
    return Standing.OPEN if case.state in (*OPEN_APPLICATIONS, *OPEN_GRANTS) else Standing.ENDED


def shares_of_year(fund: Fund, year: int, commission: Commission, cases: Sequence[CaseOfYear]) -> Shares:
    """The stored splits of these cases, summed; and the same money from notices and orders, to compare."""
    entries = entries_of_year(fund, year, commission).filter(case__in=[case.pk for case in cases])
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


def _items(until: datetime) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(decided_at__lte=until)


def _decisions(cases: QuerySet[Application], until: datetime) -> dict[int, tuple[date, str]]:
    items = _items(until).filter(application__in=cases).order_by("decided_at", "pk")
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


def _states(cases: QuerySet[Application], until: datetime) -> dict[int, ApplicationState | GrantState]:
    """The state that each case had then, from the walked edges: the grant's once there is one."""
    records = TransitionRecord.objects.filter(
        case__in=cases, machine__in=("application", "grant"), recorded_at__lte=until
    ).order_by("pk")
    of_machine: dict[str, dict[Any, str]] = {"application": {}, "grant": {}}
    for machine, case, target in records.values_list("machine", "case_id", "target"):
        of_machine[machine][case] = target
    states: dict[int, ApplicationState | GrantState] = {
        case: ApplicationState(code) for case, code in of_machine["application"].items()
    }
    return states | {case: GrantState(code) for case, code in of_machine["grant"].items()}


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
