"""Who votes, what counts, and what is reserved for a yes."""

from typing import Any

import pytest

from foundation.values.errors import DomainError
from grants.models import ConflictOfInterest, Outcome
from tests.grants.rows import bookings, figures, findings, refusal
from tests.grants.services.minutes import ASKED, DEFERRED, NO, PARTIAL, YES, ballots, decide, members
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.parametrize(
    ("outcome", "votes", "amount", "reason", "obligations", "state", "reserved"),
    [
        (YES, (7, 0, 0), ASKED, "", [], "voted_yes", ASKED),
        (YES, (4, 3, 0), ASKED, "", ["Logo zeigen"], "voted_yes", ASKED),
        (YES, (3, 2, 2), 1, "", [], "voted_yes", 1),
        (PARTIAL, (5, 1, 1), 42_000, "Ohne Kuchen", [], "voted_partial", 42_000),
        (PARTIAL, (5, 1, 1), 42_000, "", ["Logo zeigen"], "voted_partial", 42_000),
        (NO, (2, 5, 0), None, "Zu teuer", [], "voted_no", 0),
        (NO, (3, 3, 1), None, "", [], "voted_no", 0),
        (DEFERRED, (0, 0, 0), None, "Es fehlt ein Plan", [], "deferred", 0),
        (DEFERRED, (3, 3, 1), None, "Patt", [], "deferred", 0),
    ],
)
def test_decision_sets_the_state_and_reserves(
    story: Story,
    outcome: Outcome,
    votes: tuple[int, int, int],
    amount: int | None,
    reason: str,
    obligations: list[str],
    state: str,
    reserved: int,
) -> None:
    story.scheduled()
    decided = decide(
        story,
        outcome,
        votes=ballots(story, *votes),
        amount_cents=amount,
        reason=f" {reason} ",
        obligations=[*obligations, "  "],
    )
    item = decided.agenda_items.get()
    assert (decided.state, figures()) == (state, (reserved, 0, 0, 200_000 - reserved))
    assert bookings() == ([("reserve", reserved, 0, 0)] if reserved else [])
    assert (item.yes_count, item.no_count, item.abstain_count, item.present_count) == (*votes, 7)
    assert (item.outcome, item.amount_cents, item.reason, item.obligations) == (
        outcome,
        amount,
        reason,
        obligations,
    )
    assert (item.decided_at, item.decided_by) == (story.now, story.people["manager"].reference)


@pytest.mark.parametrize(
    ("outcome", "votes", "amount", "reason", "codes"),
    [
        (YES, (3, 4, 0), ASKED, "", ("vote.wrong_result",)),
        (YES, (3, 3, 1), ASKED, "", ("vote.wrong_result",)),  # a tie is a no in this fund
        (NO, (4, 3, 0), None, "", ("vote.wrong_result",)),
        (YES, (3, 0, 0), ASKED, "", ("vote.count", "vote.no_quorum")),
        (YES, (6, 0, 0), ASKED, "", ("vote.count",)),
        (YES, (7, 0, 0), ASKED + 1, "", ("vote.over_ceiling",)),
        (YES, (7, 0, 0), 0, "", ("vote.no_amount",)),
        (YES, (7, 0, 0), -1, "", ("vote.no_amount",)),
        (YES, (7, 0, 0), None, "", ("vote.no_amount",)),
        (PARTIAL, (7, 0, 0), 100, " ", ("vote.no_reason",)),
        (PARTIAL, (2, 5, 0), ASKED + 1, "", ("vote.wrong_result", "vote.over_ceiling", "vote.no_reason")),
    ],
)
def test_minutes_that_do_not_agree_are_refused_whole(
    story: Story,
    outcome: Outcome,
    votes: tuple[int, int, int],
    amount: int | None,
    reason: str,
    codes: tuple[str, ...],
) -> None:
    story.scheduled()
    minutes: dict[str, Any] = {"votes": ballots(story, *votes), "amount_cents": amount, "reason": reason}
    assert findings(decide, story, outcome, **minutes) == codes


def test_tie_that_the_fund_counts_as_yes(story: Story) -> None:
    story.fund.rules.update(tie="yes")
    story.scheduled()
    assert decide(story, YES, votes=ballots(story, 3, 3, 1), amount_cents=100).state == "voted_yes"


@pytest.mark.parametrize(
    ("biased", "votes", "codes"),
    [
        ((6,), 6, ()),
        ((4, 5, 6), 4, ()),
        ((3, 4, 5, 6), 3, ("vote.no_quorum",)),
        ((6,), 5, ("vote.count",)),
    ],
)
def test_biased_members_do_not_count_for_the_quorum(
    story: Story, biased: tuple[int, ...], votes: int, codes: tuple[str, ...]
) -> None:
    story.scheduled()
    minutes: dict[str, Any] = {
        "votes": ballots(story, votes),
        "amount_cents": ASKED,
        "biased": members(story, *biased),
    }
    if codes:
        assert findings(decide, story, YES, **minutes) == codes
        return
    item = decide(story, YES, **minutes).agenda_items.get()
    assert (item.present_count, item.biased_count, item.yes_count) == (7, len(biased), votes)
    declared = ConflictOfInterest.objects.values_list("person_reference", flat=True)
    assert set(declared) == {member.reference for member in members(story, *biased)}


def test_biased_member_who_was_not_in_the_room(story: Story) -> None:
    story.scheduled()
    present, biased = members(story, 0, 1, 2, 3), members(story, 6)
    minutes: dict[str, Any] = {
        "present": present,
        "biased": biased,
        "votes": ballots(story, 4),
        "amount_cents": ASKED,
    }
    item = decide(story, YES, **minutes).agenda_items.get()
    assert (item.present_count, item.biased_count) == (4, 0)


def test_vote_of_a_biased_member_is_refused(story: Story) -> None:
    story.scheduled()
    minutes: dict[str, Any] = {"votes": ballots(story, 7), "amount_cents": ASKED, "biased": members(story, 6)}
    assert refusal(decide, story, YES, **minutes) == (DomainError, "vote.biased_member")


def test_vote_of_an_absent_member_is_refused(story: Story) -> None:
    story.scheduled()
    minutes: dict[str, Any] = {
        "votes": ballots(story, 5),
        "amount_cents": ASKED,
        "present": members(story, 0, 1, 2, 3),
    }
    assert refusal(decide, story, YES, **minutes) == (DomainError, "vote.absent_member")


def test_obligation_is_one_line_and_fits_into_its_row(story: Story) -> None:
    votes = ballots(story, 7)
    story.scheduled()
    words: dict[str, Any] = {"votes": votes, "amount_cents": ASKED}
    too_long = {"obligations": ["x" * 301], **words}
    assert findings(decide, story, YES, **too_long) == ("obligation.too_long",)
    decided = decide(story, YES, obligations=["Logo zeigen\nund  zwar groß", "x" * 300], **words)
    assert decided.agenda_items.get().obligations == ["Logo zeigen und zwar groß", "x" * 300]
