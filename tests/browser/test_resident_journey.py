"""A resident's whole way on the narrowest phone, without JavaScript: from the first button to the proof."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from foundation.values.dates import local_date
from grants.models import Application, Fund, Grant
from grants.services.grants import accept_grant, advance_grants
from grants.services.review import ask_question
from tests.browser.accessibility import assert_page
from tests.browser.resident_town import Tell, fill_day, open_case, photo, press
from tests.infra.browser import OpenPage, click_through

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def today() -> date:
    return local_date(timezone.now())


def test_application_from_the_first_button_to_the_receipt(small: Page, town: Fund, today: date) -> None:
    page = small
    page.goto(f"/foerderung/{town.slug}/")
    press(page, "Antrag starten")
    assert page.title().startswith("Schritt 1 von 9: Wer Sie sind – ")
    press(page, "Weiter")
    assert page.title().startswith("Fehler: Schritt 1 von 9")
    assert_page(page)
    page.get_by_label("Ich als Person").check()
    page.get_by_label("Ja", exact=True).check()
    press(page, "Weiter")
    _say_who(page)
    _tell_the_idea(page, today)
    _plan_the_money(page)
    page.get_by_label("Foto oder PDF auswählen").set_input_files(photo())
    press(page, "Datei hochladen")
    assert_page(page)
    press(page, "Weiter")
    page.get_by_label("Ich habe noch nicht angefangen").check()
    page.get_by_label("Meine Angaben stimmen").check()
    press(page, "Weiter")
    _check_and_send(page)
    sent = Application.objects.get()
    assert page.url.endswith(f"/antrag/{sent.uuid}/gesendet/")
    assert page.get_by_text(str(sent.reference)).is_visible()
    assert_page(page)
    page.go_back()
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "Ihr Antrag ist da"
    click_through(page.get_by_role("link", name="Stand ansehen"))
    assert page.get_by_text("Wir sind dran.").is_visible()
    assert_page(page)


def _say_who(page: Page) -> None:
    page.get_by_label("Ihr Vor- und Nachname").fill("Käthe Krause")
    page.get_by_label("Mit einem Brief").check()
    assert_page(page)
    press(page, "Weiter")
    page.get_by_label("Straße und Hausnummer").fill("Ringstraße 12")
    assert page.get_by_label("Postleitzahl").input_value() == "06844"
    press(page, "Weiter")


def _tell_the_idea(page: Page, today: date) -> None:
    page.get_by_label("Wie heißt Ihre Aktion?").fill("Blumen für den Hof")
    page.get_by_label("Was möchten Sie tun?").fill("Wir pflanzen Blumen. Alle freuen sich.")
    assert_page(page)
    press(page, "Weiter")
    page.get_by_label("Wo ist Ihre Aktion?").fill("Hof Ringstraße 12")
    fill_day(page, "Wann ist Ihre Aktion?", today + timedelta(days=40))
    press(page, "Weiter")


def _plan_the_money(page: Page) -> None:
    page.locator("#id_costs-1-item").fill("Erde")
    page.locator("#id_costs-1-amount").fill("1.234")
    press(page, "Weiter")
    assert page.get_by_role("link", name="Zeile 1: Meinen Sie 1.234,00\u00a0€?").is_visible()
    assert_page(page)
    page.locator("#id_costs-1-amount").fill("49,9 €")
    page.locator("#id_costs-2-item").fill("Blumen")
    page.locator("#id_costs-2-amount").fill("250.10")
    press(page, "Neu berechnen")
    assert page.get_by_text("Zusammen 300,00\u00a0€.").is_visible()
    press(page, "Weitere Zeile")
    assert page.locator("#id_costs-4-item").is_visible()
    assert_page(page)
    press(page, "Weiter")
    press(page, "Weiter")


def _check_and_send(page: Page) -> None:
    assert page.get_by_text("300,00\u00a0€ (von uns ausgerechnet)").is_visible()
    assert_page(page)
    click_through(page.get_by_role("link", name=re.compile("Ändern.*Wie heißt Ihre Aktion")))
    page.get_by_label("Wie heißt Ihre Aktion?").fill("Blumen für alle")
    press(page, "Weiter")
    assert page.get_by_text("Blumen für alle").is_visible()
    press(page, "Antrag absenden")


def test_draft_is_left_and_opened_again_with_the_code(small: Page, town: Fund) -> None:
    page = small
    page.goto(f"/foerderung/{town.slug}/")
    press(page, "Antrag starten")
    page.get_by_label("Ein Verein").check()
    press(page, "Speichern und später weitermachen")
    assert_page(page)
    press(page, "Code zeigen")
    assert_page(page)
    code = page.locator("bdi strong").inner_text()
    click_through(page.get_by_role("link", name="Zurück zum Antrag"))
    press(page, "Fertig – Gerät verlassen")
    assert page.get_by_text("Sie haben das Gerät verlassen.").is_visible()
    assert_page(page)
    click_through(page.get_by_role("link", name="Code eingeben"))
    page.get_by_label("Ihr Code").fill(code)
    press(page, "Antrag öffnen")
    assert page.get_by_text("Noch offen").first.is_visible()
    assert_page(page)


def test_question_is_answered(small: Page, tell: Tell, today: date) -> None:
    page, story = small, tell(3)
    case = story.submitted()
    ask_question(
        application=case, text="Wem gehört der Hof?", due_on=today + timedelta(days=9),
        actor=story.people["manager"], now=timezone.now(),
    )  # fmt: skip
    open_case(page, case)
    assert_page(page)
    click_through(page.get_by_role("link", name="Frage beantworten"))
    press(page, "Antwort senden")
    assert_page(page)
    page.get_by_label("Ihre Antwort").fill("Der Genossenschaft.")
    page.get_by_label("Foto oder PDF dazu").set_input_files(photo("zusage.png"))
    press(page, "Antwort senden")
    assert page.get_by_text("Danke. Ihre Antwort ist da.").is_visible()
    assert Application.objects.get().state == "submitted"


def test_money_is_accepted_and_gets_an_account(small: Page, tell: Tell) -> None:
    page, story = small, tell(2)
    story.issued()
    open_case(page, story.application)
    assert page.get_by_text("Gute Nachricht: Sie bekommen 487,65\u00a0€.").is_visible()
    assert_page(page)
    click_through(page.get_by_role("link", name="Geld annehmen"))
    assert_page(page)
    page.get_by_label("Ich verzichte").check()
    press(page, "Geld annehmen")
    page.get_by_label("Wem gehört das Konto?").fill("Käthe Krause")
    page.get_by_label("IBAN", exact=True).fill("DE89 3704 0044 0532 0130 01")
    press(page, "Konto speichern")
    assert_page(page)
    assert page.get_by_label("IBAN", exact=True).input_value() == "DE89 3704 0044 0532 0130 01"
    page.get_by_label("IBAN", exact=True).fill("DE89 3704 0044 0532 0130 00")
    page.get_by_label("Name und IBAN sind richtig.").check()
    press(page, "Konto speichern")
    assert page.get_by_text("DE89 •••• 3000").is_visible()
    assert_page(page)


def test_proof_with_receipts_is_sent(small: Page, tell: Tell) -> None:
    page, story = small, tell(75)
    story.issued()
    story.grant = accept_grant(grant=story.grant, actor=story.resident, now=story.now)
    advance_grants(now=timezone.now())
    ends_on = story.grant.ends_on
    open_case(page, story.application)
    page.goto(f"/mein/{story.application.reference}/nachweis/")
    assert_page(page)
    click_through(page.get_by_role("link", name="Beleg hinzufügen"))
    press(page, "Beleg speichern")
    assert_page(page)
    _add_receipt(page, "Gartenmarkt", "363,35", ends_on)
    assert page.title().startswith(
        "Ihre Belege: Zusammen brauchen wir Belege über 487,65\u00a0€ · Belege 363,35\u00a0€ · fehlen 124,30"
    )
    assert_page(page)
    click_through(page.get_by_role("link", name="Beleg hinzufügen"))
    _add_receipt(page, "Baumarkt", "124,30", ends_on)
    click_through(page.get_by_role("link", name="Weiter"))
    page.get_by_label("Was ist aus Ihrer Aktion geworden?").fill("Der Hof blüht.")
    assert_page(page)
    press(page, "Weiter")
    assert_page(page)
    press(page, "Nachweis senden")
    assert page.get_by_role("heading", name="Ihre Belege sind da. Danke!").is_visible()
    assert_page(page)
    assert Grant.objects.get().state == "proof_submitted"


def _add_receipt(page: Page, shop: str, amount: str, day: date) -> None:
    page.get_by_label("Foto vom Beleg").set_input_files(photo(f"{shop}.png") if shop == "Gartenmarkt" else [])
    page.get_by_label("Bei wem haben Sie bezahlt?").fill(shop)
    fill_day(page, "Welcher Tag steht auf dem Beleg?", day)
    page.get_by_label("Wie viel haben Sie bezahlt?").fill(amount)
    page.get_by_label("Wofür war das?").fill("Erde")
    press(page, "Beleg speichern")


@pytest.mark.parametrize("width", [320, 1280])
def test_other_pages_are_accessible(open_page: OpenPage, tell: Tell, width: int) -> None:
    page, story = open_page(width=width, javascript=False), tell(3)
    case = story.submitted()
    page.goto("/zugang/gibt-es-nicht/")
    assert_page(page)
    page.goto("/zugang/")
    press(page, "Link schicken")
    assert_page(page)
    open_case(page, case)
    for address in (f"/mein/{case.reference}/zurueckziehen/", f"/antrag/{case.uuid}/gesendet/", "/mein/"):
        page.goto(address)
        assert_page(page)
