"""Where a claim can stand, and the steps that lead on from there.

The author has drafted the claim and proposed what relieves of it.
"""

from datetime import timedelta

from foundation.audit.actors import Actor
from grants.models import Claim, ClaimRelief, FundRules, PaymentKind
from grants.services.claim_steps import (
    defer_claim,
    enforce_claim,
    propose_relief,
    remind_claim,
    write_off_claim,
)
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.recalls import propose_recall
from grants.services.repayments import record_repayment
from tests.grants.edges.by_hand import by_hand
from tests.grants.edges.scene import WHY, Scene, Spoil

M = "claim"
OWED = 10_000


def overpaid(scene: Scene) -> None:
    """100.00 too much were paid, and nothing is claimed yet."""
    scene.accepted()
    scene.paid(PaymentKind.ADVANCE, 40_000)
    scene.proof_sent(40_000 - OWED)
    scene.proof_confirmed()


def hearing(scene: Scene) -> None:
    """100.00 have to come back; the hearing is over."""
    overpaid(scene)
    heard = scene.day + timedelta(days=14)
    draft_claim(grant=scene.grant, heard_until=heard, **scene.step("author"))
    scene.post("anhoerung-rueckforderung")
    scene.day = heard + timedelta(days=1)


def small(scene: Scene) -> None:
    """What was overpaid is less than the fund claims back."""
    FundRules.objects.update(claim_from_cents=OWED + 1)
    overpaid(scene)


@by_hand
def noticed(scene: Scene) -> None:
    """The notice is out and the term does not run yet: a moment within one service."""
    hearing(scene)
    Claim.objects.update(state="notice")


def due(scene: Scene) -> None:
    """The term to pay is over."""
    hearing(scene)
    claim = release_claim_notice(claim=scene.row(M), **scene.step("officer"))
    assert claim.pay_by is not None
    scene.day = claim.pay_by + timedelta(days=1)


def partly_paid(scene: Scene) -> None:
    due(scene)
    record_repayment(claim=scene.row(M), amount_cents=2_500, **scene.step("cashier"))


def reminded_once(scene: Scene) -> None:
    """The new term is over."""
    due(scene)
    remind(scene, scene.actor("cashier"))
    scene.day += timedelta(days=15)


def reminded_twice(scene: Scene) -> None:
    reminded_once(scene)
    remind(scene, scene.actor("cashier"))
    scene.day += timedelta(days=15)


def deferred(scene: Scene) -> None:
    """The later day is over as well."""
    due(scene)
    defer(scene, scene.actor("officer"))
    scene.day += timedelta(days=91)


def enforcement(scene: Scene) -> None:
    reminded_once(scene)
    enforce_claim(claim=scene.row(M), **scene.step("cashier"))


def written_off(scene: Scene) -> None:
    due(scene)
    propose(scene, ClaimRelief.WRITE_OFF)
    write_off_claim(claim=scene.row(M), **scene.step("officer"))


def told_and_partly_paid(scene: Scene) -> None:
    reminded_once(scene)
    record_repayment(claim=scene.row(M), amount_cents=2_500, **scene.step("cashier"))


def propose(scene: Scene, relief: ClaimRelief) -> None:
    propose_relief(claim=scene.row(M), relief=relief, reason=WHY, **scene.step("author"))


def proposed(place: Spoil) -> Spoil:
    """The place, and the author's proposal to write off what is open."""

    def proposed_there(scene: Scene) -> None:
        place(scene)
        propose(scene, ClaimRelief.WRITE_OFF)

    proposed_there.__name__ = f"{place.__name__}_proposed"
    return proposed_there


def remind(scene: Scene, actor: Actor) -> object:
    until = scene.day + timedelta(days=14)
    return remind_claim(claim=scene.row(M), until=until, actor=actor, now=scene.now)


def recall_proposed(scene: Scene) -> None:
    """Deferred by mistake: the author proposes the way back."""
    deferred(scene)
    propose_recall(claim=scene.row(M), reason=WHY, heard=WHY, **scene.step("author"))


def defer(scene: Scene, actor: Actor) -> object:
    until = scene.day + timedelta(days=90)
    return defer_claim(claim=scene.row(M), until=until, reason=WHY, actor=actor, now=scene.now)
