"""Ordered payments of several cases, and the runs that hand them over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from foundation.audit.actors import Actor
from grants.models import HandOver, HandOverKind, PaymentKind, PaymentOrder, PaymentProfile
from grants.services.hand_overs import hand_over_orders
from grants.services.payment_batches import SeenOrders
from grants.services.payment_profiles import confirm_profile, propose_profile
from reports.payments.files import write_file
from tests.stories import Story

CENTS = (10_000, 15_000, 5_000)
BANK: dict[str, Any] = {
    "bank_file": True,
    "debtor_name": "Stadt Müsterstadt",
    "debtor_iban": "DE89 3704 0044 0532 0130 00",
    "debtor_bic": "COBADEFFXXX",
}


def ordered_payments(story: Story, *cents: int) -> list[PaymentOrder]:
    """One ordered advance a case, over these amounts."""
    orders = []
    for number, amount in enumerate(cents or CENTS):
        each = story if number == 0 else replace(story, name=f"Musterhof {number}", fields={})
        each.cents = 20_000
        each.accepted()
        orders.append(each.ordered(PaymentKind.ADVANCE, amount))
    return orders


def seen(*orders: PaymentOrder, **changed: Any) -> SeenOrders:
    """What the page showed of these orders."""
    rows = {row.pk: row for row in PaymentOrder.objects.filter(pk__in=[order.pk for order in orders])}
    total = sum(row.amount_cents for row in rows.values())
    as_shown = SeenOrders({pk: row.version for pk, row in rows.items()}, len(rows), total)
    return replace(as_shown, **changed)


def proven(actor: Actor) -> Actor:
    """The same person, who has just shown again that it is them."""
    return replace(actor, stepped_up=True)


def hand_over(
    story: Story, what: SeenOrders, *, kind: HandOverKind = HandOverKind.CSV, actor: Actor | None = None
) -> HandOver:
    return hand_over_orders(
        fund=story.fund,
        kind=kind,
        seen=what,
        write=write_file,
        actor=actor or proven(story.people["cashier"]),
        now=story.now,
    )


def with_profile(story: Story, values: Mapping[str, Any]) -> PaymentProfile:
    """A profile that the Quartiersmanagement proposed and the city confirmed."""
    by: dict[str, Any] = {"now": story.now}
    proposed = propose_profile(
        fund=story.fund, values=values, reason="Vorgabe der Kasse", actor=story.people["manager"], **by
    )
    return confirm_profile(profile=proposed, actor=story.people["officer"], **by)


def states() -> list[str]:
    return list(PaymentOrder.objects.order_by("pk").values_list("state", flat=True))
