"""What every page carries for the eye only: footer, page number, watermark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports.kit.page import MM, PAGINATION, Page
from reports.kit.plain_text import clean_text

FOOTER_SIZE, FOOTER_LEADING = 7.5, 9.8
FOOTER_TOP = 20 * MM
FOOTER_LINES = 4
PAGE_NUMBER = 28 * MM
SMALLER_SIZES = (FOOTER_SIZE, 7.0, 6.5)


@dataclass(frozen=True)
class FooterRoom:
    """How many lines the footer may have, and the points at its right that something else needs."""

    lines: int
    taken: float


WHOLE = FooterRoom(FOOTER_LINES, 0)


def draw_footer(
    page: Page,
    lines: Sequence[str],
    number: int,
    count: int,
    left: float,
    right: float,
    room: FooterRoom = WHOLE,
) -> None:
    """A thin line, contact or control lines at the left, "Seite 1 von 3" at the right.

    Lines get smaller, before they get shorter, where something else stands on the right.
    """
    with page.artifact(PAGINATION):
        page.rule(left, FOOTER_TOP, right, FOOTER_TOP, width=0.3, grey=0.7)
        first = base = FOOTER_TOP - FOOTER_LEADING - 1
        width = right - left - room.taken - PAGE_NUMBER
        sizes = SMALLER_SIZES if room.taken else SMALLER_SIZES[:1]
        for text in list(lines)[: room.lines]:
            size = next((each for each in sizes if _fits(page, text, width, each)), sizes[-1])
            page.words(_fitting(page, text, width, size), left, base, size, grey=0.3)
            base -= FOOTER_LEADING
        page.words(
            f"Seite {number} von {count}", right - room.taken, first, FOOTER_SIZE, align="right", grey=0.3
        )


def draw_running_title(
    page: Page, title: str, right_text: str, left: float, right: float, base: float
) -> None:
    """A line of text at the top of a page with a thin rule below it."""
    with page.artifact(PAGINATION):
        text = clean_text(right_text).replace("\n", " ")
        page.words(text, right, base, FOOTER_SIZE, align="right", grey=0.3)
        page.words(
            _fitting(page, title, (right - left) * 0.7, FOOTER_SIZE), left, base, FOOTER_SIZE, grey=0.3
        )
        page.rule(left, base - 5, right, base - 5, width=0.3, grey=0.7)


def draw_watermark(page: Page, text: str) -> None:
    """Large light letters across the page, below everything else."""
    text = clean_text(text).replace("\n", " ").strip()
    if not text:
        return
    face = page.typesetter.faces.bold
    diagonal = math.hypot(page.width, page.height)
    size = min(130.0, 0.72 * diagonal / max(page.typesetter.width(text, face, 1), 0.1))
    shown = page.typesetter.show(text, face, size)
    angle = math.atan2(page.height, page.width)
    cos, sin = math.cos(angle), math.sin(angle)
    x = page.width / 2 - shown.width / 2 * cos + size * 0.35 * sin
    y = page.height / 2 - shown.width / 2 * sin - size * 0.35 * cos
    with page.artifact(PAGINATION):
        page.code.append(
            f"BT .9 g {page.typesetter.select(face, size)} "
            f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm {shown.operators} ET 0 g"
        )


def _fits(page: Page, text: str, width: float, size: float) -> bool:
    return page.typesetter.width(clean_text(text[:1000]), page.typesetter.faces.regular, size) <= width


def _fitting(page: Page, text: str, width: float, size: float) -> str:
    """The text on one line, shortened where it would run into its neighbour."""
    text = clean_text(text[:1000]).replace("\n", " ")
    face = page.typesetter.faces.regular
    if page.typesetter.width(text, face, size) <= width:
        return text
    while text and page.typesetter.width(text + "…", face, size) > width:
        text = text[: len(text) * 9 // 10]
    return text + "…"
