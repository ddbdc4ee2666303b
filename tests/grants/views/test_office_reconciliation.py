"""The page that puts our ledger beside the finance system."""

from collections.abc import Mapping

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import LedgerEntry, PaymentKind, PaymentOrder, Posting
from grants.services.receipt_orders import note_money
from tests.grants.services.test_postings import line, posted
from tests.grants.services.test_receipt_orders import promise, signed
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = Mapping[str, Actor]
PAGE = reverse("office_reconciliation")


@pytest.fixture
def paid(story: Story, clock: time_machine.Traveller) -> PaymentOrder:
    clock.move_to(story.now)
    story.accepted()
    return story.paid(PaymentKind.ADVANCE, 10_000)


def read(people: People, name: str, address: str = PAGE) -> str:
    return text_of(browser_of(people[name]).get(address)).replace("\xa0", " ")


def test_sums_difference_and_rows_lead_to_order_and_case(
    story: Story, paid: PaymentOrder, people: People
) -> None:
    assert "Nur hier gebucht (1)" in read(people, "cashier")
    posted(story, line(story, paid, cents="90,00"), f"9;{format_date(story.day)};7,00;FREMD;;")
    page = read(people, "cashier")
    assert "Hier gebucht 100,00 € Im Finanzverfahren 97,00 € Unterschied 3,00 €" in page
    assert "Der Betrag ist verschieden (1)" in page
    assert "Betrag: 100,00 € hier, 90,00 € dort." in page
    assert "Nur im Finanzverfahren gebucht (1)" in page
    html = browser_of(people["cashier"]).get(PAGE).content.decode()
    assert reverse("office_order", args=[paid.number]) in html
    html = browser_of(people["kaemmerei"]).get(PAGE).content.decode()
    assert reverse("office_order", args=[paid.number]) not in html
    assert reverse("office_case", args=[story.application.reference]) in html


def test_reason_is_noted_and_shown_to_all_who_read(story: Story, paid: PaymentOrder, people: People) -> None:
    posted(story, f"9;{format_date(story.day)};7,00;FREMD;;")
    cashier = browser_of(people["cashier"])
    entry, posting = LedgerEntry.objects.get(kind="pay"), Posting.objects.get()
    for side, pk, text in (("hier", entry.pk, "Kommt im April"), ("dort", posting.pk, "Nicht unser Fonds")):
        address = reverse("office_reconciliation_note", args=[side, pk])
        assert "Schreiben Sie, warum das so ist." in text_of(cashier.post(address, {"expected_version": "0"}))
        answer = cashier.post(address, {"expected_version": "0", "text": text})
        assert answer.status_code == 302
    for name in ("officer", "kaemmerei", "auditor"):
        page = read(people, name)
        assert "Kommt im April" in page
        assert "Nicht unser Fonds" in page
    assert "Grund notieren" not in read(people, "auditor")
    assert browser_of(people["auditor"]).get(address).status_code == 403
    assert cashier.get(reverse("office_reconciliation_note", args=["hier", 999_999])).status_code == 404


def test_promised_money_leads_to_its_order_and_asks_for_no_reason(
    story: Story, paid: PaymentOrder, people: People
) -> None:
    order, day = signed(story, promise(story)), format_date(story.day)
    note_money(
        order=order, amount_cents=30_000, received_on=story.day, actor=people["cashier"], now=story.now
    )
    posted(story, f"9;{day};299,00;;{order.cash_reference};Einzahlung")
    page = browser_of(people["cashier"]).get(PAGE).content.decode()
    assert reverse("office_receipt", args=[order.number]) in page
    assert "Private Mittel" in page
    posted(story, f"8;{day};1,00;;{order.cash_reference};Einzahlung")
    assert "Nur im Finanzverfahren gebucht (1)" in read(people, "cashier")


@pytest.mark.parametrize("query", ["?jahr=2031", "?jahr=x&fonds=fremd", "?jahr=" + "9" * 50])
def test_odd_addresses_show_the_year_at_hand(paid: PaymentOrder, people: People, query: str) -> None:
    assert "Haushaltsjahr 2026" in read(people, "auditor", PAGE + query)


@pytest.mark.parametrize("name", ["manager", "orderer", "certifier", "administrator"])
def test_who_has_no_business_with_it_is_refused(paid: PaymentOrder, people: People, name: str) -> None:
    assert browser_of(people[name]).get(PAGE).status_code == 403


def test_page_asks_the_same_whatever_the_number_of_rows(
    story: Story, paid: PaymentOrder, people: People
) -> None:
    browser, counts = browser_of(people["cashier"]), []
    browser.get(PAGE)
    for round_ in range(2):
        lines = (f"{round_}{n};{format_date(story.day)};7,00;FREMD{n};;" for n in range(1 + 9 * round_))
        posted(story, *lines)
        with CaptureQueriesContext(connection) as asked:
            browser.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
