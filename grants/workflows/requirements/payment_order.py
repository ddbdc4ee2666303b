"""Requirements of the payment order's edges, asked anew at each signature."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from grants.rules.advances import check_order
from grants.rules.findings import Finding
from grants.workflows.facts import order_facts


def order_may_be_paid(order: Any, today: date) -> Iterable[Finding]:
    """INV-03 and INV-04: notice, remedy or waiver, account, conditions, and never more than was approved."""
    facts = order_facts(
        order.grant, kind=order.kind, amount_cents=order.amount_cents, today=today, without=order.pk
    )
    return check_order(facts, order.case.rules.parameters())
