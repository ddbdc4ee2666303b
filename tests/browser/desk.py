"""One person of the office at a narrow screen without JavaScript."""

from playwright.sync_api import Page

from tests.browser.accessibility import (
    assert_accessible,
    assert_big_targets,
    assert_one_heading,
    assert_reflows,
)
from tests.infra.browser import OpenPage, click_through

PASSWORD = "ein langes Passwort zum Testen"
NARROW, WIDE, HEIGHT = 320, 1280, 800


class Desk:
    """One person at a narrow screen: signed in, every page looked at, on a wide one too."""

    def __init__(self, open_page: OpenPage, name: str) -> None:
        self.page: Page = open_page(width=NARROW, javascript=False)
        self.go("/buero/")
        self.fill("E-Mail-Adresse", f"{name}@stadt.example")
        self.fill("Passwort", PASSWORD)
        self.press("Anmelden")

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        assert_one_heading(self.page)
        for width in (WIDE, NARROW):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            assert_reflows(self.page)
            assert_big_targets(self.page, smallest=24)
        assert_accessible(self.page, contrast=False)  # the same elements on both: asking axe once is enough

    def follow(self, name: str) -> None:
        click_through(self.page.get_by_role("link", name=name).first)
        self.look()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, group: str, option: str) -> None:
        self.page.get_by_role("group", name=group).get_by_label(option, exact=True).check()

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(option)

    def press(self, name: str) -> None:
        click_through(self.page.get_by_role("main").get_by_role("button", name=name))
        self.look()

    def reads(self, text: str) -> None:
        assert text in " ".join(self.page.inner_text("main").split())
