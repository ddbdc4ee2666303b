"""An objection from the desk: noted, read by both sides, ended; and the arrival of a notice."""

from collections.abc import Mapping

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import Notice, Objection
from tests.grants.texts import say
from tests.grants.views.conftest import OpenWith
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

WORDS = {"came_on": "02.03.2026", "way": "letter", "text": "Zu wenig Geld."}


@pytest.fixture
def officer(story: Story, people: Mapping[str, Actor], clock: time_machine.Traveller) -> Client:
    """At the desk of the city; the award is out."""
    story.issued()
    clock.move_to(story.now)
    return browser_of(people["officer"])


def address(story: Story, action: str) -> str:
    return reverse("office_action", args=[story.application.reference, action])


def case_of(story: Story) -> str:
    return reverse("office_case", args=[story.application.reference])


def test_objection_is_noted_and_ended(story: Story, officer: Client, client_of: OpenWith) -> None:
    chosen = str(Notice.objects.get().pk)
    refused = send(officer, address(story, "rechtsbehelf"), notice=chosen, **WORDS | {"came_on": "3.3.2026"})
    assert "Dieser Tag liegt in der Zukunft." in text_of(refused)
    assert "Zu wenig Geld." in refused.content.decode()
    page = officer.get(address(story, "rechtsbehelf"))
    assert "Im Bescheid steht als Rechtsbehelf: Klage ." in text_of(page)
    assert send(officer, address(story, "rechtsbehelf"), notice=chosen, **WORDS).status_code == 302
    assert "Klage vom 02.03.2026 (in der Frist)" in text_of(officer.get(case_of(story)))
    own = client_of(story.application.applicant).get(reverse("my_case", args=[story.application.reference]))
    assert "Ihre Klage vom 2. März 2026 ist bei uns vermerkt." in text_of(own)
    ending = {"outcome": "withdrawn", "ended_on": "02.03.2026", "reason": "Brief vom 2. März."}
    objection = str(Objection.objects.get().pk)
    answer = send(officer, address(story, "rechtsbehelf-beenden"), objection=objection, **ending)
    assert answer.status_code == 302
    assert "Klage vom 02.03.2026: zurückgenommen" in text_of(officer.get(case_of(story)))
    again = officer.get(address(story, "rechtsbehelf-beenden"))
    assert "Dieser Schritt ist im jetzigen Stand nicht möglich." in text_of(again)


def test_arrival_stands_beside_the_notice(
    story: Story, officer: Client, clock: time_machine.Traveller
) -> None:
    chosen = {"notice": str(Notice.objects.get().pk), "arrived_on": "02.03.2026"}
    assert send(officer, address(story, "zugang"), **chosen).status_code == 302
    assert "Nachweislich angekommen 02.03.2026" in text_of(officer.get(case_of(story)))


def test_agreement_gives_nothing_to_attack(
    story: Story, people: Mapping[str, Actor], clock: time_machine.Traveller
) -> None:
    say(award_form="agreement")
    story.issued()
    clock.move_to(story.now)
    officer = browser_of(people["officer"])
    assert address(story, "rechtsbehelf") not in officer.get(case_of(story)).content.decode()
    assert "Dieser Schritt ist im jetzigen Stand nicht möglich." in text_of(
        officer.get(address(story, "rechtsbehelf"))
    )
    arrival = text_of(officer.get(address(story, "zugang")))
    assert "Welches Schreiben? Fördervereinbarung vom 02.03.2026 Nachweislich" in arrival
