"""A rejection that a remedy has undone: back to the jury or to the check, and on to an award."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants.models import Application, ObjectionEnd, ObjectionWay, Outcome
from grants.services.notices import (
    draft_award_notice,
    draft_rejection_notice,
    release_award_notice,
    release_rejection_notice,
)
from grants.services.objections import Arrival, end_objection, note_objection
from grants.services.reconsiderations import reconsider_application
from grants.services.review import declare_ineligible
from grants.services.sessions import (
    Decision,
    invite_jury,
    open_session,
    plan_session,
    record_decision,
    schedule_application,
)
from tests.grants.rows import fetch, figures, refusal
from tests.grants.services.minutes import NO, ballots
from tests.stories import Story

pytestmark = pytest.mark.django_db
WHY = "Das Gericht hat der Klage stattgegeben."


def reject(story: Story, officer: Actor, officer2: Actor) -> Application:
    draft_rejection_notice(application=story.application, reason="Zu teuer.", actor=officer, now=story.now)
    story.application = release_rejection_notice(
        application=fetch(story.application), actor=officer2, now=story.now
    )
    return story.application


def remedy(story: Story, officer: Actor, outcome: ObjectionEnd) -> None:
    arrival = Arrival(story.day, ObjectionWay.COURT, "Es war nicht zu teuer.")
    notice = story.application.notices.get(kind="rejection")
    objection = note_objection(notice=notice, arrival=arrival, actor=officer, now=story.now)
    story.day += timedelta(days=40)
    end_objection(
        objection=objection, outcome=outcome, ended_on=story.day, reason=WHY, actor=officer, now=story.now
    )


def reconsider(story: Story, actor: Actor, reason: str = WHY) -> Any:
    return reconsider_application(
        application=fetch(story.application), reason=reason, actor=actor, now=story.now
    )


def vote_yes(story: Story) -> None:
    """In a session of its own, on the day that it is now."""
    manager, jurors = story.people["manager"], list(story.fund.jury_members.all())
    session = plan_session(fund=story.fund, held_on=story.day, actor=manager, now=story.now)
    session = invite_jury(session=session, actor=manager, now=story.now)
    session = open_session(session=session, present=jurors, actor=manager, now=story.now)
    case = schedule_application(
        application=fetch(story.application), session=session, actor=manager, now=story.now
    )
    said = Decision(Outcome.YES, votes=ballots(story, 7), amount_cents=story.cents)
    record_decision(application=case, decision=said, actor=manager, now=story.now)


def test_no_of_the_jury_is_undone_by_a_new_vote_alone(story: Story, officer: Actor, officer2: Actor) -> None:
    story.decided(NO, votes=ballots(story, 2, 5), reason="Zu teuer")
    reject(story, officer, officer2)
    remedy(story, officer, ObjectionEnd.ANNULLED)
    story.application = reconsider(story, officer)
    assert story.application.state == "deferred"
    assert refusal(
        draft_rejection_notice, application=story.application, reason=WHY, actor=officer, now=story.now
    )[0] in (Blocked, DomainError)
    vote_yes(story)
    draft_award_notice(application=fetch(story.application), actor=officer, now=story.now)
    grant = release_award_notice(grant=fetch(story.application).grant, actor=officer2, now=story.now)
    kinds = list(fetch(story.application).notices.order_by("pk").values_list("kind", flat=True))
    assert (grant.state, kinds) == ("issued", ["rejection", "award"])
    assert figures()[1] == story.cents


def test_what_was_found_ineligible_is_checked_anew(story: Story, officer: Actor, officer2: Actor) -> None:
    story.submitted()
    story.application = declare_ineligible(
        application=story.application, reason="Zu teuer.", actor=story.people["manager"], now=story.now
    )
    reject(story, officer, officer2)
    remedy(story, officer, ObjectionEnd.CHANGED)
    story.application = reconsider(story, officer)
    assert story.application.state == "submitted"


@pytest.mark.parametrize("outcome", [ObjectionEnd.DISMISSED, ObjectionEnd.WITHDRAWN])
def test_remedy_without_success_changes_nothing(
    story: Story, officer: Actor, officer2: Actor, outcome: ObjectionEnd
) -> None:
    story.decided(NO, votes=ballots(story, 2, 5), reason="Zu teuer")
    reject(story, officer, officer2)
    remedy(story, officer, outcome)
    assert refusal(reconsider, story, officer) == (Blocked, "remedy.no_success")


def test_city_reconsiders_with_a_reason_and_nobody_else(
    story: Story, officer: Actor, officer2: Actor, manager: Actor
) -> None:
    story.decided(NO, votes=ballots(story, 2, 5), reason="Zu teuer")
    reject(story, officer, officer2)
    remedy(story, officer, ObjectionEnd.ANNULLED)
    assert refusal(reconsider, story, manager) == (NotAllowed, "policy.denied")
    assert refusal(reconsider, story, officer, " ") == (DomainError, "reason.missing")
