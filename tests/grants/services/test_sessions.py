"""Sessions from plan to close, and what comes of deferred and withdrawn cases."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import (
    AgendaItem,
    Application,
    Fund,
    JurySession,
    Vote,
)
from grants.scenarios.founding import found
from grants.services.applications import withdraw_application
from grants.services.conflicts import declare_own_conflict
from grants.services.notices import draft_award_notice
from grants.services.sessions import (
    Decision,
    close_session,
    invite_jury,
    open_session,
    plan_session,
    record_decision,
    schedule_application,
)
from tests.conftest import SECTION
from tests.grants.rows import fetch, figures, findings, refusal
from tests.grants.services.minutes import ASKED, DEFERRED, NO, YES, ballots, decide
from tests.stories import Story, morning

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator"])
def test_minutes_are_for_the_office(story: Story, people: dict[str, Actor], who: str) -> None:
    story.scheduled()
    minutes: dict[str, Any] = {"votes": ballots(story, 7), "amount_cents": ASKED}
    assert refusal(decide, story, YES, people[who], **minutes) == (NotAllowed, "policy.denied")


def test_who_is_biased_does_not_write_the_decision(story: Story, manager: Actor, officer: Actor) -> None:
    story.scheduled()
    declare_own_conflict(application=story.application, actor=manager, now=story.now)
    minutes: dict[str, Any] = {"votes": ballots(story, 7), "amount_cents": ASKED}
    assert refusal(decide, story, YES, manager, **minutes) == (NotAllowed, "policy.denied")
    assert decide(story, YES, officer, **minutes).state == "voted_yes"


def test_decision_is_final_and_needs_an_open_session(story: Story) -> None:
    story.voted()
    assert refusal(decide, story, NO, votes=ballots(story, 0, 7)) == (DomainError, "session.not_open")


def test_stale_minutes_are_refused(story: Story, manager: Actor) -> None:
    story.scheduled()
    decision = Decision(YES, votes=ballots(story, 7), amount_cents=ASKED)
    refused = refusal(
        record_decision,
        application=story.application,
        decision=decision,
        actor=manager,
        now=story.now,
        expected_version=0,
    )
    assert refused == (StaleVersion, "version.stale")


@pytest.mark.parametrize("reason", ["", "Mehr braucht es nicht."])
def test_who_gets_less_because_of_a_limit_reads_which_one(story: Story, reason: str) -> None:
    story.fund.rules.update(cap_per_project_cents=40_000)
    story.scheduled()
    decide(story, YES, votes=ballots(story, 7), amount_cents=40_000, reason=reason)
    limit = "Je Projekt fördert der Fonds höchstens 400,00\xa0€."
    assert story.application.agenda_items.get().reason == (reason or limit)
    by: dict[str, Any] = {"actor": story.people["officer"], "now": story.now}
    draft_award_notice(application=fetch(story.application), **by)
    assert story.application.notices.get().reason == (reason or limit)


def later_session(story: Story, days: int = 14) -> JurySession:
    """The next session, invited, and opened on its day."""
    manager = story.people["manager"]
    held_on = story.day + timedelta(days=days)
    session = plan_session(fund=story.fund, held_on=held_on, actor=manager, now=story.now)
    session = invite_jury(session=session, actor=manager, now=story.now)
    opening: dict[str, Any] = {"session": session, "present": list(story.fund.jury_members.all())}
    assert findings(open_session, **opening, actor=manager, now=story.now) == ("session.too_early",)
    return open_session(**opening, actor=manager, now=morning(held_on))


def test_deferred_case_comes_again_and_is_decided_then(story: Story, manager: Actor) -> None:
    story.decided(DEFERRED, reason="Es fehlt ein Plan")
    first_day = story.day
    session = later_session(story)
    story.application = schedule_application(
        application=story.application, session=session, actor=manager, now=story.now
    )
    decided = decide(story, YES, votes=ballots(story, 7), amount_cents=ASKED)
    outcomes = list(decided.agenda_items.order_by("pk").values_list("outcome", "session__held_on"))
    assert outcomes == [("deferred", first_day), ("yes", session.held_on)]
    assert (decided.state, figures()) == ("voted_yes", (ASKED, 0, 0, 200_000 - ASKED))


def test_withdrawn_after_the_vote_frees_the_money(story: Story) -> None:
    story.voted()
    withdraw_application(application=story.application, actor=story.resident, now=story.now)
    assert figures() == (0, 0, 0, 200_000)


def test_withdrawn_case_does_not_keep_the_session_open(story: Story, manager: Actor) -> None:
    story.scheduled()
    session = story.session()
    assert findings(close_session, session=session, actor=manager, now=story.now) == ("session.items_open",)
    withdraw_application(application=story.application, actor=story.resident, now=story.now)
    assert close_session(session=session, actor=manager, now=story.now).state == "closed"


def test_second_case_of_an_applicant_meets_the_yearly_cap(
    story: Story, stories: Callable[..., Story]
) -> None:
    story.fund.rules.update(cap_per_applicant_per_year_cents=80_000)
    first, second, other = stories(1), stories(1), stories(2)
    first.voted()
    second.scheduled()
    rest = 80_000 - ASKED
    votes: dict[str, Any] = {"votes": ballots(story, 7)}
    assert findings(decide, second, YES, **votes, amount_cents=rest + 1) == ("vote.over_ceiling",)
    assert decide(second, YES, **votes, amount_cents=rest).state == "voted_yes"
    assert other.voted().state == "voted_yes"


def test_fund_that_has_not_so_much_left(story: Story, stories: Callable[..., Story]) -> None:
    for number in range(1, 5):
        stories(number).voted()
    story.scheduled()
    free = 200_000 - 4 * ASKED
    votes: dict[str, Any] = {"votes": ballots(story, 7)}
    assert findings(decide, story, YES, **votes, amount_cents=free + 1) == ("vote.over_ceiling",)
    decide(story, YES, **votes, amount_cents=free)
    assert figures() == (200_000, 0, 0, 0)


def test_scheduling_needs_an_invited_session_of_the_same_fund(story: Story, manager: Actor) -> None:
    application = story.eligible()
    planned = plan_session(fund=story.fund, held_on=story.day, actor=manager, now=story.now)
    foreign: Fund = found({**SECTION, "name": "Zweite Kasse DEMO"})
    theirs = JurySession.objects.create(fund=foreign, held_on=story.day)

    def schedule(session: JurySession) -> Application:
        return schedule_application(application=application, session=session, actor=manager, now=story.now)

    assert refusal(schedule, planned) == (Blocked, "session.missing")
    assert refusal(schedule, theirs) == (DomainError, "session.other_fund")
    invited = invite_jury(session=planned, actor=manager, now=story.now)
    assert (schedule(invited).state, AgendaItem.objects.get().position) == ("scheduled", 1)


def test_day_of_a_session_is_taken_once(story: Story, manager: Actor, auditor: Actor) -> None:
    plan: dict[str, Any] = {"fund": story.fund, "held_on": story.day, "now": story.now}
    assert refusal(plan_session, **plan, actor=auditor) == (NotAllowed, "policy.denied")
    session = plan_session(**plan, actor=manager)
    assert refusal(plan_session, **plan, actor=manager) == (InvalidInput, "session.exists")
    assert refusal(open_session, session=session, present=[], actor=manager, now=story.now) == (
        DomainError,
        "state.no_edge",
    )


def test_day_whose_session_is_over_names_the_next_free_one(story: Story, manager: Actor) -> None:
    story.session_closed()
    plan: dict[str, Any] = {"fund": story.fund, "actor": manager, "now": story.now}
    plan_session(**plan, held_on=story.day + timedelta(days=1))
    with pytest.raises(InvalidInput, match="ist schon geschlossen") as refused:
        plan_session(**plan, held_on=story.day)
    assert refused.value.message.endswith("frühestens den 04.03.2026.")


def test_database_refuses_votes_that_do_not_add_up_and_a_second_vote(story: Story) -> None:
    item = fetch(story.voted()).agenda_items.get()
    with pytest.raises(IntegrityError, match="agenda_item_votes_add_up"), transaction.atomic():
        AgendaItem.objects.update(yes_count=6)
    vote = item.votes.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(item=item, member=vote.member, choice="no", cast_at=story.now)
