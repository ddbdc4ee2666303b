"""Where a grant can stand up to its close, and the steps that lead on from there."""

from datetime import date, timedelta
from typing import Any

from foundation.audit.actors import Actor
from grants.models import (
    FundRules,
    Grant,
    Obligation,
    PaymentKind,
    ProofCheck,
)
from grants.services.exits import cancel_grant, decline_grant, settle_without_proof
from grants.services.grants import (
    accept_grant,
    advance_grants,
    close_if_settled,
    demand_proof,
    extend_proof_term,
    remind_proof,
)
from grants.services.lapses import draft_lapse, release_lapse
from grants.services.notices import draft_award_notice, release_award_notice
from grants.services.proof_questions import ask_about_proof, complete_proof
from grants.services.proofs import (
    ReceiptLine,
    add_receipt,
    check_proof,
    confirm_proof,
    save_report,
    submit_proof,
)
from grants.services.revocations import draft_revocation, release_revocation
from grants.services.workflow import perform
from tests.grants.edges.application_places import spoken
from tests.grants.edges.by_hand import by_hand
from tests.grants.edges.scene import WHY, Scene

M = "grant"

# Places: what the author has done there is said.


def draft_notice(scene: Scene) -> None:
    """The author has written the award."""
    scene.voted()
    draft_award_notice(application=scene.application, **scene.step("author"))


def issued(scene: Scene) -> None:
    """The fund's time for an answer is over; the project begins later."""
    scene.issued()
    FundRules.objects.update(acceptance_days=14)
    scene.day = date(2026, 4, 1)
    draft_lapse(grant=scene.row(M), reason=WHY, **scene.step("author"))


def accepted(scene: Scene) -> None:
    scene.accepted()


def about_to_begin(scene: Scene) -> None:
    """Nobody has answered, and the first day of the project has come."""
    scene.issued()
    scene.day = scene.grant.starts_on


def accepted_and_about_to_begin(scene: Scene) -> None:
    scene.accepted()
    scene.day = scene.grant.starts_on


def running(scene: Scene) -> None:
    scene.accepted()
    scene.wait(42)
    with_receipt(scene)


def with_receipt(scene: Scene) -> None:
    """One receipt and a report lie in the proof that is not sent yet."""
    line = ReceiptLine(scene.grant.starts_on, "Gartenmarkt Beispiel", "Stauden", 30_000)
    add_receipt(grant=scene.grant, line=line, **scene.step("resident"))
    report: dict[str, Any] = {"report": "Wir haben gepflanzt.", "donations_actual_cents": None}
    save_report(grant=scene.grant, **report, **scene.step("resident"))
    scene.renew()


def running_unanswered(scene: Scene) -> None:
    """Begun without a word of acceptance."""
    scene.issued()
    scene.wait(42)


def ended(scene: Scene) -> None:
    """The last day has come, and the daily run has not been yet."""
    scene.accepted()
    scene.wait(42)
    scene.day = scene.grant.ends_on


def proof_due_unanswered(scene: Scene) -> None:
    scene.issued()
    scene.wait(70)


def proof_due(scene: Scene) -> None:
    running(scene)
    scene.wait(28)


def term_is_over(scene: Scene) -> None:
    proof_due(scene)
    assert scene.grant.proof_due_on is not None
    scene.day = scene.grant.proof_due_on + timedelta(days=1)


def proof_overdue_unanswered(scene: Scene) -> None:
    scene.issued()
    scene.wait(110)


def proof_overdue(scene: Scene) -> None:
    """Reminded, and the new term is over."""
    running(scene)
    scene.wait(68)
    remind(scene, scene.actor("officer"))
    scene.post("nachweis-erinnerung")
    scene.day += timedelta(days=15)


def revocable(scene: Scene) -> None:
    """400.00 are paid, the hearing of the demand is over, the author has drafted the revocation."""
    scene.accepted()
    scene.paid(PaymentKind.ADVANCE, 40_000)
    scene.wait(110)
    for step, letter in ((remind, "nachweis-erinnerung"), (demand, "nachweis-mahnung")):
        step(scene, scene.actor("officer"))
        scene.post(letter)
        scene.day += timedelta(days=15)
    scene.renew()
    draft_revocation(grant=scene.grant, reason=WHY, **scene.step("author"))


def cancelled(scene: Scene) -> None:
    """400.00 were paid before; a receipt is there."""
    scene.accepted()
    scene.paid(PaymentKind.ADVANCE, 40_000)
    scene.wait(42)
    with_receipt(scene)
    cancel(scene, scene.resident)


def cancelled_before_any_money(scene: Scene) -> None:
    running(scene)
    cancel(scene, scene.resident)


def proof_submitted(scene: Scene) -> None:
    """The author has checked it, and nothing is cut."""
    scene.accepted()
    scene.paid(PaymentKind.ADVANCE, 40_000)
    scene.proof_sent(40_000)
    check_proof(grant=scene.grant, cuts={}, purpose_achieved=True, **scene.step("author"))


def proof_incomplete(scene: Scene) -> None:
    scene.accepted()
    scene.proof_sent(40_000)
    question(scene, scene.actor("manager"))


@by_hand
def checked(scene: Scene) -> None:
    """The check is confirmed and nothing has followed yet: a moment within one service."""
    proof_submitted(scene)
    officer = scene.actor("officer")

    def confirmed(_: Grant) -> None:
        ProofCheck.objects.update(
            confirmed_at=scene.now, confirmed_by=officer.reference, confirmed_by_label=officer.label
        )

    perform(scene.row(M), "confirm_check", actor=officer, now=scene.now, work=confirmed)


@by_hand
def settling(scene: Scene) -> None:
    """All is paid; the last obligation was marked as fulfilled, and nothing has looked since."""
    scene.accepted()
    scene.paid(PaymentKind.ADVANCE, 40_000)
    Obligation.objects.create(grant=scene.grant, text="Logo zeigen")
    scene.proof_sent(40_000)
    scene.proof_confirmed(open_obligations=("Logo zeigen",))
    Obligation.objects.update(fulfilled_on=scene.day)


# Steps


def issue(scene: Scene, actor: Actor) -> object:
    return release_award_notice(grant=scene.row(M), actor=actor, now=scene.now)


def accept(scene: Scene, actor: Actor) -> object:
    return accept_grant(grant=scene.row(M), actor=actor, now=scene.now)


def decline(scene: Scene, actor: Actor) -> object:
    return decline_grant(grant=scene.row(M), actor=actor, now=scene.now)


def expire(scene: Scene, actor: Actor) -> object:
    return release_lapse(grant=scene.row(M), actor=actor, now=scene.now)


def daily(scene: Scene, actor: Actor) -> object:
    return advance_grants(now=scene.now)


def cancel(scene: Scene, actor: Actor) -> object:
    return cancel_grant(grant=scene.row(M), reason=WHY, actor=actor, now=scene.now)


def settle_bare(scene: Scene, actor: Actor) -> object:
    return settle_without_proof(grant=scene.row(M), reason=WHY, none_come=True, actor=actor, now=scene.now)


def remind(scene: Scene, actor: Actor) -> object:
    until = scene.day + timedelta(days=14)
    return remind_proof(grant=scene.row(M), until=until, actor=actor, now=scene.now)


def extend(scene: Scene, actor: Actor) -> object:
    until = max(scene.day, scene.row(M).proof_due_on) + timedelta(days=14)
    return extend_proof_term(grant=scene.row(M), until=until, reason=WHY, actor=actor, now=scene.now)


def demand(scene: Scene, actor: Actor) -> object:
    until = scene.day + timedelta(days=14)
    return demand_proof(grant=scene.row(M), until=until, actor=actor, now=scene.now)


def send(scene: Scene, actor: Actor) -> object:
    return submit_proof(grant=scene.row(M), actor=actor, now=scene.now)


def question(scene: Scene, actor: Actor) -> object:
    due_on = scene.day + timedelta(days=14)
    return ask_about_proof(grant=scene.row(M), text=WHY, due_on=due_on, actor=actor, now=scene.now)


def complete(scene: Scene, actor: Actor) -> object:
    said = spoken(scene, actor)
    return complete_proof(grant=scene.row(M), answer=WHY, actor=actor, now=scene.now, spoken=said)


def confirm(scene: Scene, actor: Actor) -> object:
    return confirm_proof(grant=scene.row(M), actor=actor, now=scene.now)


def close(scene: Scene, actor: Actor) -> object:
    return close_if_settled(grant=scene.row(M), actor=actor, now=scene.now)


def revoke(scene: Scene, actor: Actor) -> object:
    return release_revocation(grant=scene.row(M), actor=actor, now=scene.now)
