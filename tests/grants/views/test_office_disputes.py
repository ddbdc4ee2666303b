"""An objection from the desk: noted, read by both sides, ended; and the arrival of a notice."""

from collections.abc import Mapping
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import Notice, Objection
from grants.services.notices import draft_rejection_notice, release_rejection_notice
from tests.grants.rows import fetch
from tests.grants.services.minutes import NO, ballots
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


def test_rejection_that_a_remedy_has_undone_is_taken_up_again(
    story: Story,
    people: Mapping[str, Actor],
    clock: time_machine.Traveller,
    client_of: OpenWith,
) -> None:
    votes = ballots(story, 2, 5)
    story.decided(NO, votes=votes, reason="Zu teuer")
    by: dict[str, Any] = {"application": story.application, "now": story.now}
    draft_rejection_notice(reason="Zu teuer.", actor=people["officer2"], **by)
    release_rejection_notice(actor=people["officer"], **by)
    clock.move_to(story.now)
    officer = browser_of(people["officer"])
    chosen = str(Notice.objects.get().pk)
    send(officer, address(story, "rechtsbehelf"), notice=chosen, **WORDS)
    twice = officer.post(address(story, "rechtsbehelf"), {"expected_version": "1", **WORDS})
    assert twice.status_code == 409
    assert "Wählen Sie den Bescheid." not in text_of(twice)
    again = officer.get(address(story, "neu-entscheiden"))
    assert "Dieser Schritt ist im jetzigen Stand nicht möglich." in text_of(again)
    ending = {"outcome": "annulled", "ended_on": "02.03.2026", "reason": "Urteil vom 2. März."}
    send(officer, address(story, "rechtsbehelf-beenden"), objection=str(Objection.objects.get().pk), **ending)
    assert address(story, "rechtsbehelf") + '"' not in officer.get(case_of(story)).content.decode()
    assert "Nach dem Rechtsbehelf neu entscheiden lassen" in text_of(officer.get(case_of(story)))
    resident = client_of(story.application.applicant)
    page = reverse("my_case", args=[story.application.reference])
    won = "Ihre Klage vom 2. März 2026 hatte Erfolg. Über Ihren Antrag wird neu entschieden."
    assert f"Die Stadt ist dran. {won}" in text_of(resident.get(page))
    assert "Der Grund" not in text_of(resident.get(page))
    assert "Schreiben Sie eine Begründung." in text_of(
        send(officer, address(story, "neu-entscheiden"), reason="")
    )
    assert send(officer, address(story, "neu-entscheiden"), reason="Urteil.").status_code == 302
    assert won in text_of(resident.get(page))
    assert fetch(story.application).state == "deferred"
