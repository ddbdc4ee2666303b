"""The settings of payment files: proposed, tried with invented payments, confirmed by another person."""

from collections.abc import Mapping
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import etree

from foundation.audit.actors import Actor
from grants.models import Fund, PaymentProfile
from grants.scenarios.founding import found
from grants.selectors.payment_profiles import neutral_values, profile_in_force
from grants.services.finance_imports import import_results
from grants.services.postings import import_postings
from tests.conftest import SECTION
from tests.grants.rows import everything
from tests.grants.services.runs import BANK, with_profile
from tests.grants.views.conftest import clock
from tests.grants.views.office_browser import browser_of, text_of
from tests.reports.payments.test_pain001 import schema
from tests.stories import Story

__all__ = ["clock"]
People = Mapping[str, Actor]
PAGE = reverse("office_payment_profiles")
pytestmark = pytest.mark.usefixtures("clock")


def form(**values: Any) -> dict[str, Any]:
    """What the browser sends: a box without a tick is not sent."""
    sent = neutral_values() | {"reason": "Vorgabe der Kasse"} | values
    return {name: "on" if value is True else value for name, value in sent.items() if value is not False}


def new(fund: Fund) -> str:
    return reverse("office_payment_profile_new", args=[fund.slug])


def sample(fund: Fund, kind: str) -> str:
    return reverse("payment_sample", args=[fund.slug, kind])


def test_profile_is_proposed_tried_and_confirmed_by_another(fund: Fund, people: People) -> None:
    manager, officer = browser_of(people["manager"]), browser_of(people["officer"])
    assert "UTF-8 mit BOM" in text_of(manager.get(PAGE))
    assert "dokument_hash" in text_of(manager.get(new(fund)))
    columns = 'Beleg = belegnr\nSumme = betrag\nAn = empfaenger_name\nKonto = iban\nArt = "K7"'
    typed = form(encoding="windows-1252", has_summary=True, columns_text=columns)
    page = manager.post(new(fund), typed, follow=True)
    assert "Der Vorschlag liegt vor." in text_of(page)
    address = reverse("office_payment_profile", args=[PaymentProfile.objects.get().uuid])
    assert "Vorschlag bestätigen" not in text_of(manager.get(address))
    assert manager.post(address, {"confirm": "1"}).status_code == 403
    tried = officer.get(reverse("payment_proposal_sample", args=[PaymentProfile.objects.get().uuid, "csv"]))
    assert tried.content.decode("windows-1252").splitlines() == [
        "Anzahl;2;Kontrollsumme;487,66",
        "Beleg;Summe;An;Konto;Art",
        'LT-2026-MUSTER1;487,65;"Förderverein „Müßiggang; & Ko.“ e.V.";DE89370400440532013000;K7',
        "LT-2026-MUSTER2;0,01;Sükrü Çelik;DE02120300000000202051;K7",
    ]
    assert officer.get(sample(fund, "csv")).content.startswith(b"\xef\xbb\xbfbelegnr;")
    assert "Die Dateien werden ab jetzt so geschrieben und gelesen." in text_of(
        officer.post(address, {"confirm": "1"}, follow=True)
    )
    assert officer.post(address, {"confirm": "1"}).status_code == 409
    assert "Fassung 1" in text_of(browser_of(people["cashier"]).get(PAGE))
    assert officer.get(sample(fund, "csv")).content == tried.content


def test_mistake_stands_beside_its_input_and_everything_typed_stays(fund: Fund, people: People) -> None:
    manager = browser_of(people["manager"])
    wrong = form(columns_text="Beleg = quatsch", import_text="Zahlung = quatsch", reason="")
    refused = manager.post(new(fund), wrong | {"debtor_name": "Stadt Müster"})
    assert "Schreiben Sie, warum sich das ändert." in text_of(refused)
    assert "Die Bedeutung „quatsch“ gibt es nicht." in text_of(refused)
    assert "Die Spalte „quatsch“ gibt es nicht. Die Namen stehen über dem Feld." in text_of(refused)
    assert "Beleg = quatsch" in refused.content.decode()
    assert "Stadt Müster" in refused.content.decode()
    assert "Sie haben nichts geändert." in text_of(manager.post(new(fund), form()))
    assert "Für die Bankdatei fehlt das Konto der Stadt" in text_of(
        manager.post(new(fund), form(bank_file=True))
    )
    assert "Schreiben Sie, warum sich das ändert." in text_of(manager.post(new(fund), form(reason="")))
    assert not PaymentProfile.objects.exists()


def test_withdrawn_proposal_leaves_everything_as_it_was(fund: Fund, people: People) -> None:
    browser_of(people["manager"]).post(new(fund), form(decimal="point"))
    address = reverse("office_payment_profile", args=[PaymentProfile.objects.get().uuid])
    page = browser_of(people["officer"]).post(address, {"withdraw": "1"}, follow=True)
    assert "Der Vorschlag ist zurückgezogen." in text_of(page)
    assert "Vorschlag bestätigen" not in text_of(page)
    assert profile_in_force(fund) is None


def test_test_file_changes_nothing(story: Story, people: People) -> None:
    with_profile(story, BANK)
    kasse = browser_of(people["cashier"])
    before = everything()
    for kind in ("csv", "pain001"):
        answer = kasse.get(sample(story.fund, kind))
        assert (answer.status_code, "attachment" in answer.headers["Content-Disposition"]) == (200, True)
    assert everything() == before
    schema().assertValid(etree.fromstring(answer.content))
    assert b"<MsgId>LT-MUSTER</MsgId>" in answer.content
    assert b"Foerderverein 'Muessiggang. + Ko.' e.V." in answer.content


@pytest.mark.parametrize("kind", ["pain001", "xlsx"])
def test_no_test_file_of_what_is_not_set_up(fund: Fund, people: People, kind: str) -> None:
    assert browser_of(people["cashier"]).get(sample(fund, kind)).status_code == 404


def test_town_that_no_bank_knows_is_told_before_anything_is_paid(story: Story, people: People) -> None:
    profile = with_profile(story, BANK | {"debtor_name": "//"})
    answer = browser_of(people["cashier"]).get(sample(story.fund, "pain001"))
    assert (answer.status_code, profile.debtor_name) == (409, "//")
    assert "entspricht nicht dem Format der Banken" in answer.content.decode()


def test_runs_lead_to_the_settings(people: People, fund: Fund, clock: time_machine.Traveller) -> None:
    page = browser_of(people["cashier"]).get(reverse("hand_overs"))
    assert "Auszahlungsdateien einstellen und ausprobieren" in text_of(page)
    assert "einstellen" not in text_of(browser_of(people["orderer"]).get(reverse("hand_overs")))


def test_own_names_are_tried_on_a_file_before_they_hold(story: Story, fund: Fund, people: People) -> None:
    """A proposal is tried with a file of the finance system; nothing of it is kept."""
    manager, cashier = browser_of(people["manager"]), browser_of(people["cashier"])
    address = reverse("office_import_try", args=[fund.slug])
    assert "sind angenommen" in text_of(cashier.get(PAGE))
    assert address in cashier.get(PAGE).content.decode()
    refused = manager.post(new(fund), form(import_text="Nr. = quatsch"))
    assert "Die Bedeutung „quatsch“ gibt es nicht." in text_of(refused)

    def tried(browser: Client) -> str:
        file = SimpleUploadedFile("ergebnis.csv", b"Zahlung;Tag;Summe;K\nLT-1;02.03.2026;10,00;P\n")
        return text_of(browser.post(address, {"kind": "results", "file": file}))

    other = found({**SECTION, "name": "Anderer Fonds"})
    assert cashier.get(reverse("office_import_try", args=[other.slug])).status_code == 404
    foreign = tried(cashier)
    assert "Es fehlen die Spalten" in foreign
    assert "In Zeile 1 steht: „Zahlung“, „Tag“, „Summe“, „K“." in foreign
    names = "Zahlung = anordnung\nTag = tag\nK = ergebnis\nP = ausgefuehrt"
    manager.post(new(fund), form(import_text=names))
    before = everything()
    shown = tried(cashier)
    assert "mit den Namen aus dem Vorschlag, der wartet" in shown
    assert "LT-1 – 02.03.2026 ausgezahlt 10,00" in shown
    assert {table: rows for table, rows in everything().items() if rows != before[table]}.keys() <= {
        "audit_accessentry"
    }


def test_own_names_hold_for_the_import_of_the_kasse(story: Story, fund: Fund, people: People) -> None:
    with_profile(story, neutral_values() | {"import_text": "Zahlung = anordnung\nP = ausgefuehrt"})
    data = b"Zahlung;Datum;Betrag;Ergebnis\nLT-1;02.03.2026;10,00;P\n"
    source = import_results(fund=fund, data=data, actor=people["cashier"], now=story.now)
    row = source.rows.get()
    assert (row.order_number, row.verb) == ("LT-1", "execute")
    postings = b"Zahlung;Buchungsnummer;Datum;Betrag\nLT-1;B1;02.03.2026;10,00\n"
    kept = import_postings(fund=fund, data=postings, actor=people["cashier"], now=story.now)
    assert kept.rows.get().order_number == "LT-1"
