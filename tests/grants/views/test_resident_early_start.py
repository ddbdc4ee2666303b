"""The resident's page about beginning early, and the receipt of who deducts input tax."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from grants.models import Application, EarlyStart, Receipt
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Applicant], Client]


def post(client: Client, address: str, **data: str) -> Any:
    """Send the page with what was typed."""
    return client.post(address, data)


def test_wish_is_sent_decided_and_read(
    story: Story, client_of: ClientOf, clock: time_machine.Traveller
) -> None:
    story.submitted()
    clock.move_to(story.now)
    mine, key = client_of(story.application.applicant), [story.application.reference]
    address, case = reverse("my_early_start", args=key), reverse("my_case", args=key)
    assert "Früher anfangen" in text_of(mine.get(case))
    typed = {"starts_from_day": "1", "starts_from_month": "3", "starts_from_year": "2026"}
    past = post(mine, address, reason="Es ist Pflanzzeit.", **typed)
    assert "Für vergangene Tage gibt es keine Erlaubnis." in text_of(past)
    assert "Es ist Pflanzzeit." in past.content.decode()
    typed["starts_from_day"] = "5"
    assert post(mine, address, reason="Es ist Pflanzzeit.", **typed).status_code == 302
    assert "Kaufen Sie bis dahin noch nichts." in text_of(mine.get(case))
    assert mine.get(address).headers["Location"] == case
    office = browser_of(story.people["officer"])
    case_page = reverse("office_case", args=key)
    assert "Gewünscht ab 05.03.2026" in text_of(office.get(case_page))
    decide = reverse("office_action", args=[*key, "vorzeitiger-beginn-entscheiden"])
    answer = send(office, decide, approve="ja", starts_from="05.03.2026", reason="Pflanzzeit.")
    assert answer.status_code == 302
    said = text_of(office.get(case_page))
    assert "Der Brief wartet im Ausgang. Senden Sie ihn dort." in said
    assert "Schreiben Sie einen Brief" not in said
    assert EarlyStart.objects.get().approves is True
    assert "Sie dürfen ab 5. März 2026 anfangen." in text_of(mine.get(case))


def test_receipt_asks_for_the_net_amount_of_who_deducts_input_tax(
    story: Story, client_of: ClientOf, clock: time_machine.Traveller
) -> None:
    story.accepted()
    clock.move_to(story.now)
    mine, address = (
        client_of(story.application.applicant),
        reverse("my_receipt_new", args=[story.application.reference]),
    )
    assert "ohne Mehrwertsteuer" not in text_of(mine.get(address))
    Application.objects.update(deducts_input_tax=True)
    assert "Wie viel ist das ohne Mehrwertsteuer?" in text_of(mine.get(address))
    day = {"issued_on_day": "2", "issued_on_month": "3", "issued_on_year": "2026"}
    typed = {"payee": "Baumarkt", "purpose": "Holz", "amount_cents": "119,99", "number": "1", **day}
    assert "Geben Sie den Betrag ohne Mehrwertsteuer ein." in text_of(post(mine, address, **typed))
    assert "nie mehr als bezahlt" in text_of(post(mine, address, net_cents="120", **typed))
    assert post(mine, address, net_cents="100,83", **typed).status_code == 302
    receipt = Receipt.objects.get()
    assert (receipt.amount_cents, receipt.tax_cents, receipt.gross_cents) == (10_083, 1_916, 11_999)
    edit = mine.get(reverse("my_receipt_edit", args=[story.application.reference, 1]))
    assert 'value="119,99"' in edit.content.decode()
    assert 'value="100,83"' in edit.content.decode()
