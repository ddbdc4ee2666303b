"""Payment orders for the lists and pages of the finance office, and what can still be paid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants import policy
from grants.models import (
    Claim,
    Fund,
    Grant,
    LedgerEntry,
    PaymentKind,
    PaymentOrder,
    Surplus,
    TransitionRecord,
)
from grants.rules.advances import advance_limit
from grants.rules.facts import OrderFacts
from grants.states import ClaimState
from grants.states import PaymentOrderState as S
from grants.workflows.facts import order_facts

RELIEVED = (ClaimState.DEFERRED, ClaimState.WRITTEN_OFF, ClaimState.WAIVED)
READERS = ("QM", "CI", "FC", "FO", "KA", "AU")
CLAIM_READERS = ("QM", "CI", "KA", "AU")
OPEN_ORDERS = (S.DRAFT, S.CERTIFIED_FACTUAL, S.CERTIFIED_ARITH, S.ORDERED, S.HANDED_OVER, S.RETURNED)
OPEN_CLAIMS = (
    ClaimState.HEARING,
    ClaimState.NOTICE,
    ClaimState.DUE,
    ClaimState.REMINDED_1,
    ClaimState.REMINDED_2,
    ClaimState.PARTLY_PAID,
    ClaimState.DEFERRED,
    ClaimState.ENFORCEMENT,
)
#: A payment that came back waits until another account is given.
IS_ANSWERED = Q(state=S.RETURNED) & ~Q(bank_account=F("grant__bank_account"))
#: Where a claim that is paid can still hold the case open.
UNSETTLED = ("settling", "revoked")
LIST_LIMIT = 100
# The audit entry of an account, and its note that a new access sheet of the office came right before.
BANK_DETAILS, AFTER_SHEET = "grant.bank_details", "after_sheet"

# What each state waits for, as the list says it.
NEXT_STEP = {
    S.DRAFT: "Feststellung: sachlich und rechnerisch richtig",
    S.CERTIFIED_FACTUAL: "Feststellung: rechnerisch richtig",
    S.CERTIFIED_ARITH: "Anordnung",
    S.ORDERED: "Auszahlung durch die Kasse",
    S.HANDED_OVER: "Auszahlung durch die Kasse",
    S.EXECUTED: "nichts mehr",
    S.RETURNED: "Neue Bankverbindung klären",
    S.CANCELLED: "nichts mehr",
}


@dataclass(frozen=True)
class Possible:
    """What may be ordered now: which kind, at most how many cents, and the facts it was computed from."""

    kind: PaymentKind
    amount_cents: int
    facts: OrderFacts


@dataclass(frozen=True)
class OrderRow:
    """One order in the list, ready to be shown."""

    number: str
    payee: str
    reason: str
    kind: str
    amount: str
    due: str
    state: str
    next_step: str


@dataclass(frozen=True)
class OrderState:
    """How many orders are in a state, over how much."""

    code: str
    label: str
    next_step: str
    count: int
    amount_cents: int


def possible_order(grant: Grant, *, today: date) -> Possible:
    """After the confirmed check the rest, before it the advance that is left. Never below 0."""
    facts = order_facts(grant, kind="advance", amount_cents=0, today=today)
    left = max(0, facts.approved_cents - facts.ordered_cents)
    if facts.rest_cents is not None:
        return Possible(PaymentKind.FINAL, min(left, facts.rest_cents), facts)
    limit = advance_limit(facts.approved_cents, facts.advances_cents, grant.case.rules.parameters())
    return Possible(PaymentKind.ADVANCE, min(left, limit.total_cents), facts)


def count_orders(funds: Iterable[Fund]) -> list[OrderState]:
    """Open orders by state, in the order of their way."""
    counted = (
        PaymentOrder.objects.filter(grant__case__fund__in=list(funds), state__in=OPEN_ORDERS)
        .exclude(IS_ANSWERED)
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"), amount=Sum("amount_cents"))
    )
    found = {state: (count, cents) for state, count, cents in counted}
    # Certifying and paying are each one click: their halfway states are shown only when something lies there.
    seldom = (S.CERTIFIED_FACTUAL, S.HANDED_OVER, S.RETURNED)
    return [
        OrderState(state.value, state.label, NEXT_STEP[state], *found.get(state.value, (0, 0)))
        for state in OPEN_ORDERS
        if state.value in found or state not in seldom
    ]


def list_orders(*, funds: Iterable[Fund], state: str = "") -> Sequence[OrderRow]:
    """Orders of these funds, newest first, at most `LIST_LIMIT`; without a state the open ones."""
    states = (state,) if state in S.values else OPEN_ORDERS
    found = PaymentOrder.objects.filter(grant__case__fund__in=list(funds), state__in=states)
    rows = (
        (found if state else found.exclude(IS_ANSWERED))
        .order_by("-pk")
        .values_list("number", "bank_account__holder", "reason", "kind", "amount_cents", "due_on", "state")
    )
    return [
        OrderRow(
            number,
            payee,
            reason,
            PaymentKind(kind).label,
            format_euro(amount),
            format_date(due_on),
            S(code).label,
            NEXT_STEP[S(code)],
        )
        for number, payee, reason, kind, amount, due_on, code in rows[:LIST_LIMIT]
    ]


def find_order(actor: Actor, number: str) -> PaymentOrder | None:
    """The order with this number, if the actor may know of it."""
    orders = PaymentOrder.objects.filter(number=number)
    return (
        policy.scope(actor, orders, codes=READERS, fund="grant__case__fund")
        .select_related(
            "bank_account", "document", "grant__account", "grant__case__fund", "grant__case__rules",
            "grant__case__applicant", "grant__case__particulars",
        )
        .first()
    )  # fmt: skip


def ending_of(order: PaymentOrder) -> TransitionRecord | None:
    """Who discarded the order or noted that its money came back, when and why; None for one that lives."""
    if order.state not in (S.CANCELLED, S.RETURNED):
        return None
    records = TransitionRecord.objects.filter(machine=order.machine, object_id=order.pk, target=order.state)
    return records.order_by("-pk").first()


def account_warning(order: PaymentOrder) -> str:
    """A sentence when the account followed at once on a new access sheet of the office; else empty."""
    account = order.bank_account.uuid.hex
    entries = AuditEntry.objects.filter(
        subject=order.grant.subject, action=BANK_DETAILS, details__bank_account=account
    )
    entry = entries.first()
    issued_at = entry.details.get(AFTER_SHEET) if entry else None
    if not issued_at:
        return ""
    day = format_date(local_date(datetime.fromisoformat(issued_at)))
    return f"Konto nach neuem Zugangsblatt vom {day} eingetragen. Fragen Sie bei der Person nach."


def list_claims(funds: Iterable[Fund]) -> Sequence[Claim]:
    """Open claims of these funds, oldest first; then what came late and waits for a decision on interest;
    then what is written off: it stays owed, and the Kasse finds it when somebody pays after all.
    """
    claims = Claim.objects.filter(grant__case__fund__in=list(funds)).order_by("pk")
    claims = claims.select_related("grant__case__particulars", "grant__case__rules", "notice")
    came = claims.filter(state="paid", principal__isnull=True, forgone_by="", grant__state__in=UNSETTLED)
    came = came.filter(interest__isnull=True).prefetch_related("entries", "rows")
    waiting = [claim for claim in came[:LIST_LIMIT] if claim.awaits_interest]
    given_up = claims.filter(state=ClaimState.WRITTEN_OFF)
    return [*claims.filter(state__in=OPEN_CLAIMS)[:LIST_LIMIT], *waiting, *given_up[:LIST_LIMIT]]


def open_surpluses(funds: Iterable[Fund]) -> Sequence[Surplus]:
    """What came in beyond a claim and has not gone back yet, oldest first."""
    found = Surplus.objects.filter(claim__grant__case__fund__in=list(funds), returned_at__isnull=True)
    return list(found.select_related("claim__grant__case__particulars").order_by("pk")[:LIST_LIMIT])


def interest_to_decide(funds: Iterable[Fund]) -> Sequence[Claim]:
    """Claims that were paid too late, and nobody has asked for interest or forgone it; oldest first."""
    late = LedgerEntry.objects.filter(claim=OuterRef("pk"), occurred_on__gt=OuterRef("pay_by"))
    found = Claim.objects.filter(
        Exists(late.values("pk")),
        grant__case__fund__in=list(funds),
        state=ClaimState.PAID,
        principal__isnull=True,
        interest__isnull=True,
        forgone_by="",
    )
    at_hand = found.select_related("grant__case__rules", "grant__case__fund").prefetch_related(
        "rows", "entries"
    )
    return [claim for claim in at_hand.order_by("pk")[:LIST_LIMIT] if claim.awaits_interest]


def find_surplus(actor: Actor, pk: int) -> Surplus | None:
    """The surplus, if the actor may know of it."""
    path = "claim__grant__case__fund"
    found = policy.scope(actor, Surplus.objects.filter(pk=pk), codes=CLAIM_READERS, fund=path)
    return found.select_related(path).first()


def relief_decision(claim: Claim) -> TransitionRecord | None:
    """Who brought the claim where it is, and when, if it is deferred, written off or waived."""
    if claim.state not in RELIEVED:
        return None
    walked = TransitionRecord.objects.filter(machine=claim.machine, object_id=claim.pk, target=claim.state)
    return walked.exclude(source=claim.state).order_by("-pk").first()


def find_claim(actor: Actor, uuid: UUID) -> Claim | None:
    """The claim, if the actor may know of it."""
    claims = policy.scope(
        actor, Claim.objects.filter(uuid=uuid), codes=CLAIM_READERS, fund="grant__case__fund"
    )
    return claims.select_related(
        "grant__account",
        "grant__case__fund",
        "grant__case__rules",
        "grant__case__applicant",
        "grant__case__particulars",
        "notice",
    ).first()
