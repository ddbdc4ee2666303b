"""Receipt orders at the desk: promised, signed by two, taken in, proposed for the budget."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import BudgetProposal, ReceiptKind, ReceiptOrder
from grants.services.receipt_orders import Expected, prepare_by_hand
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

People = Mapping[str, Actor]


@pytest.fixture
def promised(story: Story, people: People, clock: time_machine.Traveller) -> ReceiptOrder:
    """500.00 of a foundation, typed in by the Kämmerei."""
    clock.move_to(story.now)
    form = {"fund": str(story.fund.pk), "kind": "private", "payer": "Muster-Stiftung", "reason": "Spende"}
    form |= {
        "amount": "500,00",
        "due_on": format_date(story.day + timedelta(days=9)),
        "expected_version": "0",
    }
    browser, page = browser_of(people["kaemmerei"]), reverse("office_receipt_new")
    refused = browser.post(page, form | {"payer": "", "amount": ""})
    assert "Schreiben Sie, von wem das Geld kommt." in text_of(refused)
    assert 'value="Spende"' in refused.content.decode()
    shown = text_of(browser.post(page, form, follow=True))
    order = ReceiptOrder.objects.get()
    assert f"Vorbereitet, mit dem Kassenzeichen {order.cash_reference}." in shown
    return order


def step(order: ReceiptOrder, slug: str) -> str:
    return reverse("office_receipt_action", args=[order.number, slug])


def test_promised_money_is_signed_taken_in_and_proposed(people: People, promised: ReceiptOrder) -> None:
    certifier, orderer = browser_of(people["certifier"]), browser_of(people["orderer"])
    cashier, kaemmerei = browser_of(people["cashier"]), browser_of(people["kaemmerei"])
    assert "noch nichts eingegangen" in text_of(cashier.get(reverse("office_receipts")))
    assert send(certifier, step(promised, "annahme-zeichnen")).status_code == 302
    tired = browser_of(people["orderer"], stepped_up=False).get(step(promised, "annahme-anordnen"))
    assert tired.headers["Location"].startswith(reverse("confirm_identity"))
    assert send(orderer, step(promised, "annahme-anordnen")).status_code == 302
    twice = orderer.post(step(promised, "annahme-anordnen"), {"expected_version": "1"})
    assert twice.status_code == 409
    day = format_date(promised.prepared_at.date())
    too_much = send(cashier, step(promised, "geld-eingegangen"), amount="500,01", received_on=day)
    assert "Offen sind noch 500,00\xa0€." in too_much.content.decode()
    assert "€ von Muster-Stiftung · Spende" in text_of(too_much).replace("\xa0", " ")
    assert "Ist wirklich mehr gekommen, setzen Sie den Haken darunter." in text_of(too_much)
    assert (
        send(cashier, step(promised, "geld-eingegangen"), amount="300,00", received_on=day).status_code == 302
    )
    page = text_of(kaemmerei.get(reverse("office_receipt", args=[promised.number])))
    assert "teilweise eingegangen" in page
    assert send(kaemmerei, step(promised, "nachtrag-vorschlagen"), amount="300,00").status_code == 302
    assert BudgetProposal.objects.get().receipt_order == promised
    assert "Annahmeanordnungen mit Kassenzeichen" in text_of(kaemmerei.get(reverse("office_finance")))
    more = {"amount": "250,00", "received_on": day, "may_exceed": "on"}
    assert send(cashier, step(promised, "geld-eingegangen"), **more).status_code == 302
    page = text_of(kaemmerei.get(reverse("office_receipt", args=[promised.number]))).replace("\xa0", " ")
    assert "Angeordnet Erledigt, mehr eingegangen als angeordnet" in page  # and waits for nobody
    assert "Mehr als angeordnet 50,00 € Offen 0,00 €" in page
    assert send(kaemmerei, step(promised, "nachtrag-vorschlagen"), amount="250,00").status_code == 302


def test_kaemmerei_takes_back_its_own_draft_only(people: People, promised: ReceiptOrder) -> None:
    other, own = browser_of(people["kaemmerei2"]), browser_of(people["kaemmerei"])
    page, cancel = reverse("office_receipt", args=[promised.number]), step(promised, "annahme-stornieren")
    assert cancel not in other.get(page).content.decode()
    assert other.post(cancel, {"reason": "Weg damit"}).status_code == 403
    assert cancel in own.get(page).content.decode()
    certifier = browser_of(people["certifier"])
    send(certifier, step(promised, "annahme-zeichnen"))
    assert own.post(cancel, {"reason": "Weg damit"}).status_code == 403
    send(certifier, step(promised, "annahme-feststellung-aufheben"), reason="Doch nicht")
    assert send(own, cancel, reason="Vertippt").status_code == 302
    assert "Vertippt" in text_of(own.get(page))


def test_cancelled_order_says_why_and_leaves_the_list(people: People, promised: ReceiptOrder) -> None:
    orderer = browser_of(people["orderer"])
    assert "Begründung" in text_of(send(orderer, step(promised, "annahme-stornieren"), reason=""))
    answer = send(orderer, step(promised, "annahme-stornieren"), reason="Die Stiftung sagt ab.")
    assert answer.status_code == 302
    page = text_of(orderer.get(reverse("office_receipt", args=[promised.number])))
    assert "Storniert von" in page
    assert "Die Stiftung sagt ab." in page
    assert promised.number not in text_of(orderer.get(reverse("office_receipts")))
    only = text_of(orderer.get(reverse("office_receipts"), {"stand": "cancelled"}))
    assert promised.number in only
    assert only.replace("\xa0", " ").count("500,00 €") == 1  # nothing of it is open


def test_list_asks_the_same_with_one_and_with_many(
    people: People, promised: ReceiptOrder, story: Story
) -> None:
    address, browser = reverse("office_receipts"), browser_of(people["kaemmerei"])
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(20):
        wish = Expected(ReceiptKind.MUNICIPAL, "Stadt", f"Zuschuss {number}", 100, story.day)
        prepare_by_hand(fund=story.fund, expected=wish, actor=people["kaemmerei"], now=story.now)
    with CaptureQueriesContext(connection) as many:
        assert text_of(browser.get(address)).count("Zuschuss") == 20
    assert len(many) == len(few)
