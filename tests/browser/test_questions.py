"""Questions, terms, the late waiver, a receipt that is changed, and the access sheet: narrow and wide."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pikepdf import Pdf
from playwright.sync_api import Page

from foundation.audit.actors import Actor
from grants.models import Fund
from grants.scenarios.cast import hire
from grants.services.proof_questions import ask_about_proof
from quarter.models import Office
from tests.browser.accessibility import assert_accessible, assert_big_targets, assert_reflows
from tests.browser.resident_town import Tell, open_case, press
from tests.infra.browser import OpenPage
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "ein langes Passwort zum Testen"
WIDTHS = (320, 1280)


@pytest.fixture
def staff(town: Fund) -> dict[str, Actor]:
    """With a password, so that they can sign in."""
    return hire(town, now=timezone.now(), password=PASSWORD)


def sign_in(page: Page, actor: Actor) -> None:
    page.goto("/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(actor.email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    press(page, "Anmelden")


def look(page: Page, address: str, *, targets: bool = False) -> None:
    page.goto(address)
    assert_accessible(page)
    assert_reflows(page)
    if targets:
        assert_big_targets(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_around_an_open_question(
    open_page: OpenPage, tell: Tell, staff: dict[str, Actor], width: int
) -> None:
    story = tell(1)
    story.incomplete()
    reference = story.application.reference
    desk, own = (open_page(width=width, javascript=False) for _ in range(2))
    sign_in(desk, staff["manager"])
    for slug in ("antwort-eintragen", "frist-verlaengern", "rueckfrage-erinnern", "einstellen"):
        look(desk, f"/buero/antraege/{reference}/{slug}/")
    look(desk, f"/buero/antraege/{reference}/")
    open_case(own, story.application)
    for page in ("", "frage/", "mehr-zeit/"):
        look(own, f"/mein/{reference}/{page}", targets=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_receipts_and_waiver(
    open_page: OpenPage, tell: Tell, staff: dict[str, Actor], width: int
) -> None:
    waiting, asked = tell(3), tell(75)
    waiting.accepted(waiver=False)
    asked.accepted()
    asked.proof_sent(4_990)
    ask_about_proof(
        grant=asked.grant,
        text="Was ist Beleg 1?",
        due_on=timezone.localdate() + timedelta(days=20),
        actor=staff["manager"],
        now=timezone.now(),
    )
    own = open_page(width=width, javascript=False)
    open_case(own, waiting.application)
    look(own, f"/mein/{waiting.application.reference}/verzicht/", targets=True)
    open_case(own, asked.application)
    for page in ("nachweis/", "nachweis/beleg/1/aendern/", "nachweis/frage/"):
        look(own, f"/mein/{asked.application.reference}/{page}", targets=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_access_sheet_is_one_page_with_the_name_once(
    open_page: OpenPage, tell: Tell, staff: dict[str, Actor], town: Fund, javascript: bool
) -> None:
    Office.objects.create(
        fund=town,
        name="Quartiersbüro",
        host_note="derzeit im Sekretariat der Schule",
        street="Musterweg 1",
        postcode="06844",
        town="Dessau-Roßlau",
        phone="0340 12 34-56",
        email="quartier@beispiel.invalid",
    )
    story: Story = tell(1)
    story.submitted()
    desk = open_page(javascript=javascript)
    sign_in(desk, staff["manager"])
    desk.goto(f"/buero/antraege/{story.application.reference}/zugangsblatt/")
    desk.get_by_role("radio").first.check()
    press(desk, "Code ausstellen")
    assert_accessible(desk)
    assert desk.get_by_role("button", name="Zugangsblatt drucken").is_visible() is javascript
    with Pdf.open(io.BytesIO(desk.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) == 1
    assert desk.locator("main").inner_text().count(story.name) == 1
    assert "Musterstraße 1" in desk.locator("address").inner_text()
