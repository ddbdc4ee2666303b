"""Verbs of money that comes in on an order by hand: promised, received, taken up into the budget."""

from foundation.values.errors import DomainError
from grants.models import ReceiptKind, ReceiptOrder
from grants.scenarios.world import World
from grants.services import receipt_orders
from grants.services.budget_proposals import confirm_budget, propose_from_receipt
from grants.services.receipt_orders import Expected


def promise_money(world: World) -> None:
    """Somebody has promised money: its order (Annahmeanordnung) is entered, certified and ordered."""
    keys = world.step.keys
    expected = Expected(
        kind=ReceiptKind(keys.get("kind", "private")),
        payer=str(keys["payer"]),
        reason=str(keys.get("reason", "Spende für die Aktionskasse")),
        amount_cents=world.cents("amount", 0) or 0,
        due_on=keys.get("until", world.step.on),
    )
    people, now = world.people, world.now
    made = receipt_orders.prepare_by_hand(
        fund=world.fund, expected=expected, actor=world.person("kaemmerei"), now=now
    )
    made = receipt_orders.certify_receipt_order(order=made, actor=people["certifier"], now=now)
    receipt_orders.order_receipt(order=made, actor=people["orderer"], now=now)


def receive_money(world: World) -> None:
    """Money has come in on the last order by hand."""
    receipt_orders.note_money(
        order=_last_order(world),
        amount_cents=world.cents("amount", 0) or 0,
        received_on=world.step.on,
        actor=world.person("cashier"),
        now=world.now,
    )


def add_to_budget(world: World) -> None:
    """What came in on the last order by hand is proposed as a top-up by one person, confirmed by another."""
    proposal = propose_from_receipt(
        order=_last_order(world),
        amount_cents=world.cents("amount", 0) or 0,
        actor=world.people["kaemmerei"],
        now=world.now,
    )
    confirm_budget(proposal=proposal, actor=world.person("kaemmerei2"), now=world.now)


def _last_order(world: World) -> ReceiptOrder:
    by_hand = ReceiptOrder.objects.filter(fund=world.fund, claim__isnull=True, drawdown__isnull=True)
    found = by_hand.order_by("-pk").first()
    if found is None:
        raise DomainError("Es ist kein Geld zugesagt.", code="receipt_order.missing")
    return found
