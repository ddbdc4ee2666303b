"""A result of the jury that fell: the page names the way that is open at this moment."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentKind, PaymentOrder
from grants.services.conflicts import declare_juror_conflict
from tests.grants.services.minutes import ASKED, YES, decide, members
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = dict[str, Actor]
FIRST_TAKE_BACK = "Nehmen Sie den Entwurf des Bescheids zurück. Danach kann die Jury neu abstimmen."
CITY_DECIDES = "Die Stadt entscheidet, ob sie ihn zurücknimmt oder widerruft (§§ 48, 49 VwVfG)."
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


def test_fallen_vote_under_a_released_notice_is_the_citys_to_judge(by_four: Story, people: People) -> None:
    by_four.drafted_now()
    by_four.issued_now()
    fall(by_four)
    text = page_of(by_four, people["officer2"])
    assert [sentence in text for sentence in (CITY_DECIDES, FIRST_TAKE_BACK, VOTE_ANEW)] == [
        True,
        False,
        False,
    ]
    today = browser_of(people["officer"]).get(reverse("office_today"))
    assert "1 Beschluss gefallen nach Bescheid" in text_of(today)


def test_who_signs_an_order_is_warned_and_may_still_sign(by_four: Story, people: People) -> None:
    by_four.drafted_now()
    by_four.issued_now()
    by_four.accepted_now()
    order = by_four.order(PaymentKind.ADVANCE, 10_000)
    certifier, page = browser_of(people["certifier"]), reverse("office_order", args=[order.number])
    sign = reverse("office_order_action", args=[order.number, "zeichnen"])
    assert CITY_DECIDES not in text_of(certifier.get(page))
    fall(by_four)
    assert [CITY_DECIDES in text_of(certifier.get(address)) for address in (page, sign)] == [True, True]
    assert send(certifier, sign).status_code == 302
    assert PaymentOrder.objects.get().state == "certified_arith"
