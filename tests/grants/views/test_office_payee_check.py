"""The page of an order shows what the bank said of the payee."""

from collections.abc import Mapping

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentKind, PaymentOrder
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story


@pytest.fixture
def order(story: Story, clock: time_machine.Traveller) -> PaymentOrder:
    clock.move_to(story.now)
    story.accepted()
    return story.certified(PaymentKind.ADVANCE, 10_000)


def test_kasse_notes_the_answer_and_the_orderer_reads_it_before_signing(
    order: PaymentOrder, people: Mapping[str, Actor]
) -> None:
    cashier = browser_of(people["cashier"])
    address = reverse("office_order_action", args=[order.number, "empfaengerpruefung"])
    assert "Wählen Sie die Antwort der Bank." in text_of(send(cashier, address))
    assert send(cashier, address, result="no_match").status_code == 302
    orderer = browser_of(people["orderer"])
    signing = reverse("office_order_action", args=[order.number, "anordnen"])
    for page in (reverse("office_order", args=[order.number]), signing):
        text = text_of(orderer.get(page))
        assert "Empfängerprüfung der Bank Der Name passt nicht (No Match); vermerkt von" in text
        assert "Wer trotzdem zahlt, trägt das Risiko." in text
    batch = text_of(orderer.get(reverse("office_orders_sign", args=["anordnen"])))
    assert "Der Name passt nicht (No Match)" in batch
