"""Receipt orders for the list and the pages of the finance office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from foundation.audit.actors import Actor
from grants import policy
from grants.models import Fund, ReceiptOrder, TransitionRecord
from grants.states import ReceiptOrderState as S

READERS = ("CI", "FC", "FO", "KA", "KM", "AU")
LIST_LIMIT = 200
NEXT_STEP = {
    S.DRAFT: "Zeichnung: sachlich und rechnerisch richtig",
    S.CERTIFIED: "Anordnung durch eine zweite Person",
    S.ORDERED: "Eingang bei der Kasse",
    S.CANCELLED: "niemand",
}


@dataclass(frozen=True)
class ClaimChange:
    """A step of the claim that moved its money. `last_day`: until when it was deferred."""

    at: datetime
    label: str
    by: str
    last_day: date | None


def list_receipt_orders(funds: Iterable[Fund], state: str = "") -> Sequence[ReceiptOrder]:
    """Orders of these funds, newest first, at most `LIST_LIMIT`; without a state all but the cancelled."""
    found = ReceiptOrder.objects.filter(fund__in=list(funds))
    found = found.filter(state=state) if state in S.values else found.exclude(state=S.CANCELLED)
    at_hand = found.select_related("fund", "claim", "drawdown")
    at_hand = at_hand.prefetch_related("money", "drawdown__receipts", "drawdown__cuts", "claim__instalments")
    return list(at_hand.order_by("-pk")[:LIST_LIMIT])


def find_receipt_order(actor: Actor, number: str) -> ReceiptOrder | None:
    """The order with this number, if the actor may know of it."""
    orders = policy.scope(actor, ReceiptOrder.objects.filter(number=number), codes=READERS)
    at_hand = (
        "fund",
        "document",
        "drawdown",
        "claim__grant__case__applicant",
        "claim__grant__case__particulars",
    )
    return orders.select_related(*at_hand).first()


def why_cancelled(order: ReceiptOrder) -> TransitionRecord | None:
    """Who cancelled it, when and why; None for one that lives."""
    if order.state != S.CANCELLED:
        return None
    records = TransitionRecord.objects.filter(machine=order.machine, object_id=order.pk, target=S.CANCELLED)
    return records.order_by("-pk").first()


def changes_of_claim(order: ReceiptOrder) -> Sequence[ClaimChange]:
    """What has moved its money since it was prepared: deferred, due again, written off, waived; oldest first.

    Without reasons: the Kasse reads no case.
    """
    if order.claim_id is None:
        return []
    moved = ("defer", "recall", "write_off", "waive", "enforce")
    records = TransitionRecord.objects.filter(machine="claim", object_id=order.claim_id, action__in=moved)
    return [
        ClaimChange(each.recorded_at, each.label, each.actor_label, _day_in(each))
        for each in records.defer("reason").order_by("pk")
    ]


def _day_in(record: TransitionRecord) -> date | None:
    day = record.days.get("deferred_until")
    return date.fromisoformat(day) if day else None


def left_for_budget(order: ReceiptOrder) -> int:
    """What came in by hand and no proposal to the budget has taken up yet, in cents."""
    if not order.is_by_hand:
        return 0
    taken = order.budget_proposals.filter(withdrawn_at__isnull=True).order_by()
    return order.received_cents - int(taken.aggregate(total=Sum("amount_cents", default=0))["total"])
