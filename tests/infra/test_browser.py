"""The browser of the tests is a real one and reaches the live server."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def test_page_answers_in_chromium(page: Page) -> None:
    response = page.goto("/gesundheit/")
    assert response is not None
    assert (response.status, page.inner_text("body")) == (200, "ok")


def test_phone_is_320_pixels_wide(phone: Page) -> None:
    phone.goto("/gesundheit/")
    assert phone.evaluate("window.innerWidth") == 320
