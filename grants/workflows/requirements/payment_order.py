"""Requirements of the payment order's edges, asked anew at each signature."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from grants.rules.advances import check_order
from grants.rules.findings import Finding, warning
from grants.workflows.facts import order_facts, strange_holder
from grants.workflows.requirements.application import fallen_item, way_after_fall


def order_may_be_paid(order: Any, today: date) -> Iterable[Finding]:
    """INV-03 and INV-04: notice, remedy or waiver, account, conditions, and never more than was approved."""
    facts = order_facts(
        order.grant, kind=order.kind, amount_cents=order.amount_cents, today=today, without=order.pk
    )
    return check_order(facts, order.case.rules.parameters())


def doubts_about(order: Any, today: date) -> Iterator[Finding]:
    """What a signatory should know and what stops nothing: a vote that fell, a third person's account."""
    if order.state in ("executed", "cancelled"):
        return
    yield from strange_holder(order.bank_account, order.case)
    if fallen_item(order.case) is not None:
        yield warning(
            "order.vote_fell",
            f"Der Beschluss der Jury gilt nicht mehr. {way_after_fall(order.case)} "
            "Fragen Sie die Sachbearbeitung, bevor Sie unterschreiben.",
            "§§ 20, 21, 48, 49 VwVfG",
        )
