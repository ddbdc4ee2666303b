"""The desk of a fund that promises money by agreement: no button and no sentence there speaks of an act."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentKind
from grants.services.claims import draft_claim
from tests.grants.texts import say
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


def page(story: Story, *action: str) -> str:
    name = "office_action" if action else "office_case"
    return reverse(name, args=[story.application.reference, *action])


@pytest.fixture
def desk(story: Story, people: Mapping[str, Actor], clock: time_machine.Traveller) -> Client:
    """The jury has said yes."""
    say(award_form="agreement")
    story.voted()
    clock.move_to(story.now)
    return browser_of(people["officer"])


def test_button_of_a_demand_is_none_of_an_act(story: Story, desk: Client) -> None:
    story.drafted_now()
    story.issued_now()
    story.accepted_now()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.proof_sent(8_000)
    story.proof_confirmed()
    heard_until, now = story.day - timedelta(days=1), story.now - timedelta(days=11)
    draft_claim(grant=story.grant, actor=story.people["manager"], now=now, heard_until=heard_until)
    story.post("anhoerung-rueckforderung", days_ago=11)
    release = text_of(desk.get(page(story, "rueckforderung-freigeben")))
    assert "Zahlungsaufforderung freigeben" in release
    assert "bescheid" not in release.lower()


def test_award_is_drafted_and_released_as_an_agreement(
    story: Story, people: Mapping[str, Actor], desk: Client
) -> None:
    assert "Fördervereinbarung entwerfen" in text_of(desk.get(page(story)))
    form = text_of(desk.get(page(story, "bescheid-entwerfen")))
    assert "Begründung im Schreiben" in form
    assert send(desk, page(story, "bescheid-entwerfen"), reason="Gut.").status_code == 302
    said = text_of(desk.get(page(story)))
    assert "Die Vereinbarung ist entworfen. Eine zweite Person gibt den Entwurf frei." in said
    assert "Entwurf der Vereinbarung ändern" in said
    second = browser_of(people["officer2"])
    release = page(story, "bescheid-freigeben")
    form = text_of(second.get(release))
    assert "Fördervereinbarung freigeben" in form
    assert "Wie geht das Schreiben hinaus?" in form
    assert "Bewilligungsbescheid" not in form
    assert send(second, release, channel="letter").status_code == 302
    assert "Die Vereinbarung ist freigegeben." in text_of(second.get(page(story)))
