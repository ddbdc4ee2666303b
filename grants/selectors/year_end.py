"""The end of a budget year: what is open, the balance sheet beside the surveillance list (R16, R5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from foundation.audit.actors import Actor
from foundation.values.money import format_euro
from grants import policy
from grants.models import (
    BudgetKind,
    BudgetProposal,
    CarryOver,
    Claim,
    FundAccount,
    Grant,
    LedgerKind,
    PaymentOrder,
    YearClosing,
)
from grants.models.claim import IS_OWED
from grants.models.proposal import IS_WAITING
from grants.states import GrantState, PaymentOrderState

READERS = ("KM", "AU")
UNPAID = (
    PaymentOrderState.DRAFT,
    PaymentOrderState.CERTIFIED_FACTUAL,
    PaymentOrderState.CERTIFIED_ARITH,
    PaymentOrderState.ORDERED,
    PaymentOrderState.HANDED_OVER,
)
UNPROVED = (
    GrantState.RUNNING,
    GrantState.PROOF_DUE,
    GrantState.PROOF_OVERDUE,
    GrantState.PROOF_SUBMITTED,
)


@dataclass(frozen=True)
class OpenPoint:
    """Something of the year that is not done. `stops`: the year cannot be closed before it is."""

    sentence: str
    stops: bool


@dataclass(frozen=True)
class BalanceRow:
    """One line: from the entries of the year, and as the account holds it; cents."""

    title: str
    from_entries: int
    from_account: int
    is_sum: bool = False

    @property
    def agrees(self) -> bool:
        return self.from_entries == self.from_account


def open_points(account: FundAccount, today: date) -> Sequence[OpenPoint]:
    """The checklist of the year, what stops first."""
    return sorted(_open_points(account, today), key=lambda point: not point.stops)


def balance_of(account: FundAccount) -> Sequence[BalanceRow]:
    """Opening to closing: the sums of the year's rows beside the figures of the account. Two queries."""
    kinds = dict(account.budget_entries.order_by().values_list("kind").annotate(Sum("amount_cents")))
    came = {kind: kinds.get(kind, 0) for kind in BudgetKind.values}
    counts_as = Coalesce("reverses__kind", "kind")
    booked = (
        account.entries.order_by()
        .annotate(counts_as=counts_as)
        .aggregate(
            approved=_sum("committed_cents", LedgerKind.COMMIT),
            released=_sum("committed_cents", LedgerKind.RELEASE),
            carried=_sum("committed_cents", LedgerKind.CARRY),
            paid=_sum("paid_cents", LedgerKind.PAY, LedgerKind.RETURN, LedgerKind.CORRECT),
            repaid=_sum("paid_cents", LedgerKind.REPAY),
            reserved=Sum("reserved_cents", default=0),
        )
    )
    net = booked["paid"] + booked["repaid"]
    bound = booked["approved"] + booked["released"] + booked["carried"] - booked["paid"]
    available = came["budget"] + came["top_up"] + came["carry_in"] - came["carry_out"] - came["block"]
    return [
        BalanceRow("Übertrag aus dem Vorjahr", came["carry_in"], account.carried_in_cents),
        BalanceRow("Budget", came["budget"], account.budget_cents),
        BalanceRow("Nachträge", came["top_up"], account.top_ups_cents),
        BalanceRow("− gesperrt", came["block"], account.blocked_cents),
        BalanceRow("− Übertrag ins Folgejahr", came["carry_out"], account.carried_out_cents),
        BalanceRow("= verfügbar", available, account.available_cents, is_sum=True),
        BalanceRow("− Auszahlungen, vermindert um Rückzahlungen", net, account.paid_net_cents),
        BalanceRow(
            "− noch gebunden (bewilligt, freigegeben, übertragen, gezahlt)", bound, account.committed_cents
        ),
        BalanceRow("− vorgemerkt", booked["reserved"], account.reserved_cents),
        BalanceRow("= frei", available - net - bound - booked["reserved"], account.free_cents, is_sum=True),
    ]


def find_account(actor: Actor, slug: str, budget_year: int) -> FundAccount | None:
    """The account of the year, if the actor may know of it."""
    found = FundAccount.objects.filter(fund__slug=slug, budget_year=budget_year).select_related("fund")
    return policy.scope(actor, found, codes=READERS).first()


def waiting_closing(account: FundAccount) -> YearClosing | None:
    """The proposal about this year that waits for its second person."""
    return account.closings.filter(IS_WAITING).first()


def closings_of(account: FundAccount) -> Sequence[YearClosing]:
    """What was done with the year, the latest first."""
    return list(account.closings.filter(confirmed_at__isnull=False).order_by("-pk"))


def find_closing(actor: Actor, uuid: UUID) -> YearClosing | None:
    """The proposal, if it belongs to a fund of the Kämmerei that asks."""
    found = YearClosing.objects.filter(uuid=uuid).select_related("account__fund")
    return policy.scope(actor, found, codes=("KM",), fund="account__fund").first()


def _sum(column: str, *kinds: LedgerKind) -> Sum:
    return Sum(column, filter=Q(counts_as__in=kinds), default=0)


def _open_points(account: FundAccount, today: date) -> Iterator[OpenPoint]:
    year = account.budget_year
    if today.year <= year:
        yield OpenPoint(
            f"Das Jahr {year} läuft noch. Abschließen können Sie es ab dem 01.01.{year + 1}.", True
        )
    orders = PaymentOrder.objects.filter(
        grant__case__fund=account.fund_id, budget_year=year, state__in=UNPAID
    )
    numbers = list(orders.order_by("pk").values_list("number", flat=True))
    if numbers:
        yield OpenPoint(
            f"Noch nicht ausgezahlt: {', '.join(numbers)}. Zahlen, verwerfen oder übertragen Sie.", True
        )
    if account.committed_cents:
        amount = format_euro(account.committed_cents)
        yield OpenPoint(f"Noch gebunden sind {amount}. Übertragen Sie sie ins Jahr {year + 1}.", True)
    if account.reserved_cents:
        amount = format_euro(account.reserved_cents)
        yield OpenPoint(f"Noch vorgemerkt sind {amount}: beschlossen, aber ohne Bescheid.", True)
    if _proposals_wait(account):
        yield OpenPoint("Ein Vorschlag zu Budget oder Übertrag wartet auf die zweite Person.", True)
    if not all(row.agrees for row in balance_of(account)):
        yield OpenPoint("Die Abschlussrechnung stimmt nicht mit der Überwachungsliste überein.", True)
    yield from _hints(account)


def _proposals_wait(account: FundAccount) -> bool:
    year, fund = account.budget_year, account.fund_id
    waits = BudgetProposal.objects.filter(IS_WAITING, fund=fund, budget_year=year).exists()
    carries = CarryOver.objects.filter(fund=fund, confirmed_at__isnull=True)
    return waits or carries.filter(Q(from_year=year) | Q(to_year=year)).exists()


def _hints(account: FundAccount) -> Iterator[OpenPoint]:
    """What goes on after the year's end and stops nothing: proofs and claims."""
    unproved = Grant.objects.filter(account=account, state__in=UNPROVED).aggregate(count=Count("pk"))["count"]
    if unproved:
        yield OpenPoint(f"Nachweis noch offen: {unproved} Bewilligungen.", False)
    owed = Claim.objects.filter(grant__account=account, state__in=IS_OWED)
    count = owed.aggregate(count=Count("pk"))["count"]
    if count:
        yield OpenPoint(f"Rückforderung noch offen: {count}.", False)
