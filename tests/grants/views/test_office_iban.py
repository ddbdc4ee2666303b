"""The full IBAN: with a purpose, after a fresh proof of identity, never by GET, and always in the log."""

from collections.abc import Mapping

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.audit.models import AccessEntry
from grants.models import PaymentKind
from grants.services.conflicts import declare_own_conflict
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = Mapping[str, Actor]
IBAN = "DE89 3704 0044 0532 0130 00"
V = {"expected_version": "0"}


@pytest.fixture
def page(story: Story, clock: time_machine.Traveller) -> str:
    story.accepted()
    order = story.ordered(PaymentKind.ADVANCE, 10_000)
    clock.move_to(story.now)
    return reverse("office_iban", args=[order.number])


@pytest.mark.parametrize("name", ["officer", "certifier", "orderer", "cashier", "auditor"])
def test_who_may_sees_it_once_and_it_is_logged(people: People, page: str, name: str) -> None:
    browser = browser_of(people[name])
    assert IBAN not in text_of(browser.get(page))
    refused = browser.post(page, V)
    assert "Wählen Sie, wozu Sie die IBAN brauchen." in text_of(refused)
    assert IBAN not in text_of(refused)
    logged = AccessEntry.objects.filter(purpose="iban.bank", actor_reference=people[name].reference)
    assert not logged.exists()
    shown = browser.post(page, V | {"purpose": "bank"})
    assert IBAN in text_of(shown)
    assert "no-store" in shown.headers["Cache-Control"]
    assert logged.count() == 1


def test_without_a_fresh_proof_nothing_is_shown(people: People, page: str) -> None:
    tired = browser_of(people["cashier"], stepped_up=False)
    answer = tired.post(page, V | {"purpose": "bank"})
    assert answer.headers["Location"].startswith(reverse("confirm_identity"))


@pytest.mark.parametrize(("name", "status"), [("manager", 403), ("kaemmerei", 403), ("administrator", 403)])
def test_others_are_refused(people: People, page: str, name: str, status: int) -> None:
    answer = browser_of(people[name]).post(page, V | {"purpose": "bank"})
    assert (answer.status_code, IBAN in text_of(answer)) == (status, False)


def test_biased_person_is_refused(story: Story, people: People, page: str) -> None:
    declare_own_conflict(application=story.application, actor=people["officer"], now=story.now)
    assert browser_of(people["officer"]).post(page, V | {"purpose": "bank"}).status_code == 403
