"""What every page must hold in a real browser; for the browser tests of all parts.

    page.goto("/")
    assert_accessible(page)      axe finds nothing (WCAG 2.2 A and AA, best practice, contrast 7:1)
    assert_reflows(page)         nothing sticks out to the side, nothing is cut off
    assert_big_targets(page)     44 px for residents; smallest=24 in the office
    assert_one_heading(page)     one h1, a title, a language
    assert_page(page)            all four of them

Call them on pages that are filled, with errors, and with long texts; an empty page proves little.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

WIDE_PARTS = """() => {
  const width = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')].filter(part => {
    if (part.closest('.ak-scroll, .ak-hidden, .kern-sr-only, .ak-skip-link, thead')) return false;
    const box = part.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1);
  }).map(part => part.outerHTML.slice(0, 120));
}"""

SMALL_TARGETS = """smallest => {
  const inText = part => part.tagName === 'A' && getComputedStyle(part).display === 'inline'
    && part.parentElement.textContent.trim() !== part.textContent.trim();
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  return [...document.querySelectorAll(controls)]
    .filter(part => !part.closest('.ak-skip-link') && !inText(part))
    .filter(part => part.checkVisibility({visibilityProperty: true}))
    .map(part => [part, part.getBoundingClientRect()])
    .filter(([part, box]) => box.height < smallest - 0.5 || box.width < smallest - 0.5)
    .map(([part, box]) => `${box.width | 0}x${box.height | 0} ${part.outerHTML.slice(0, 100)}`);
}"""


SCRIPTS_ARE_OFF = """() => {
  const probe = document.createElement('div');
  probe.innerHTML = '<noscript><p></p></noscript>';
  return probe.querySelector('p') !== null;
}"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


@contextmanager
def _timers(page: Page) -> Iterator[None]:
    """axe waits for timers, which stand still on a page without JavaScript: on for axe, then off again."""
    if not page.evaluate(SCRIPTS_ARE_OFF):
        yield
        return
    session = page.context.new_cdp_session(page)
    for is_off in (True, False):  # Chromium ignores what a new session takes for no change
        session.send("Emulation.setScriptExecutionDisabled", {"value": is_off})
    try:
        yield
    finally:
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        session.detach()


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    """One line for each thing that axe finds; `contrast` asks for 7:1 as residents' pages promise."""
    rules = {"color-contrast-enhanced": {"enabled": contrast}}
    options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": rules, "resultTypes": ["violations"]}
    with _timers(page):
        if not page.evaluate("typeof window.axe === 'object'"):
            page.evaluate(_axe())
        found: dict[str, Any] = page.evaluate(f"window.axe.run(document, {json.dumps(options)})")
    return [
        f"{rule['id']}: {rule['help']} – {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page, *, contrast: bool = True) -> None:
    """Zero findings. `contrast=False` on office pages, which promise 4.5:1 only."""
    found = violations(page, contrast=contrast)
    assert not found, "\n".join(found)


def assert_reflows(page: Page) -> None:
    """No sideways scrolling, and no part beyond the edge where `overflow: hidden` would only hide it."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    width = page.evaluate("window.innerWidth")
    assert wide <= width, f"{wide} px in a window of {width} px"
    parts = page.evaluate(WIDE_PARTS)
    assert not parts, "\n".join(parts)


def assert_big_targets(page: Page, *, smallest: int = 44) -> None:
    """Everything to be pressed is big enough; links inside a sentence are excepted (WCAG 2.5.8)."""
    small = page.evaluate(SMALL_TARGETS, smallest)
    assert not small, "\n".join(small)


def assert_one_heading(page: Page) -> None:
    """One h1, a title that begins with something else than the brand, and a language."""
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang")
    assert not page.title().startswith("–")
    assert page.title().strip()


def assert_page(page: Page) -> None:
    """All that holds for every page of a resident."""
    assert_one_heading(page)
    assert_reflows(page)
    assert_big_targets(page)
    assert_accessible(page)
