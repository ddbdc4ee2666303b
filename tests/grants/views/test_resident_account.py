"""A payment came back: the status page says it, and another account is given with a fresh key."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.middleware import OPENED_KEY
from applicants.models import Applicant
from grants.models import Grant, PaymentKind
from grants.services.payment_returns import return_payment
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
RIGHT = {"holder": "Alex Beispiel", "iban": "DE89 3704 0044 0532 0130 00", "confirmed": "on"}


@pytest.fixture
def returned(story: Story, client_of: ClientOf) -> Client:
    """The resident's browser, opened just now, after a payment came back."""
    story.accepted()
    order = story.paid(PaymentKind.ADVANCE, 10_000)
    return_payment(order=order, reason="Erloschen.", actor=story.people["cashier"], now=story.now)
    client = client_of(story.application.applicant)
    session = client.session
    session[OPENED_KEY] = story.now.isoformat()
    session.save()
    return client


def address(story: Story) -> str:
    return reverse("my_new_account", args=[story.application.reference])


def test_status_page_says_that_money_came_back(story: Story, returned: Client) -> None:
    page = text_of(returned.get(reverse("my_case", args=[story.application.reference])))
    assert "Sie sind dran. Die Überweisung von 100,00 € kam zurück. Bitte prüfen Sie Ihr Konto" in page
    assert "Konto neu angeben" in page


def test_new_account_is_stored_and_the_page_is_calm_again(story: Story, returned: Client) -> None:
    old = Grant.objects.get().bank_account_id
    assert "Die Überweisung von 100,00 € kam zurück." in text_of(returned.get(address(story)))
    response = returned.post(address(story), RIGHT)
    grant = Grant.objects.get()
    assert response.status_code == 302
    assert (grant.bank_account_id == old, grant.bank_account_changed_at) == (False, story.now)
    page = text_of(returned.get(reverse("my_case", args=[story.application.reference])))
    assert "kam zurück" not in page


def test_old_session_is_led_to_the_key(story: Story, returned: Client, clock: time_machine.Traveller) -> None:
    clock.move_to(story.now + timedelta(minutes=31))
    page = returned.get(address(story))
    assert reverse("key") in page.content.decode()
    assert "Öffnen Sie Ihren Antrag zuerst noch einmal" in text_of(page)
    refused = returned.post(address(story), RIGHT)
    assert "Öffnen Sie Ihren Antrag zuerst noch einmal" in text_of(refused)
    assert Grant.objects.get().bank_account_changed_at is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"iban": "DE00 1234"}, "IBAN"),
        ({"holder": ""}, "Geben Sie den Namen genau so ein wie bei der Bank."),
        ({"confirmed": ""}, "Bestätigen Sie, dass Name und IBAN richtig sind."),
    ],
)
def test_wrong_account_is_refused_and_stays_typed(
    story: Story, returned: Client, change: dict[str, str], sentence: str
) -> None:
    page = returned.post(address(story), RIGHT | change)
    assert sentence in text_of(page)
    assert (RIGHT | change)["holder"] in page.content.decode()
    assert Grant.objects.get().bank_account_changed_at is None


def test_kasse_notes_the_return_on_the_page_of_the_order(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    order = story.paid(PaymentKind.ADVANCE, 10_000)
    client = browser_of(story.people["cashier"])
    page = reverse("office_order_action", args=[order.number, "zurueckgekommen"])
    data = {"returned_on": story.day.strftime("%d.%m.%Y"), "reason": "Empfänger unbekannt"}
    assert "Schreiben Sie, warum das Geld zurückkam." in text_of(send(client, page, **data | {"reason": ""}))
    assert send(client, page, **data).status_code == 302
    shown = text_of(client.get(reverse("office_order", args=[order.number])))
    assert "Rückläufer vermerkt von Karin Beispiel, 02.03.2026, 10:00 Uhr: Empfänger unbekannt" in shown


def test_certificates_are_taken_off_on_the_page_of_the_order(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    order = story.certified(PaymentKind.ADVANCE, 10_000)
    client = browser_of(story.people["certifier"])
    page = reverse("office_order_action", args=[order.number, "feststellung-aufheben"])
    assert send(client, page, reason="Der Betrag ist falsch.").status_code == 302
    assert "Entwurf" in text_of(client.get(reverse("office_order", args=[order.number])))
