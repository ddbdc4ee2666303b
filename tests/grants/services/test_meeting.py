"""Items are closed in the meeting: the result follows from the votes, the money that is left, the reason."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed
from grants.models import Vote
from grants.selectors.meeting import meeting_of, place_of_case
from grants.selectors.resident_progress import progress_of
from grants.services.conflicts import declare_bias
from grants.services.meeting import close_item, defer_item, put_on_waiting_list
from grants.services.sessions import schedule_application
from tests.grants.rows import figures, findings, refusal
from tests.grants.services.evening import item_of, juror, vote_of
from tests.grants.services.minutes import ASKED, members
from tests.stories import Story

pytestmark = pytest.mark.django_db


def all_vote(story: Story, words: str = "yyyyyyy") -> None:
    """One letter a member: y, n, a; a dash for who has not voted."""
    names = {"y": "yes", "n": "no", "a": "abstain"}
    for place, letter in enumerate(words):
        if letter in names:
            vote_of(story, place, names[letter])


def close(story: Story, amount: int = ASKED, reason: str = "", who: str = "manager") -> Any:
    return close_item(
        application=story.application,
        amount_cents=amount,
        reason=reason,
        obligations=[],
        actor=story.people[who],
        now=story.now,
    )


def by(story: Story) -> dict[str, Any]:
    return {"application": story.application, "actor": story.people["manager"], "now": story.now}


@pytest.mark.parametrize(
    ("words", "amount", "reason", "state", "reserved"),
    [
        ("yyyyyyy", ASKED, "", "voted_yes", ASKED),
        ("yyyynnn", ASKED, "", "voted_yes", ASKED),
        ("yyyynaa", 30_000, "Ohne Kuchen", "voted_partial", 30_000),
        ("yyynnna", ASKED, "Zu teuer", "voted_no", 0),  # a tie is a no in this fund
        ("nnnnnnn", ASKED, "Zu teuer", "voted_no", 0),
    ],
)
def test_result_follows_from_the_votes(
    story: Story, words: str, amount: int, reason: str, state: str, reserved: int
) -> None:
    story.scheduled()
    all_vote(story, words)
    assert close(story, amount, reason).state == state
    assert figures()[0] == reserved


def test_item_waits_for_every_vote(story: Story) -> None:
    story.scheduled()
    all_vote(story, "yyyyyy-")
    with pytest.raises(DomainError, match=members(story, 6)[0].name):
        close(story)
    declare_bias(item=item_of(story), reason="Verein", actor=juror(story, 6), now=story.now)
    item = close(story).agenda_items.get()
    assert (item.present_count, item.biased_count, item.yes_count) == (7, 1, 6)


def test_who_voted_and_left_is_counted(story: Story) -> None:
    story.scheduled()
    all_vote(story)
    story.session().present.set(members(story, 0, 1, 2, 3))
    assert close(story).agenda_items.get().present_count == 7


def test_quorum_is_asked_after_bias(story: Story) -> None:
    story.scheduled()
    for place in (3, 4, 5, 6):
        declare_bias(item=item_of(story), reason="Verein", actor=juror(story, place), now=story.now)
    all_vote(story, "yyy")
    assert findings(close, story) == ("vote.no_quorum",)


def test_reason_of_a_no_and_of_a_part(story: Story) -> None:
    story.scheduled()
    all_vote(story, "yyyyyyy")
    assert findings(close, story, 30_000) == ("vote.no_reason",)
    all_vote(story, "nnnnnnn")
    assert refusal(close, story) == (DomainError, "reason.missing")


@pytest.mark.parametrize("who", ["certifier", "auditor", "kaemmerei"])
def test_meeting_is_held_by_the_office(story: Story, people: dict[str, Actor], who: str) -> None:
    story.scheduled()
    all_vote(story)
    denied = (NotAllowed, "policy.denied")
    other = {**by(story), "actor": people[who]}
    assert refusal(close, story, who=who) == denied
    assert refusal(put_on_waiting_list, **other) == denied
    assert refusal(defer_item, **other, reason="Plan fehlt") == denied


def test_deferral_needs_a_reason_and_counts_no_vote(story: Story) -> None:
    story.scheduled()
    all_vote(story, "yyn----")
    assert refusal(defer_item, **by(story), reason=" ") == (DomainError, "reason.missing")
    assert defer_item(**by(story), reason="Plan fehlt").state == "deferred"
    assert Vote.objects.count() == 0


def test_running_budget_names_the_item_that_it_does_not_reach(stories: Callable[..., Story]) -> None:
    cases = [stories(number) for number in range(1, 6)]
    for each in cases:
        each.scheduled()
    shown = meeting_of(cases[0].session())
    assert [line.left_cents for line in shown.lines] == [200_000 - ASKED * n for n in range(1, 6)]
    assert [line.exceeds for line in shown.lines] == [False, False, False, False, True]
    assert shown.lines[4].possible_cents == 200_000 - 4 * ASKED
    all_vote(cases[0])
    close(cases[0])
    again = meeting_of(cases[0].session())
    assert (again.free_cents, again.current) == (200_000 - ASKED, again.lines[1])


def test_waiting_list_keeps_its_order_until_the_case_comes_again(
    story: Story, stories: Callable[..., Story]
) -> None:
    story.fund.rules.update(cap_per_project_cents=None)
    first, second = stories(1, cents=250_000), stories(2, cents=260_000)
    for each in (first, second):
        each.scheduled()
        all_vote(each)
        each.application = put_on_waiting_list(**by(each))
        assert each.application.state == "deferred"
    second_item = item_of(second)
    second_item.decided_at = second.now.replace(hour=11)
    second_item.save()
    assert (place_of_case(first.application), place_of_case(second.application)) == (1, 2)
    assert figures() == (0, 0, 0, 200_000)
    said = progress_of(second.application, None, today=second.day).next_date
    assert said.endswith("Sie stehen auf Platz 2 der Warteliste.")
    schedule_application(
        application=first.application,
        session=first.session(),
        actor=first.people["manager"],
        now=first.now,
    )
    assert place_of_case(second.application) == 1


def test_waiting_list_is_for_a_yes_without_money(story: Story) -> None:
    story.scheduled()
    all_vote(story, "yyyyyyy")
    assert refusal(put_on_waiting_list, **by(story)) == (DomainError, "waiting.money_reaches")
    all_vote(story, "nnnnnnn")
    assert refusal(put_on_waiting_list, **by(story)) == (DomainError, "waiting.no_majority")
