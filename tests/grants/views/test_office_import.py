"""The pages on which the Kasse reads in a file, looks at every line and books."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import FinanceImport, ImportKind, PaymentOrder, Posting
from grants.services.finance_imports import AT_ONCE
from tests.grants.services.runs import ordered_payments, states, with_profile
from tests.grants.views.office_browser import browser_of, text_of
from tests.result_files import result_file, result_line, table
from tests.statement_files import OWN, entry, statement
from tests.stories import Story

People = Mapping[str, Actor]
PAGE = reverse("office_imports")
POSTINGS = "Buchungsnummer;Datum;Betrag;Anordnungsnummer;Kassenzeichen;Art"


@pytest.fixture
def orders(story: Story, clock: time_machine.Traveller) -> list[PaymentOrder]:
    clock.move_to(story.now)
    return ordered_payments(story)


@pytest.fixture
def cashier(people: People, orders: list[PaymentOrder]) -> Client:
    return browser_of(people["cashier"])


def send(browser: Client, story: Story, data: bytes, **more: Any) -> Any:
    sent = SimpleUploadedFile("ergebnis.csv", data, "text/csv")
    form = {"expected_version": "0", "fund": story.fund.pk, "kind": "results", "file": sent}
    return browser.post(PAGE, form | more, follow=True)


def the_import() -> str:
    return reverse("office_import", args=[FinanceImport.objects.get().uuid])


def test_file_is_looked_at_then_booked_with_number_and_sum_repeated(
    cashier: Client, story: Story, orders: list[PaymentOrder]
) -> None:
    assert "Noch keine Datei." in text_of(cashier.get(PAGE))
    lines = (*map(result_line, orders), result_line(orders[0], order="A-26-FREMD"))
    page = send(cashier, story, table(*lines))
    assert "0 von 4 Zeilen gebucht" in text_of(page)
    assert "Diese Anordnungsnummer gibt es in diesem Fonds nicht." in text_of(page)
    assert states() == ["ordered"] * 3
    keys = [row.pk for row in FinanceImport.objects.get().rows.all()[:2]]
    shown = cashier.post(the_import(), {"choose": "1", "row": keys})
    assert "2 Zeilen, zusammen 250,00" in text_of(shown)
    assert states() == ["ordered"] * 3
    seen = {"row": keys, "count": "2", "total": "25000"}
    done = text_of(cashier.post(the_import(), seen, follow=True))
    assert "2 Zeilen sind gebucht." in done
    assert "2 von 4 Zeilen gebucht" in done
    assert "Offen sind noch 1 zum Buchen und 1 andere." in done
    again = text_of(cashier.post(the_import(), seen, follow=True))
    assert "Das ist schon gebucht. Es ist nichts doppelt gebucht." in again
    assert states() == ["executed", "executed", "ordered"]
    third = FinanceImport.objects.get().rows.all()[2].pk
    mixed = cashier.post(the_import(), {"row": [*keys, third], "count": "3", "total": "30000"})
    assert (mixed.status_code, states()) == (409, ["executed", "executed", "ordered"])


def test_what_is_open_can_be_taken_along_as_a_file(
    cashier: Client, story: Story, orders: list[PaymentOrder]
) -> None:
    send(cashier, story, table(result_line(orders[0]), result_line(orders[1], order="=cmd|' /C calc'!A0")))
    answer = cashier.get(reverse("office_import_open", args=[FinanceImport.objects.get().uuid]))
    assert answer["Content-Disposition"].startswith('attachment; filename="offen-')
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].endswith(";02.03.2026;100,00;Ausgezahlt;;Noch nicht gebucht.")
    assert lines[2].startswith("3;'=cmd")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Die Datei ist leer."),
        (b"PK\x03\x04\0\0", "Das ist eine Excel- oder ZIP-Datei."),
        (b"\0\1\2", "Zeichen, die in keiner Tabelle stehen"),
        ("Anordnungsnummer".encode("utf-16"), "in UTF-16 gespeichert"),
        (b"x" * (10 * 1024 * 1024), "Die Datei ist größer als 2 MB."),
        (b"Name;Wert\r\n1;2\r\n", "Es fehlen die Spalten"),
    ],
)
def test_file_of_no_use_is_answered_with_a_sentence(
    cashier: Client, story: Story, data: bytes, sentence: str
) -> None:
    page = send(cashier, story, data)
    assert (page.status_code, sentence in text_of(page)) == (200, True)
    assert not FinanceImport.objects.exists()


def test_form_without_file_fund_or_kind_names_each(cashier: Client, people: People) -> None:
    page = text_of(cashier.post(PAGE, {"expected_version": "0"}))
    assert "Wählen Sie die Datei aus." in page
    assert "Wählen Sie den Fonds." in page


def test_same_file_twice_is_told(cashier: Client, story: Story, orders: list[PaymentOrder]) -> None:
    send(cashier, story, result_file(*orders))
    page = text_of(send(cashier, story, result_file(*orders)))
    assert "Es ist nichts doppelt gebucht." in page


def test_nothing_chosen_is_told_and_odd_input_books_nothing(
    cashier: Client, story: Story, orders: list[PaymentOrder]
) -> None:
    send(cashier, story, result_file(*orders))
    for posted in ({}, {"choose": "1"}, {"row": ["x", "-1", "٣", "9" * 40], "count": "x"}):
        assert "Wählen Sie mindestens eine Zeile aus." in text_of(cashier.post(the_import(), posted))
    assert cashier.post(the_import(), {"row": "999999", "count": "1", "total": "1"}).status_code == 409
    assert states() == ["ordered"] * 3


def test_long_file_is_booked_in_parts(cashier: Client, story: Story) -> None:
    at_once = AT_ONCE[ImportKind.POSTINGS]
    lines = (f"{number};02.03.2026;1,00;;;" for number in range(at_once + 1))
    send(cashier, story, table(*lines, head=POSTINGS), kind="postings")
    keys = [row.pk for row in FinanceImport.objects.get().rows.all()]
    shown = cashier.post(the_import(), {"choose": "1", "row": keys})
    assert f"{at_once} Zeilen, zusammen 200,00" in text_of(shown)
    assert "Die anderen 1 bleiben in der Liste" in text_of(shown)
    assert [row.pk for row in shown.context["chosen"]] == keys[:at_once]
    too_many = cashier.post(the_import(), {"row": keys, "count": len(keys), "total": len(keys) * 100})
    assert (too_many.status_code, "höchstens 200 Zeilen auf einmal" in text_of(too_many)) == (409, True)
    assert not Posting.objects.exists()


def test_auditor_reads_and_books_nothing(
    cashier: Client, people: People, story: Story, orders: list[PaymentOrder]
) -> None:
    send(cashier, story, result_file(*orders))
    auditor = browser_of(people["auditor"])
    assert "Datei ansehen" not in text_of(auditor.get(PAGE))
    page = auditor.get(the_import())
    assert 'type="checkbox"' not in page.content.decode()
    assert auditor.post(the_import(), {"choose": "1"}).status_code == 403
    assert auditor.post(PAGE, {}).status_code == 403
    assert browser_of(people["orderer"]).get(the_import()).status_code == 403


def test_page_asks_the_same_whatever_the_number_of_lines(
    cashier: Client, story: Story, orders: list[PaymentOrder]
) -> None:
    counts = []
    for some in (orders[:1], orders):
        send(cashier, story, result_file(*some))
        page = reverse("office_import", args=[FinanceImport.objects.first().uuid])  # type: ignore[union-attr]  # just sent
        with CaptureQueriesContext(connection) as asked:
            cashier.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_statement_is_offered_once_it_is_switched_on_and_told_in_numbers(
    cashier: Client, story: Story, orders: list[PaymentOrder]
) -> None:
    assert "Kontoauszug der Bank" not in text_of(cashier.get(PAGE))
    with_profile(story, {"statements": True, "debtor_iban": OWN})
    assert "Kontoauszug der Bank" in text_of(cashier.get(PAGE))
    order = orders[0]
    told = (entry(-order.amount_cents, end_to_end=order.number), entry(7, currency="USD"))
    page = text_of(send(cashier, story, statement(*told), kind="statement"))
    assert "Andere Zahlungen auf dem Auszug: 1." in page
    assert "1 × Diese Buchung ist nicht in Euro." in page
    seen = {"row": FinanceImport.objects.get().rows.get().pk, "count": "1", "total": "10000"}
    assert "1 Zeile ist gebucht." in text_of(cashier.post(the_import(), seen, follow=True))
    wrong = send(cashier, story, b"<!DOCTYPE x><Document/>", kind="statement")
    assert "Angaben, die in keinem Kontoauszug stehen" in text_of(wrong)
    big = send(cashier, story, b"<" * (6 * 1024 * 1024), kind="statement")
    assert "Die Datei ist größer als 5 MB." in text_of(big)


def test_postings_are_taken_over_with_their_signs_and_nothing_is_called_booked(
    cashier: Client, story: Story, orders: list[PaymentOrder]
) -> None:
    day, head = format_date(story.day), "Buchungsnummer;Datum;Betrag;Anordnungsnummer;Kassenzeichen;Art"
    lines = (f"4711;{day};99,00;{orders[0].number};;", f"4712;{day};107,00;;K-1;Einzahlung")
    shown = text_of(send(cashier, story, table(*lines, head=head), kind="postings"))
    assert "0 von 2 Zeilen übernommen" in shown
    keys = [row.pk for row in FinanceImport.objects.get().rows.all()]
    confirm = text_of(cashier.post(the_import(), {"choose": "1", "row": keys})).replace("\xa0", " ")
    assert "2 Zeilen, zusammen -8,00 €" in confirm.replace("\u2212", "-")
    plain = {"row": keys, "count": "2", "total": "20600"}
    refused = cashier.post(the_import(), plain)
    assert (refused.status_code, Posting.objects.count()) == (409, 0)
    assert "Es ist nichts übernommen." in text_of(refused)
    seen = plain | {"total": "-800"}
    done = text_of(cashier.post(the_import(), seen, follow=True))
    assert "2 Zeilen sind übernommen." in done
    assert "Übernommen von" in done
    again = text_of(cashier.post(the_import(), seen, follow=True))
    assert "Das ist schon übernommen. Es ist nichts doppelt übernommen." in again
    for page in (shown, confirm, done, again):
        said = page.replace("Dort gebucht", "").replace("Es wird nichts gebucht.", "")
        assert not re.search(r"\b(ge)?buch(en|t)\b", said, re.IGNORECASE)
