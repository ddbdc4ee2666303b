"""The public pages in Chromium: narrow and wide, no JavaScript, other colours, big text, by keyboard."""

import pytest
from playwright.sync_api import Page

from grants.models import Fund
from quarter.models import Office
from tests.browser.accessibility import assert_accessible, assert_page, assert_reflows
from tests.infra.browser import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = [
    "/", "/foerderung/leipziger-tor/so-geht-es/", "/impressum/", "/datenschutz/", "/barrierefreiheit/",
    "/leichte-sprache/", "/gebaerdensprache/", "/anmelden/", "/gibt-es-nicht/",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [320, 1280])
def test_public_page_is_accessible_and_reflows(
    open_page: OpenPage, office: Office, path: str, width: int
) -> None:
    page = open_page(width=width, javascript=False)
    page.goto(path)
    assert_page(page)


@pytest.mark.parametrize("scheme", ["dark", "forced"])
def test_start_page_in_other_colours(page: Page, office: Office, scheme: str) -> None:
    page.emulate_media(color_scheme="dark") if scheme == "dark" else page.emulate_media(
        forced_colors="active"
    )
    page.goto("/")
    assert_accessible(page)


def test_start_page_with_text_twice_as_big(open_page: OpenPage, office: Office) -> None:
    page = open_page(width=640)
    page.goto("/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert_reflows(page)


def test_closed_fund_page_is_accessible(phone: Page, office: Office) -> None:
    Fund.objects.update(is_open=False)
    phone.goto("/")
    assert_page(phone)


def test_page_asks_only_its_own_server(page: Page, office: Office) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    failures: list[str] = []
    page.on("console", lambda message: failures.append(message.text))
    page.goto("/", wait_until="networkidle")
    assert len(hosts) == 1
    assert failures == []


def test_first_tab_stop_leads_to_the_content(page: Page, office: Office) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Direkt zum Inhalt")
    assert link.evaluate("part => part === document.activeElement && part.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
