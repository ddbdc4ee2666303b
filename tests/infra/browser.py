"""Real Chromium, driven by Playwright, against a live server."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from config.bootstrap.browser import NO_BROWSER, find_chromium

# The browser must not phone home: on a closed network every try is a refused connection, many at a time.
ARGUMENTS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
    "--disable-dev-shm-usage",
)  # fmt: skip
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all browser tests of this xdist worker. No browser is a failure, never a skip."""
    # Playwright keeps an event loop in this thread; the ORM of the tests would refuse to work beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        executable = find_chromium() or playwright.chromium.executable_path
        if not Path(executable).exists():
            pytest.fail(NO_BROWSER, pytrace=False)
        arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else list(ARGUMENTS)
        with tempfile.TemporaryDirectory(prefix="aktionskasse-browser-") as home:
            environment: dict[str, str | float | bool] = {**os.environ, "HOME": home}
            chromium = playwright.chromium.launch(executable_path=executable, args=arguments, env=environment)
            yield chromium
            chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server: object) -> Iterator[OpenPage]:
    """`open_page(width=320, javascript=False)` gives a page in a context of its own (own cookies)."""
    contexts = []

    def open_one(*, width: int = 1280, height: int = 900, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=str(live_server), locale="de-DE", timezone_id="Europe/Berlin",
            viewport={"width": width, "height": height}, java_script_enabled=javascript,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def click_through(part: Locator) -> None:
    """Click a link or button that leads to a page, and wait until that page is all there.

    A bare click returns as soon as the new page begins: who looks at once may see half of it, or the old one.
    """
    with part.page.expect_navigation():
        part.click()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop page."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """The narrowest phone that must work."""
    return open_page(width=320, height=640)
