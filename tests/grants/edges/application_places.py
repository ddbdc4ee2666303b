"""Where an application can stand; one function a place. What the author has done there is said."""

from datetime import timedelta
from typing import Any

from foundation.audit.actors import Actor, ActorKind
from grants.models import AnswerWay, Application, ObjectionEnd, ObjectionWay, Outcome
from grants.services.applications import withdraw_application
from grants.services.notices import (
    draft_award_notice,
    draft_rejection_notice,
    release_rejection_notice,
)
from grants.services.objections import Arrival, end_objection, note_objection
from grants.services.on_behalf import Spoken
from grants.services.question_terms import remind_of_question
from grants.services.retention import archive_case, propose_deletion
from grants.services.review import (
    declare_ineligible,
    discontinue_application,
)
from grants.services.sessions import Decision, invite_jury, plan_session, record_decision
from grants.workflows.retention import kept_until
from tests.grants.edges.by_hand import by_hand
from tests.grants.edges.scene import WHY, Scene
from tests.grants.edges.spoils import four_votes_are_void
from tests.grants.services.minutes import ASKED


def spoken(scene: Scene, actor: Actor) -> Spoken | None:
    """What the office types in for somebody else says how it came."""
    is_staff = actor.kind is ActorKind.STAFF
    return Spoken(AnswerWay.PHONE, "Alex Beispiel", scene.day) if is_staff else None


def draft(scene: Scene) -> None:
    scene.draft()


@by_hand
def draft_on_paper(scene: Scene) -> None:
    scene.draft()
    Application.objects.update(channel="paper")


def submitted(scene: Scene) -> None:
    scene.submitted()


def unanswered(scene: Scene) -> None:
    """Asked, reminded, and the second term is over as well."""
    scene.incomplete()
    until = scene.day + timedelta(days=28)
    remind_of_question(target=scene.application, due_on=until, **scene.step("manager"))
    scene.post("nachforderung-erinnerung")
    scene.day = until + timedelta(days=1)


def eligible(scene: Scene) -> None:
    scene.eligible()
    invited_session(scene)


def invited_session(scene: Scene) -> None:
    session = plan_session(fund=scene.fund, held_on=scene.day, **scene.step("manager"))
    invite_jury(session=session, **scene.step("manager"))


def ineligible(scene: Scene) -> None:
    """The author has drafted the rejection."""
    scene.submitted()
    declare_ineligible(application=scene.application, reason=WHY, **scene.step("manager"))
    scene.renew()
    draft_rejection_notice(application=scene.application, reason=WHY, **scene.step("author"))


def scheduled(scene: Scene) -> None:
    scene.scheduled()


def deferred(scene: Scene) -> None:
    scene.decided(Outcome.DEFERRED, reason=WHY)
    scene.day += timedelta(days=7)
    invited_session(scene)


def ballots(scene: Scene, outcome: Outcome) -> dict[str, Any]:
    """All seven say the same."""
    choice = "no" if outcome is Outcome.NO else "yes"
    amount = {Outcome.YES: ASKED, Outcome.PARTIAL: ASKED - 1}.get(outcome)
    votes = {} if outcome is Outcome.DEFERRED else dict.fromkeys(scene.fund.jury_members.all(), choice)
    return {"votes": votes, "amount_cents": amount, "reason": WHY}


def voted_yes(scene: Scene) -> None:
    scene.decided(Outcome.YES, **ballots(scene, Outcome.YES))


def voted_partial(scene: Scene) -> None:
    scene.decided(Outcome.PARTIAL, **ballots(scene, Outcome.PARTIAL))


def voted_no(scene: Scene) -> None:
    """The author has drafted the rejection."""
    scene.decided(Outcome.NO, **ballots(scene, Outcome.NO))
    draft_rejection_notice(application=scene.application, reason=WHY, **scene.step("author"))


def yes_fell(scene: Scene) -> None:
    voted_yes(scene)
    four_votes_are_void(scene)


def partial_fell(scene: Scene) -> None:
    voted_partial(scene)
    four_votes_are_void(scene)


def no_fell(scene: Scene) -> None:
    voted_no(scene)
    four_votes_are_void(scene)


def approved(scene: Scene) -> None:
    """The author has drafted the award."""
    voted_yes(scene)
    scene.grant = draft_award_notice(application=scene.application, **scene.step("author"))


def approved_in_part(scene: Scene) -> None:
    voted_partial(scene)
    scene.grant = draft_award_notice(application=scene.application, **scene.step("author"))


def rejected(scene: Scene) -> None:
    """Nobody can go to court any more."""
    ineligible(scene)
    release_rejection_notice(application=scene.application, **scene.step("officer"))
    scene.day += timedelta(days=60)


def found_ineligible_wrongly(scene: Scene) -> None:
    """A remedy against the rejection of the check had success."""
    rejected(scene)
    remedy_had_success(scene)


def rejected_by_the_jury(scene: Scene) -> None:
    voted_no(scene)
    release_rejection_notice(application=scene.application, **scene.step("officer"))


def voted_no_wrongly(scene: Scene) -> None:
    """A remedy against the rejection of the jury's no had success."""
    rejected_by_the_jury(scene)
    remedy_had_success(scene)


def remedy_had_success(scene: Scene) -> None:
    arrival = Arrival(scene.day, ObjectionWay.LETTER, WHY)
    notice = scene.application.notices.get(kind="rejection")
    objection = note_objection(notice=notice, arrival=arrival, **scene.step("officer"))
    scene.day += timedelta(days=30)
    end_objection(
        objection=objection,
        outcome=ObjectionEnd.ANNULLED,
        ended_on=scene.day,
        reason=WHY,
        **scene.step("officer"),
    )


def withdrawn(scene: Scene) -> None:
    scene.submitted()
    withdraw_application(application=scene.application, **scene.step("resident"))


def withdrawn_draft(scene: Scene) -> None:
    """Thought better of before it was ever sent."""
    scene.draft()
    withdraw_application(application=scene.application, **scene.step("resident"))


def lapsed(scene: Scene) -> None:
    unanswered(scene)
    discontinue_application(application=scene.application, reason=WHY, **scene.step("officer"))


def archived(scene: Scene) -> None:
    """Its retention is over, and the author has proposed to delete it."""
    withdrawn(scene)
    scene.renew()
    archive_case(target=scene.application, **scene.step("officer"))
    scene.day = kept_until(Application.objects.get())
    propose_deletion(
        fund=scene.fund, periods_confirmed=True, final_account_accepted=True, **scene.step("author")
    )


# What several edges and stops try


def decide(outcome: Outcome, present: int = 7) -> Any:
    """Written down by the office; so many members are in the room, and each of them votes."""

    def walk(scene: Scene, actor: Actor) -> object:
        minutes = ballots(scene, outcome)
        members = list(scene.fund.jury_members.all()[:present])
        votes = {member: minutes["votes"][member] for member in members if minutes["votes"]}
        decision = Decision(outcome, present=members, **minutes | {"votes": votes})
        return record_decision(application=scene.application, decision=decision, actor=actor, now=scene.now)

    return walk
