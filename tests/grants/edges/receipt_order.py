"""Every edge of a receipt order: how it is walked, by whom, and what stops it."""

from foundation.audit.actors import Actor
from grants.services.receipt_orders import (
    cancel_receipt_order,
    certify_receipt_order,
    order_receipt,
    void_receipt_certificate,
)
from grants.services.repayments import record_repayment
from tests.grants.edges import cast
from tests.grants.edges.claim_places import due
from tests.grants.edges.scene import WHY, Edge, Scene, Stop, rows_of

M = "receipt_order"
VOID = cast.CERTIFY | {"orderer"}
ORDERERS = cast.EVERY | cast.FORGETFUL | {"orderer"}

# Places: who certified is the author.


def drafted(scene: Scene) -> None:
    """The notice over the claim is out; its order came with it."""
    due(scene)


def certified_receipt(scene: Scene) -> None:
    due(scene)
    certify_receipt_order(order=scene.row(M), **scene.step("author"))


def ordered_receipt(scene: Scene) -> None:
    certified_receipt(scene)
    order_receipt(order=scene.row(M), **scene.step("colleague"))


# Steps


def certify(scene: Scene, actor: Actor) -> object:
    return certify_receipt_order(order=scene.row(M), actor=actor, now=scene.now)


def order(scene: Scene, actor: Actor) -> object:
    return order_receipt(order=scene.row(M), actor=actor, now=scene.now)


def void(scene: Scene, actor: Actor) -> object:
    return void_receipt_certificate(order=scene.row(M), reason=WHY, actor=actor, now=scene.now)


def cancel(scene: Scene, actor: Actor) -> object:
    return cancel_receipt_order(order=scene.row(M), reason=WHY, actor=actor, now=scene.now)


# What spoils them


def money_came(scene: Scene) -> None:
    record_repayment(claim=scene.row("claim"), amount_cents=2_500, **scene.step("cashier"))


HAS_MONEY = Stop(
    "nothing_has_come_in",
    money_came,
    ("Darauf sind schon 25,00\u00a0€ eingegangen. Die Anordnung bleibt.",),
)
CANCEL = ORDERERS | cast.NOBODY_BUT_THE_RUN

_edge = rows_of(M)

EDGES: tuple[Edge, ...] = (
    _edge("certify", "draft", "certified", drafted, certify, cast.CERTIFY),
    _edge("cancel", "draft", "cancelled", drafted, cancel, CANCEL, HAS_MONEY),
    _edge("order", "certified", "ordered", certified_receipt, order, cast.ORDER),
    _edge("void_certificate", "certified", "draft", certified_receipt, void, VOID),
    _edge("cancel", "certified", "cancelled", certified_receipt, cancel, CANCEL, HAS_MONEY),
    _edge("cancel", "ordered", "cancelled", ordered_receipt, cancel, CANCEL, HAS_MONEY),
)
