"""The resident's pages off the plain path: what they say, what they keep, and who finds them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.actors import Actor
from grants.models import ChangeRequest, FundRules, Grant, PaymentKind
from grants.services.changes import decide_change, prepare_change
from grants.services.grants import advance_grants
from grants.services.proof_questions import ask_about_proof
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
DAY_OF_CHANGE = ("ends_on_day", "ends_on_month", "ends_on_year")


@pytest.fixture
def running(story: Story, clock: time_machine.Traveller) -> Story:
    story.accepted()
    story.day = story.grant.starts_on + timedelta(days=1)
    clock.move_to(story.now)
    advance_grants(now=story.now)
    story.grant = Grant.objects.get()
    return story


def page(story: Story, name: str) -> str:
    return reverse(name, args=[story.application.reference])


def read(client: Client, story: Story) -> str:
    return text_of(client.get(page(story, "my_case")))


def test_change_is_asked_for_and_its_answer_is_read(
    running: Story, client_of: ClientOf, people: Mapping[str, Actor]
) -> None:
    client = client_of(running.application.applicant)
    assert "Änderung beantragen" in read(client, running)
    wished = running.grant.ends_on + timedelta(days=7)
    parts = dict(zip(DAY_OF_CHANGE, (wished.day, wished.month, wished.year), strict=True))
    typed: dict[str, Any] = {"kind": "period", "text": "Es regnet.", **parts}
    assert send(client, page(running, "my_change"), **typed).status_code == 302
    asked = read(client, running)
    assert "Sie möchten eine Änderung (Zeitraum) und haben geschrieben: Es regnet." in asked
    assert "Bis wir entschieden haben, gilt der alte Plan." in asked
    words: dict[str, Any] = {"grant": Grant.objects.get(), "approve": True, "now": running.now}
    prepare_change(actor=people["manager"], reason="Gut.", **words)
    decide_change(actor=people["officer"], **words)
    assert f"Ihre Aktion dauert jetzt bis {wished.day}. Mai 2026." in read(client, running)


def test_incomplete_wish_keeps_what_was_typed(running: Story, client_of: ClientOf) -> None:
    client = client_of(running.application.applicant)
    answer = send(client, page(running, "my_change"), kind="period", text="Es regnet.")
    assert "Geben Sie ein, bis wann Ihre Aktion dauern soll." in text_of(answer)
    assert "Es regnet." in answer.content.decode()
    assert ChangeRequest.objects.count() == 0


def test_page_of_an_exit_that_is_not_open_leads_back(story: Story, client_of: ClientOf) -> None:
    story.issued()
    client = client_of(story.application.applicant)
    assert client.get(page(story, "my_change")).headers["Location"] == page(story, "my_case")


def test_money_is_declined_on_a_page_that_says_what_it_means(story: Story, client_of: ClientOf) -> None:
    story.issued()
    client = client_of(story.application.applicant)
    assert "Ihr Antrag ist damit zu Ende." in text_of(client.get(page(story, "my_decline")))
    assert send(client, page(story, "my_decline"), reason="").status_code == 302
    assert Grant.objects.get().state == "declined"
    words = read(client, story)
    assert "Sie haben die Förderung nicht angenommen." in words
    assert "Ihre Aktion beginnt" not in words


def test_term_of_the_fund_is_told(story: Story, client_of: ClientOf) -> None:
    story.issued()
    FundRules.objects.update(acceptance_days=27)
    words = read(client_of(story.application.applicant), story)
    assert "Bitte antworten Sie bis 2. April 2026." in words


def test_project_stops_and_asks_for_the_receipts_of_what_was_paid(
    running: Story, client_of: ClientOf
) -> None:
    running.paid(PaymentKind.ADVANCE, 10_000)
    client = client_of(running.application.applicant)
    assert "Sie haben schon 100,00 € bekommen." in text_of(client.get(page(running, "my_cancel")))
    assert "Schreiben Sie kurz, warum Sie aufhören." in text_of(send(client, page(running, "my_cancel")))
    assert send(client, page(running, "my_cancel"), reason="Der Hof ist gesperrt.").status_code == 302
    words = read(client, running)
    assert "Sie sind dran. Ihre Aktion ist abgebrochen. Schicken Sie uns die Belege" in words
    assert "Belege eintragen" in words
    proof = text_of(client.get(page(running, "my_proof")))
    assert "Sie haben 100,00 € von uns bekommen · Belege 0,00 €" in proof
    assert "Zusammen brauchen wir" not in proof
    settle = reverse("office_action", args=[running.application.reference, "ohne-nachweis"])
    assert "noch Belege schicken. Warten Sie" in text_of(browser_of(running.people["manager"]).get(settle))


def test_project_that_got_nothing_just_stops(running: Story, client_of: ClientOf) -> None:
    client = client_of(running.application.applicant)
    send(client, page(running, "my_cancel"), reason="Der Hof ist gesperrt.")
    words = read(client, running)
    assert "Es ist nichts zu tun. Ihre Aktion ist abgebrochen." in words
    assert "Belege eintragen" not in words
    assert client.get(page(running, "my_proof")).status_code == 302


def test_question_about_the_receipts_is_read_and_answered(
    story: Story, client_of: ClientOf, clock: time_machine.Traveller, people: Mapping[str, Actor]
) -> None:
    story.accepted()
    story.proof_sent(10_000)
    clock.move_to(story.now)
    due_on = story.day + timedelta(days=14)
    ask_about_proof(
        grant=story.grant, text="Was ist Beleg 1?", due_on=due_on, actor=people["manager"], now=story.now
    )
    client = client_of(story.application.applicant)
    words = read(client, story)
    assert "Was ist Beleg 1?" in words
    assert "Frage beantworten" in words
    assert client.get(page(story, "my_proof")).status_code == 200
    assert client.get(page(story, "my_proof_check")).headers["Location"] == page(story, "my_proof_question")
    assert "Schreiben Sie Ihre Antwort." in text_of(send(client, page(story, "my_proof_question")))
    assert send(client, page(story, "my_proof_question"), answer="Erde.").status_code == 302
    assert Grant.objects.get().state == "proof_submitted"
