"""What goes wrong on the way, on the narrowest phone and without JavaScript: nothing is lost by it."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from applicants.models import BankAccount
from foundation.values.dates import local_date
from grants.models import Application, Fund, FundRules, Receipt
from grants.services.grants import advance_grants
from tests.browser.accessibility import assert_page
from tests.browser.resident_town import Tell, fill_day, open_case, photo, press
from tests.stories import IBAN, Story, sheet_code

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def today() -> date:
    return local_date(timezone.now())


def type_receipt(page: Page, story: Story, shop: str) -> None:
    page.goto(f"/mein/{story.application.reference}/nachweis/beleg/neu/")
    page.get_by_label("Bei wem haben Sie bezahlt?").fill(shop)
    fill_day(page, "Welcher Tag steht auf dem Beleg?", story.grant.ends_on)
    page.get_by_label("Wofür war das?").fill("Erde")


def before_the_proof(tell: Tell, page: Page) -> Story:
    story = tell(75)
    story.issued()
    story.accept_without_account()
    advance_grants(now=timezone.now())
    open_case(page, story.application)
    return story


def test_photo_waits_until_the_amount_is_right(small: Page, tell: Tell) -> None:
    page = small
    story = before_the_proof(tell, page)
    type_receipt(page, story, "Gartenmarkt")
    page.get_by_label("Foto vom Beleg").set_input_files(photo("kassenzettel-vom-gartenmarkt-am-ring.png"))
    press(page, "Beleg speichern")
    assert page.get_by_text("kassenzettel-vom-gartenmarkt-am-ring.png ist schon da.").is_visible()
    assert_page(page)
    page.get_by_label("Andere Datei auswählen").set_input_files(photo("besser.png", "blue"))
    press(page, "Beleg speichern")
    assert page.get_by_text("besser.png ist schon da.").is_visible()
    page.get_by_label("Wie viel haben Sie bezahlt?").fill("49,90")
    press(page, "Beleg speichern")
    assert page.get_by_role("link", name="besser.png").is_visible()
    type_receipt(page, story, "Baumarkt")
    page.get_by_label("Foto vom Beleg").set_input_files(photo("falsch.png"))
    press(page, "Beleg speichern")
    page.get_by_label("falsch.png doch nicht verwenden").check()
    page.get_by_label("Wie viel haben Sie bezahlt?").fill("10")
    press(page, "Beleg speichern")
    assert page.get_by_text("Kein Foto").is_visible()
    assert [(each.payee, each.file is not None) for each in Receipt.objects.all()] == [
        ("Gartenmarkt", True),
        ("Baumarkt", False),
    ]


def test_deleted_cookies_lose_nothing_typed(small: Page, tell: Tell) -> None:
    page, story = small, tell(3)
    draft = story.draft()
    open_case(page, draft)
    page.goto(f"/antrag/{draft.uuid}/idee/")
    page.get_by_label("Was möchten Sie tun?").fill("Wir pflanzen Blumen & Büsche.\nAlle freuen sich.")
    page.context.clear_cookies()
    press(page, "Weiter")
    assert page.get_by_role("heading", level=1).inner_text() == "Das ist noch nicht gespeichert"
    assert_page(page)
    page.get_by_label("Ihr Code").fill("AAAA AAAA AAAA")
    press(page, "Antrag öffnen")
    assert page.get_by_role("link", name="Dieser Code passt nicht.").is_visible()
    assert_page(page)
    page.get_by_label("Ihr Code").fill(sheet_code(draft.applicant, timezone.now()))
    press(page, "Antrag öffnen")
    typed = "Wir pflanzen Blumen & Büsche.\nAlle freuen sich."
    assert page.get_by_label("Was möchten Sie tun?").input_value() == typed
    assert Application.objects.get().description == "Wir säen einen Blühstreifen."
    assert_page(page)
    page.reload()
    press(page, "Weiter")
    assert Application.objects.get().description == typed


def test_link_in_another_window_leads_back_to_the_text(small: Page, tell: Tell) -> None:
    page, story = small, tell(3)
    draft = story.draft()
    open_case(page, draft)
    page.goto(f"/antrag/{draft.uuid}/idee/")
    page.get_by_label("Wie heißt Ihre Aktion?").fill("Bänke für alle")
    page.context.clear_cookies()
    press(page, "Weiter")
    page.get_by_label("Ihre E-Mail-Adresse").fill("krause@beispiel.de")
    press(page, "Link schicken")
    assert page.get_by_role("heading", name="Öffnen Sie jetzt den Link").is_visible()
    assert_page(page)
    other = page.context.new_page()
    open_case(other, draft)
    press(page, "Ich habe den Link geöffnet")
    assert page.get_by_label("Wie heißt Ihre Aktion?").input_value() == "Bänke für alle"


def test_bank_details_come_back_without_the_iban(small: Page, tell: Tell) -> None:
    page, story = small, tell(2)
    story.issued()
    story.accept_without_account()
    open_case(page, story.application)
    page.goto(f"/mein/{story.application.reference}/geld/")
    page.get_by_label("Wem gehört das Konto?").fill("Käthe Krause")
    page.get_by_label("IBAN", exact=True).fill(IBAN)
    page.get_by_label("Name und IBAN sind richtig.").check()
    page.context.clear_cookies()
    press(page, "Konto speichern")
    assert IBAN not in page.content()
    page.get_by_label("Ihr Code").fill(sheet_code(story.application.applicant, timezone.now()))
    press(page, "Antrag öffnen")
    assert page.get_by_label("Wem gehört das Konto?").input_value() == "Käthe Krause"
    assert page.get_by_label("IBAN", exact=True).input_value() == ""
    assert not page.get_by_label("Name und IBAN sind richtig.").is_checked()
    assert_page(page)
    assert not BankAccount.objects.exists()


def test_long_address_in_a_message_stays_on_the_page(small: Page, town: Fund) -> None:
    page = small
    page.goto(f"/foerderung/{town.slug}/")
    press(page, "Antrag starten")
    page.goto(page.url.replace("/wer/", "/name/"))
    page.get_by_label("Ihr Vor- und Nachname").fill("Käthe Krause")
    page.get_by_label("Mit einer E-Mail").check()
    address = "kaethe.krause-mustermann@nachbarschaft.beispiel.example"
    page.get_by_label("E-Mail-Adresse").fill(address)
    press(page, "Weiter")
    assert page.get_by_text(address).is_visible()
    assert_page(page)


def tab_stops(page: Page) -> list[str]:
    """What the Tab key reaches, from the top of the page to its end."""
    page.evaluate("document.activeElement.blur()")
    found: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "(document.activeElement.className + ' ' + document.activeElement.innerText).trim()"
        )
        if found and page.evaluate("document.activeElement === document.body"):
            break
        found.append(where)
    return found


def test_enter_on_the_costs_goes_on(small: Page, tell: Tell) -> None:
    page, story = small, tell(3)
    draft = story.draft()
    open_case(page, draft)
    page.goto(f"/antrag/{draft.uuid}/kosten/")
    page.get_by_label("Was? Zeile 2").focus()
    page.keyboard.type("Blumen")
    page.keyboard.press("Tab")
    page.keyboard.type("12,50")
    assert page.get_by_role("button", name="Weiter", exact=True).count() == 1
    assert not [each for each in tab_stops(page) if "ak-enter" in each]
    assert_page(page)
    page.get_by_label("Wie viel? Zeile 2").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/anderes-geld/")
    assert list(draft.costs.values_list("item", "amount_cents"))[1] == ("Blumen", 1250)


def test_enter_in_the_reason_goes_on_without_a_picture(small: Page, tell: Tell) -> None:
    page, story = small, tell(3)
    FundRules.objects.update(price_comparison_from_cents=100)
    draft = story.draft()
    open_case(page, draft)
    page.goto(f"/antrag/{draft.uuid}/bilder/")
    page.get_by_label("Haben Sie weniger Angebote?").focus()
    page.keyboard.type("Nur ein Händler hat es.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zustimmung/")
    assert Application.objects.get().price_reason == "Nur ein Händler hat es."
