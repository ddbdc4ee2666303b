"""What waits for a person of the finance office: how many, over how much, and where it is done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from grants.models import (
    BudgetProposal,
    CarryOver,
    Claim,
    Fund,
    FundAccount,
    LandProposal,
    PaymentOrder,
    ReceiptOrder,
    YearClosing,
)
from grants.models.claim import OWED_STATES
from grants.models.proposal import IS_WAITING
from grants.selectors.desk import Desk
from grants.selectors.payments import IS_ANSWERED
from grants.states import PaymentOrderState as S
from grants.states import ReceiptOrderState

ORDERERS = ("FO",)
#: How the first word of a title reads of one alone.
ONE = {
    "Auszahlungen": "Auszahlung",
    "Annahmen": "Annahme",
    "Rückforderungen": "Rückforderung",
    "Vorschläge": "Vorschlag",
    "Jahresabschlüsse": "Jahresabschluss",
    "Haushaltsjahre": "Haushaltsjahr",
}


@dataclass(frozen=True)
class FinanceTask:
    """One thing to do. `route` and `key` name its page, `query` what is chosen there; cents, or None."""

    title: str
    count: int
    route: str
    key: str = ""
    query: str = ""
    amount_cents: int | None = None

    @property
    def words(self) -> str:
        """The title as it is read after its number: 1 Annahme zu zeichnen, 2 Annahmen zu zeichnen."""
        first, _space, rest = self.title.partition(" ")
        return f"{ONE[first]} {rest}" if self.count == 1 else self.title


def finance_tasks(desk: Desk, today: date) -> Sequence[FinanceTask]:
    """The person's tasks by their roles, only those where something waits. A constant number of queries.

    What is above an orderer's authority waits for somebody else.
    """
    found = [*_orders(desk), *_receipts(desk), *_claims(desk, today), *_budget(desk, today)]
    return [task for task in found if task.count]


def _orders(desk: Desk) -> Iterator[FinanceTask]:
    steps = (
        (("CI", "FC"), (S.DRAFT,), "zu zeichnen", "office_orders_sign", "zeichnen", ""),
        (ORDERERS, (S.CERTIFIED_ARITH,), "anzuordnen", "office_orders_sign", "anordnen", ""),
        (("KA",), (S.ORDERED,), "auszuzahlen", "hand_overs", "", ""),
        (("KA",), (S.HANDED_OVER,), "übergeben, Ergebnis fehlt", "office_orders", "", "stand=handed_over"),
        (("QM", "CI"), (S.RETURNED,), "zurückgekommen, Konto klären", "office_orders", "", "stand=returned"),
    )
    for roles, states, title, route, key, query in steps:
        funds = desk.held(*roles)
        if funds:
            orders = PaymentOrder.objects.filter(grant__case__fund__in=funds, state__in=states)
            if roles == ORDERERS:
                orders = orders.filter(_within_authority(desk, "grant__case__fund"))
            count, cents = _sums(orders.exclude(IS_ANSWERED))
            yield FinanceTask(f"Auszahlungen {title}", count, route, key, query, cents)


def _receipts(desk: Desk) -> Iterator[FinanceTask]:
    steps = (
        (("CI", "FC"), ReceiptOrderState.DRAFT, "zu zeichnen"),
        (ORDERERS, ReceiptOrderState.CERTIFIED, "anzuordnen"),
    )
    for roles, state, title in steps:
        funds = desk.held(*roles)
        if funds:
            orders = ReceiptOrder.objects.filter(fund__in=funds, state=state)
            if roles == ORDERERS:
                orders = orders.filter(_within_authority(desk, "fund"))
            count, cents = _sums(orders)
            yield FinanceTask(f"Annahmen {title}", count, "office_receipts", "", f"stand={state}", cents)


def _within_authority(desk: Desk, fund_field: str) -> Q:
    """Orders that this person may sign, fund by fund (§ 7 KomKBVO); `fund_field` leads to the fund."""
    found = Q(pk__in=[])
    for fund in desk.held(*ORDERERS):
        limit = desk.actor.limit_of("FO", fund.slug)
        found |= Q(**{fund_field: fund}) & (Q() if limit is None else Q(amount_cents__lte=limit))
    return found


def _sums(orders: QuerySet[PaymentOrder] | QuerySet[ReceiptOrder]) -> tuple[int, int]:
    """How many, and over how many cents."""
    found = orders.order_by().aggregate(count=Count("pk"), cents=Sum("amount_cents", default=0))
    return found["count"], found["cents"]


def _claims(desk: Desk, today: date) -> Iterator[FinanceTask]:
    funds = desk.held("KA")
    if funds:
        owed = Claim.objects.filter(grant__case__fund__in=funds, state__in=OWED_STATES)
        late = [claim for claim in owed if claim.term is not None and claim.term < today]
        yield FinanceTask(
            "Rückforderungen zu mahnen", len(late), "office_claims", amount_cents=_open_cents(late)
        )


def _open_cents(claims: Iterable[Claim]) -> int:
    return sum(claim.open_cents for claim in claims)


def _budget(desk: Desk, today: date) -> Iterator[FinanceTask]:
    funds = desk.held("KM")
    if not funds:
        return
    others = {"proposed_by": desk.actor.reference}
    budget = BudgetProposal.objects.filter(IS_WAITING, fund__in=funds).exclude(**others).count()
    carried = CarryOver.objects.filter(fund__in=funds, confirmed_at=None).exclude(**others).count()
    yield FinanceTask("Vorschläge zum Haushalt zu bestätigen", budget + carried, "office_budget")
    land = LandProposal.objects.filter(IS_WAITING, fund__in=funds).exclude(**others).count()
    yield FinanceTask("Vorschläge zum Geld vom Land zu bestätigen", land, "office_land")
    closings = YearClosing.objects.filter(IS_WAITING, account__fund__in=funds).exclude(**others).count()
    yield FinanceTask("Jahresabschlüsse zu bestätigen", closings, "office_budget")
    yield FinanceTask("Haushaltsjahre abzuschließen", _open_years(funds, today), "office_budget")


def _open_years(funds: Sequence[Fund], today: date) -> int:
    """Past years that are open and that nobody has proposed to close."""
    past = FundAccount.objects.filter(fund__in=funds, budget_year__lt=today.year, closed_at=None)
    waiting = YearClosing.objects.filter(IS_WAITING, account__fund__in=funds)
    return past.exclude(pk__in=waiting.values("account")).count()
