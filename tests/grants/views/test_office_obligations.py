"""A condition precedent from the notice to the payment: blocked with its sentence, proven, then paid."""

from collections.abc import Callable, Mapping

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.actors import Actor
from grants.models import Obligation, PaymentOrder
from grants.services.drafts import correct_award_notice
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
CONDITION = "Zustimmung des Grünflächenamts"


@pytest.fixture
def bound(story: Story, people: Mapping[str, Actor], clock: time_machine.Traveller) -> Story:
    story.drafted()
    correct_award_notice(
        grant=story.grant,
        reason="",
        obligations=["Schild mit Logo"],
        conditions=[CONDITION],
        actor=people["officer"],
        now=story.now,
        seen_text=None,
    )
    story.issued_now()
    story.accepted_now()
    clock.move_to(story.now)
    return story


def pay(story: Story) -> str:
    address = reverse("office_action", args=[story.application.reference, "auszahlung"])
    typed = {"kind": "advance", "amount": "100", "due_on": f"{story.day:%d.%m.%Y}"}
    return text_of(send(browser_of(story.people["certifier"]), address, **typed))


def fulfil(story: Story, **typed: str) -> str:
    address = reverse("office_action", args=[story.application.reference, "auflagen"])
    ticked = Obligation.objects.get(text=CONDITION).pk
    day = f"{story.day:%d.%m.%Y}"
    answer = send(
        browser_of(story.people["manager"]), address, **{"fulfilled": ticked, "fulfilled_on": day} | typed
    )
    return text_of(answer)


def test_condition_blocks_payment_until_something_shows_that_it_is_fulfilled(
    bound: Story, client_of: Callable[[Applicant], Client]
) -> None:
    mine, case = (
        client_of(bound.application.applicant),
        reverse("my_case", args=[bound.application.reference]),
    )
    assert "Wir überweisen erst, wenn das erledigt ist:" in text_of(mine.get(case))
    assert f"Erst muss diese Bedingung erfüllt sein: {CONDITION}" in pay(bound)
    assert PaymentOrder.objects.count() == 0
    assert "Schreiben Sie, woran Sie das sehen" in fulfil(bound)
    assert Obligation.objects.filter(fulfilled_on__isnull=False).count() == 0
    fulfil(bound, shown_by="Brief vom 1. März")
    assert Obligation.objects.get(text=CONDITION).fulfilled_on == bound.day
    assert "(Brief vom 1. März)" in text_of(mine.get(case))
    office = browser_of(bound.people["manager"])
    page = text_of(office.get(reverse("office_case", args=[bound.application.reference])))
    assert "Brief vom 1. März; vermerkt von" in page
    assert "Schild mit Logo – offen" in page
    pay(bound)
    assert PaymentOrder.objects.count() == 1
