"""The circular vote: begun, voted over links or typed in, counted when it is over, or objected to."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import AgendaItem, JurySession
from grants.services.circular import enter_vote, note_objection, object_to_circular, start_circular_vote
from grants.services.conflicts import declare_bias, declare_own_conflict
from grants.services.jury_keys import issue_link
from grants.services.meeting import close_item
from grants.services.sessions import close_session, invite_jury, plan_session, schedule_application
from reports.catalog.decision_parts import decision_sentence
from tests.grants.rows import fetch, findings, refusal
from tests.grants.services.evening import item_of, juror, vote_of
from tests.grants.services.minutes import ASKED, members
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
CLOSES_IN = timedelta(days=7)


def by(story: Story) -> dict[str, Any]:
    return {"actor": story.people["manager"], "now": story.now}


def plan(story: Story, *, is_circular: bool = True) -> JurySession:
    held_on = story.day + CLOSES_IN if is_circular else story.day
    planned = plan_session(fund=story.fund, held_on=held_on, is_circular=is_circular, **by(story))
    return invite_jury(session=planned, **by(story))


def running(story: Story) -> JurySession:
    """The story's case in a circular vote for which everybody has a link."""
    story.fund.rules.update(circular_allowed=True)
    story.eligible()
    session = plan(story)
    story.application = schedule_application(application=story.application, session=session, **by(story))
    for member in story.fund.jury_members.all():
        issue_link(session=session, member=member, **by(story))
    opened = start_circular_vote(session=session, **by(story))
    story.day += timedelta(days=1)
    story.session = lambda: opened  # type: ignore[method-assign]  # found by its day elsewhere
    return opened


def close(story: Story) -> Any:
    case = fetch(story.application)
    return close_item(application=case, amount_cents=ASKED, reason="", obligations=[], **by(story))


def enter(story: Story, place: int, choice: str = "yes", way: str = "phone", who: str = "manager") -> Any:
    member = members(story, place)[0]
    actor = story.people[who]
    return enter_vote(
        application=story.application, member=member, choice=choice, way=way, actor=actor, now=story.now
    )


def test_fund_must_know_it(story: Story) -> None:
    story.eligible()
    assert refusal(plan, story) == (InvalidInput, "circular.not_allowed")
    story.fund.rules.update(circular_allowed=True, circular_limit_cents=ASKED - 1)
    onto = {"application": story.application, "session": plan(story), **by(story)}
    assert findings(schedule_application, **onto) == ("circular.over_limit",)


@pytest.mark.both_databases
def test_votes_come_over_links_and_by_post_and_decide_when_the_time_is_over(story: Story) -> None:
    session = running(story)
    for place in range(4):
        vote_of(story, place)
    assert refusal(enter, story, 4, "no", who="certifier") == (NotAllowed, "policy.denied")
    assert refusal(enter, story, 4, "no", "fax") == (InvalidInput, "vote.way")
    assert refusal(enter, story, 0, "no") == (DomainError, "vote.own")
    assert (enter(story, 4, "no").way, fetch(enter(story, 4)).choice) == ("phone", "yes")
    assert findings(close, story) == ("circular.runs",)
    story.day = session.held_on + timedelta(days=1)
    assert close(story).state == "voted_yes"
    item = item_of(story)
    assert (item.present_count, item.yes_count, item.biased_count) == (5, 5, 0)
    assert "bis zum 10.\xa0März 2026 im Umlaufverfahren" in decision_sentence(fetch(story.application))
    close_session(session=fetch(session), **by(story))
    drain(now=story.now)
    pdf = minutes_of(session)
    assert all_findings(pdf) == []
    said = words_copied(pdf)
    for words in ("Vermerk über das Umlaufverfahren", "Telefon", "eigener Zugang", "beteiligt 5"):
        assert words in said


def minutes_of(session: JurySession) -> bytes:
    document = Document.objects.get(subject=session.subject, slug="protokoll")
    return read_bytes(document.files.get().file)


def test_quorum_of_the_answers_is_needed(story: Story) -> None:
    session = running(story)
    for place in range(3):
        vote_of(story, place)
    story.day = session.held_on + timedelta(days=1)
    assert findings(close, story) == ("vote.no_quorum",)


def test_everybody_who_may_vote_must_be_asked(story: Story) -> None:
    session = running(story)
    for place in range(5):
        vote_of(story, place)
    session.keys.filter(member__in=members(story, 5, 6)).update(revoked_at=story.now)
    enter(story, 5)  # who was asked by telephone needs no link
    story.day = session.held_on + timedelta(days=1)
    assert findings(close, story) == ("circular.not_asked",)


@pytest.mark.both_databases
def test_one_objection_sends_the_item_to_a_session(story: Story) -> None:
    session = running(story)
    vote_of(story, 0)
    item = item_of(story)
    say: dict[str, Any] = {"item": item, "actor": juror(story, 1), "now": story.now}
    assert refusal(object_to_circular, reason=" ", **say) == (InvalidInput, "reason.missing")
    case = object_to_circular(reason="Das müssen wir bereden.", **say)
    item = AgendaItem.objects.get(pk=item.pk)
    assert (case.state, item.outcome, item.votes.count()) == ("deferred", "deferred", 0)
    assert item.reason.endswith("widerspricht dem Umlaufverfahren: Das müssen wir bereden.")
    story.day += timedelta(days=10)
    close_session(session=fetch(session), **by(story))
    drain(now=story.now)
    note = words_copied(minutes_of(session))
    assert ("gefragt 7" in note, "beteiligt" in note) == (True, False)
    again = plan(story)
    onto = {"application": case, **by(story)}
    assert findings(schedule_application, session=again, **onto) == ("circular.objected",)
    assert schedule_application(session=plan(story, is_circular=False), **onto).state == "scheduled"


def test_objection_is_for_members_of_a_circular_vote_that_runs(story: Story) -> None:
    story.scheduled()
    words = {"reason": "Bitte reden.", "now": story.now}
    refused = refusal(object_to_circular, item=item_of(story), actor=juror(story, 1), **words)
    assert refused == (NotAllowed, "policy.denied")
    member, manager = members(story, 1)[0], story.people["manager"]
    note = {"application": story.application, "member": member, **words}
    assert refusal(note_objection, actor=manager, **note) == (DomainError, "circular.not_open")
    declare_own_conflict(application=story.application, actor=manager, now=story.now)
    assert refusal(note_objection, actor=manager, **note) == (NotAllowed, "policy.denied")


def test_who_is_biased_neither_votes_nor_objects_and_is_not_waited_for(story: Story) -> None:
    running(story)
    item, biased = item_of(story), juror(story, 0)
    declare_bias(item=item, reason="Meine Schwester.", actor=biased, now=story.now)
    assert refusal(enter, story, 0) == (DomainError, "vote.biased_member")
    say: dict[str, Any] = {"item": item, "reason": "Bitte reden.", "now": story.now}
    assert refusal(object_to_circular, actor=biased, **say) == (NotAllowed, "policy.denied")
    for place in range(1, 7):
        vote_of(story, place)
    assert close(story).state == "voted_yes"
