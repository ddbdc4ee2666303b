"""Votes that members cast over their own links: who may, when, what counts."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import ConflictOfInterest, JurySession, Vote
from grants.scenarios.founding import found
from grants.selectors.jury import juror_actor
from grants.services.attendance import change_attendance
from grants.services.ballots import cast_vote
from grants.services.conflicts import declare_bias
from tests.conftest import SECTION
from tests.grants.rows import findings, refusal
from tests.grants.services.evening import item_of, juror, vote_of
from tests.grants.services.minutes import ASKED, YES, ballots, decide, members
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_last_vote_counts_and_there_is_one_row(story: Story) -> None:
    story.scheduled()
    vote_of(story, 0, "no")
    vote_of(story, 0, "yes")
    vote_of(story, 1, "abstain")
    rows = list(Vote.objects.order_by("pk").values_list("member__name", "choice"))
    assert rows == [(members(story, 0)[0].name, "yes"), (members(story, 1)[0].name, "abstain")]
    said = [entry.details for entry in AuditEntry.objects.filter(action="vote.cast")]
    assert said == [{"item": item_of(story).uuid.hex}] * 3  # that, never how


def test_own_vote_and_one_of_the_office_are_the_same_row(story: Story) -> None:
    story.scheduled()
    vote_of(story, 0, "no")
    by_office = dict.fromkeys(members(story, 1, 2, 3, 4, 5, 6), "yes")
    item = decide(story, YES, votes=by_office, amount_cents=ASKED).agenda_items.get()
    assert (item.yes_count, item.no_count, Vote.objects.count()) == (6, 1, 7)


def test_office_does_not_change_the_vote_of_a_member(story: Story) -> None:
    story.scheduled()
    vote_of(story, 0, "no")
    minutes: dict[str, Any] = {"votes": ballots(story, 7), "amount_cents": ASKED}
    assert refusal(decide, story, YES, **minutes) == (DomainError, "vote.own")


@pytest.mark.parametrize("who", ["manager", "officer", "auditor"])
def test_staff_has_no_vote(story: Story, people: dict[str, Actor], who: str) -> None:
    story.scheduled()
    voting = {"item": item_of(story), "choice": "yes", "now": story.now}
    assert refusal(cast_vote, **voting, actor=people[who]) == (NotAllowed, "policy.denied")


def test_key_of_another_session_has_no_vote(story: Story) -> None:
    story.scheduled()
    foreign = found({**SECTION, "name": "Zweite Kasse DEMO"})
    theirs = JurySession.objects.create(fund=foreign, held_on=story.day)
    stranger = juror_actor(members(story, 0)[0], theirs)
    voting = {"item": item_of(story), "choice": "yes", "now": story.now}
    assert refusal(cast_vote, **voting, actor=stranger) == (NotAllowed, "policy.denied")


def test_vote_has_its_time(story: Story, stories: Callable[..., Story], manager: Actor) -> None:
    story.scheduled()
    voting: dict[str, Any] = {"choice": "yes", "now": story.now}
    came = members(story, 1, 2, 3, 4, 5, 6)
    change_attendance(session=story.session(), present=came, actor=manager, now=story.now)
    assert findings(cast_vote, item=item_of(story), actor=juror(story, 0), **voting) == ("ballot.absent",)
    decide(story, YES, votes=dict.fromkeys(came, "yes"), amount_cents=ASKED)
    assert findings(cast_vote, item=item_of(story), actor=juror(story, 1), **voting) == ("ballot.closed",)
    assert Vote.objects.filter(item=item_of(story)).count() == 6


def test_choice_that_does_not_exist(story: Story) -> None:
    story.scheduled()
    voting = {"item": item_of(story), "choice": "maybe", "actor": juror(story, 0), "now": story.now}
    assert refusal(cast_vote, **voting) == (InvalidInput, "vote.choice")


def test_seat_that_is_over_has_no_vote(story: Story) -> None:
    story.scheduled()
    story.fund.jury_members.update(serves_until=story.day.replace(year=2025))
    voting = {"item": item_of(story), "choice": "yes", "actor": juror(story, 0), "now": story.now}
    assert findings(cast_vote, **voting) == ("seat.no_longer",)


def test_bias_voids_the_vote_and_takes_it_away(story: Story) -> None:
    story.scheduled()
    vote_of(story, 6, "yes")
    biased: dict[str, Any] = {"item": item_of(story), "actor": juror(story, 6), "now": story.now}
    assert refusal(declare_bias, **biased, reason="  ") == (InvalidInput, "reason.missing")
    declare_bias(**biased, reason=" Ich bin\nim Verein. ")
    assert ConflictOfInterest.objects.get().reason == "Ich bin im Verein."
    assert Vote.objects.get().voided_at == story.now
    voting = {"item": item_of(story), "choice": "yes", "actor": juror(story, 6), "now": story.now}
    assert refusal(cast_vote, **voting) == (NotAllowed, "policy.denied")
    item = decide(story, YES, votes=ballots(story, 6), amount_cents=ASKED).agenda_items.get()
    assert (item.yes_count, item.biased_count, item.present_count, item.fell_at) == (6, 1, 7, None)


def test_bias_that_the_office_writes_down_takes_an_own_vote(story: Story) -> None:
    story.scheduled()
    vote_of(story, 6, "yes")
    votes = ballots(story, 6)
    item = decide(story, YES, votes=votes, biased=members(story, 6), amount_cents=ASKED).agenda_items.get()
    assert (item.yes_count, item.biased_count, item.fell_at) == (6, 1, None)
    assert Vote.objects.get(member=members(story, 6)[0]).voided_at == story.now


def test_bias_after_the_result_is_for_the_office(story: Story) -> None:
    story.voted()
    late = {"item": item_of(story), "reason": "Verein", "actor": juror(story, 0), "now": story.now}
    assert refusal(declare_bias, **late) == (DomainError, "conflict.too_late")


def test_nobody_else_declares_for_a_juror(story: Story, manager: Actor) -> None:
    story.scheduled()
    declared = {"item": item_of(story), "reason": "Verein", "actor": manager, "now": story.now}
    assert refusal(declare_bias, **declared) == (NotAllowed, "policy.denied")


def test_applicant_in_the_jury_is_uninvolved_by_no_means(story: Story) -> None:
    story.scheduled()
    case = story.application
    case.particulars.email = "jana@beispiel.example"
    case.particulars.save()
    story.fund.jury_members.filter(pk=members(story, 0)[0].pk).update(email="Jana@Beispiel.example")
    voting = {"item": item_of(story), "choice": "yes", "actor": juror(story, 0), "now": story.now}
    assert refusal(cast_vote, **voting) == (NotAllowed, "policy.denied")
