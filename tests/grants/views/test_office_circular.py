"""The office closes a circular vote: nobody was in a room, so nobody was out of one."""

from collections.abc import Mapping

import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from tests.grants.services.test_circular import running
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story


def test_who_sent_no_vote_has_not_voted(
    story: Story, people: Mapping[str, Actor], clock: time_machine.Traveller
) -> None:
    opened = running(story)
    story.day = opened.held_on
    clock.move_to(story.now)
    step = reverse("office_action", args=[story.application.reference, "beschluss"])
    shown = text_of(browser_of(people["manager"]).get(step))
    assert "hat nicht abgestimmt" in shown
    assert "nicht im Raum" not in shown
