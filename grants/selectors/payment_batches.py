"""The payment orders that wait for one signature, with what a signatory should know of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.audit.actors import Actor
from grants.models import Fund, PaymentOrder
from grants.predicates import Predicate
from grants.workflows.requirements import doubts_about

LIMIT = 100


@dataclass(frozen=True)
class BatchRow:
    """One order: why this person cannot sign it, else empty; and what they should know of it."""

    order: PaymentOrder
    why_not: str
    doubts: tuple[str, ...]


def orders_to_sign(
    *, funds: Iterable[Fund], state: str, may: Predicate, actor: Actor, today: date
) -> Sequence[BatchRow]:
    """The orders of these funds in one state, the oldest first, at most `LIMIT`."""
    found = PaymentOrder.objects.filter(grant__case__fund__in=list(funds), state=state).order_by("pk")
    found = found.select_related(
        "bank_account",
        "grant__case__fund",
        "grant__case__applicant",
        "grant__case__particulars",
    )
    found = found.prefetch_related("grant__case__conflicts", "grant__case__agenda_items", "payee_checks")
    return [
        BatchRow(
            order,
            may.why_not(actor, order),
            tuple(each.message for each in doubts_about(order, today)),
        )
        for order in found[:LIMIT]
    ]


def chosen_orders(funds: Iterable[Fund], keys: Iterable[int]) -> Sequence[PaymentOrder]:
    """Those of the orders that belong to these funds, the oldest first."""
    found = PaymentOrder.objects.filter(grant__case__fund__in=list(funds), pk__in=list(keys)[:LIMIT])
    return list(found.select_related("bank_account").order_by("pk"))
