"""Every edge of a payment order: how it is walked, by whom, and what stops it."""

from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from grants.models import Application, Claim, Grant, PaymentKind
from grants.services.payment_returns import change_bank_details, return_payment
from grants.services.payments import (
    cancel_order,
    certify_order,
    execute_payment,
    order_payment,
    void_certificates,
)
from tests.grants.edges import cast
from tests.grants.edges.scene import WHY, Edge, Scene, Stop, Walk, at_the_door, rows_of

M = "payment_order"
CENTS = 40_000
REMEDY_RUNS = (
    "Warten Sie bis nach dem 07.04.2026: Bis dahin ist ein Rechtsbehelf möglich. "
    "Oder lassen Sie darauf verzichten."
)
RESTS = (
    "Das Konto ist neu. Anordnen geht ab 03.03.2026, 10:00 Uhr: Bis dahin kann sich melden, "
    "wer es nicht geändert hat."
)
NOT_IN_THE_REGISTER = (
    "Vermerken Sie zuerst den Eintrag im De-minimis-Register: Nummer, Tag und andere Beihilfen."
)
CLAIMED = (
    "Zu diesem Fall gibt es eine Rückforderung, die diese Zahlung mitzählt. "
    "Sprechen Sie zuerst mit der Sachbearbeitung."
)

# Places: who prepared or certified is the author, who ordered the orderer.


def draft(scene: Scene) -> None:
    scene.accepted()
    scene.order(PaymentKind.ADVANCE, CENTS)


def certified_factual(scene: Scene) -> None:
    """One of two signatures: a moment within one service."""
    draft(scene)
    at_the_door(M, "certify_factual")(scene, scene.actor("certifier"))


def certified(scene: Scene) -> None:
    draft(scene)
    certify_order(order=scene.row(M), **scene.step("author"))


def ordered(scene: Scene) -> None:
    certified(scene)
    order_payment(order=scene.row(M), **scene.step("colleague"))


def handed_over(scene: Scene) -> None:
    """At the Kasse, as a run leaves it."""
    ordered(scene)
    at_the_door(M, "hand_over")(scene, scene.actor("cashier"))


def executed(scene: Scene) -> None:
    ordered(scene)
    execute_payment(order=scene.row(M), **scene.step("cashier"))


# Steps


def certify(scene: Scene, actor: Actor) -> object:
    return certify_order(order=scene.row(M), actor=actor, now=scene.now)


def order(scene: Scene, actor: Actor) -> object:
    return order_payment(order=scene.row(M), actor=actor, now=scene.now)


def execute(scene: Scene, actor: Actor) -> object:
    return execute_payment(order=scene.row(M), actor=actor, now=scene.now)


def come_back(scene: Scene, actor: Actor) -> object:
    return return_payment(order=scene.row(M), reason=WHY, actor=actor, now=scene.now)


def cancel(scene: Scene, actor: Actor) -> object:
    return cancel_order(order=scene.row(M), reason=WHY, actor=actor, now=scene.now)


def void(scene: Scene, actor: Actor) -> object:
    return void_certificates(order=scene.row(M), reason=WHY, actor=actor, now=scene.now)


# What spoils them


def no_account(scene: Scene) -> None:
    Grant.objects.update(bank_account=None)


def waiver_is_gone(scene: Scene) -> None:
    Grant.objects.update(waiver_on=None)


def acts_like_a_business(scene: Scene) -> None:
    Application.objects.update(acts_economically=True)


def a_claim_counts_it(scene: Scene) -> None:
    Claim.objects.create(grant=scene.grant, amount_cents=100, created_at=scene.now, drafted_by="officer")


def other_account(scene: Scene) -> None:
    """Confirmed this minute; the certificates fall with it, and are given anew."""
    resident = scene.step("resident")
    account = add_bank_account(
        applicant=scene.application.applicant, holder=scene.name, iban="DE02120300000000202051", **resident
    )
    change_bank_details(grant=scene.grant, bank_account=account, confirmed_at=scene.now, **resident)
    certify_order(order=scene.row(M), **scene.step("author"))


def may_be_paid(walk: Walk | None = None) -> tuple[Stop, ...]:
    """INV-04 is asked anew at each signature."""
    return (
        Stop("order_may_be_paid", no_account, ("Lassen Sie zuerst die Bankverbindung bestätigen.",), walk),
        Stop("order_may_be_paid", waiver_is_gone, (REMEDY_RUNS,), walk),
        Stop("order_may_be_paid", acts_like_a_business, (NOT_IN_THE_REGISTER,), walk),
    )


_edge = rows_of(M)


EXECUTE = cast.KASSE - {"author", "colleague"}

EDGES: tuple[Edge, ...] = (
    _edge(
        "certify_factual", "draft", "certified_factual", draft, certify, cast.CERTIFY, *may_be_paid()
    ),
    _edge("certify_arith", "certified_factual", "certified_arith", draft, certify, cast.CERTIFY),
    _edge(
        "certify_arith", "certified_factual", "certified_arith", certified_factual,
        at_the_door(M, "certify_arith"), cast.CERTIFY, *may_be_paid(),
    ),
    _edge(
        "order", "certified_arith", "ordered", certified, order, cast.ORDER, *may_be_paid(),
        Stop("account_has_rested", other_account, (RESTS,)),
    ),
    _edge("hand_over", "ordered", "handed_over", ordered, execute, EXECUTE, *may_be_paid()),
    _edge("execute", "handed_over", "executed", ordered, execute, EXECUTE),
    _edge("execute", "handed_over", "executed", handed_over, execute, EXECUTE, *may_be_paid()),
    _edge(
        "return_payment", "handed_over", "returned", handed_over, come_back, cast.KASSE,
        Stop("no_claim_builds_on_it", a_claim_counts_it, (CLAIMED,)),
    ),
    _edge(
        "return_payment", "executed", "returned", executed, come_back, cast.KASSE,
        Stop("no_claim_builds_on_it", a_claim_counts_it, (CLAIMED,)),
    ),
    _edge("cancel", "draft", "cancelled", draft, cancel, cast.CERTIFY | {"manager", "orderer", "biased"}),
    *(
        _edge("cancel", source, "cancelled", place, cancel, cast.EVERY | {"orderer", "forgetful", "biased"})
        for source, place in (
            ("certified_factual", certified_factual), ("certified_arith", certified), ("ordered", ordered),
        )
    ),
    *(
        _edge("void_certificates", source, "draft", place, void, cast.CERTIFY | {"system"})
        for source, place in (("certified_factual", certified_factual), ("certified_arith", certified))
    ),
)  # fmt: skip
