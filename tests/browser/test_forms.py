"""Every kind of field, empty and with errors, left to right and right to left."""

import re

import pytest
from playwright.sync_api import Page, expect

from quarter.models import Office
from tests.browser.accessibility import assert_accessible, assert_page, assert_reflows
from tests.infra.browser import OpenPage, click_through

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.browser.form_gallery")]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_form_is_accessible_before_and_after_errors(
    open_page: OpenPage, office: Office, width: int, direction: str
) -> None:
    page = open_page(width=width, javascript=False)
    page.goto(f"/felder/?richtung={direction}")
    assert_page(page)
    click_through(page.get_by_role("button", name="Weiter"))
    expect(page).to_have_title(re.compile("^Fehler: Alle Felder"))
    assert_page(page)


def test_error_summary_has_the_focus_and_leads_to_the_field(page: Page, office: Office) -> None:
    page.goto("/felder/")
    click_through(page.get_by_role("button", name="Weiter"))
    expect(page.locator("#fehler")).to_be_focused()
    page.get_by_role("link", name="Wählen Sie aus, wer den Antrag stellt.").click()
    expect(page.locator("#id_kind_0")).to_be_focused()


def test_focus_shows_two_colours_on_every_control(page: Page, office: Office) -> None:
    page.goto("/felder/")
    page.get_by_label("Ihr Vor- und Nachname").focus()
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.tagName, s.outlineWidth, s.outlineStyle, s.boxShadow]; })()"
        )
        if style[0] == "BODY":
            break
        assert (style[1], style[2]) == ("3px", "solid"), style
        assert "3px" in style[3], style
        seen += 1
    assert seen > 12


def test_error_bar_stands_on_the_right_in_arabic(page: Page, office: Office) -> None:
    page.goto("/felder/?richtung=rtl")
    click_through(page.get_by_role("button", name="Weiter"))
    widths = page.locator(".kern-form-input--error").first.evaluate(
        "part => { const s = getComputedStyle(part); return [s.borderLeftWidth, s.borderRightWidth]; }"
    )
    assert widths == ["0px", "4px"]


@pytest.mark.parametrize("scheme", ["dark", "forced"])
def test_form_with_errors_in_other_colours(page: Page, office: Office, scheme: str) -> None:
    page.emulate_media(color_scheme="dark") if scheme == "dark" else page.emulate_media(
        forced_colors="active"
    )
    page.goto("/felder/")
    click_through(page.get_by_role("button", name="Weiter"))
    assert_accessible(page)


def test_form_with_text_twice_as_big(open_page: OpenPage, office: Office) -> None:
    page = open_page(width=640)
    page.goto("/felder/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert_reflows(page)


def test_broken_page_is_readable(page: Page, office: Office) -> None:
    page.goto("/gibt-es-nicht/")
    assert_page(page)
