"""A result of the jury that fell: the page names the way that is open at this moment."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.services.conflicts import declare_juror_conflict
from tests.grants.services.minutes import ASKED, YES, decide, members
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = dict[str, Actor]
FIRST_TAKE_BACK = "Nehmen Sie den Entwurf des Bescheids zurück. Danach kann die Jury neu abstimmen."
VOTE_ANEW = "Lassen Sie die Jury neu abstimmen."


@pytest.fixture
def by_four(story: Story, clock: time_machine.Traveller) -> Story:
    """Decided by exactly as many as are needed."""
    story.scheduled()
    votes: dict[Any, str] = dict.fromkeys(members(story, 0, 1, 2, 3), "yes")
    story.application = decide(story, YES, present=list(votes), votes=votes, amount_cents=ASKED)
    return story


def fall(story: Story) -> None:
    declare_juror_conflict(
        application=story.application,
        member=members(story, 0)[0],
        actor=story.people["manager"],
        now=story.now,
    )


def page_of(story: Story, who: Actor) -> str:
    return text_of(browser_of(who).get(reverse("office_case", args=[story.application.reference])))


def test_fallen_vote_is_held_anew(by_four: Story, people: People) -> None:
    fall(by_four)
    text = page_of(by_four, people["officer2"])
    assert (VOTE_ANEW in text, FIRST_TAKE_BACK in text) == (True, False)


def test_fallen_vote_under_a_draft_is_held_anew_after_taking_it_back(by_four: Story, people: People) -> None:
    by_four.drafted_now()
    fall(by_four)
    text = page_of(by_four, people["officer2"])
    assert (VOTE_ANEW in text, text.count(FIRST_TAKE_BACK)) == (False, 2)
