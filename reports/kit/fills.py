"""Patterns that tell areas apart without any colour: on a grey copy, and for who sees colours differently."""

from __future__ import annotations

from typing import Literal

from reports.kit.page import Page

Fill = Literal["solid", "hatched", "dotted", "empty"]
STEP = 4.0
_OUTLINE = ".25 G .6 w"


def fill_area(page: Page, box: tuple[float, float, float, float], fill: Fill, grey: float) -> None:
    """Fill the rectangle x, y, width, height; every pattern has an outline, so that its end is seen."""
    x, y, width, height = box
    if fill == "solid":
        page.fill(x, y, width, height, f"{grey} g")
        return
    if width <= 0 or height <= 0:
        return
    area = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    inside = {"hatched": _slanted, "dotted": _dots}.get(fill)
    if inside is not None:
        page.code.append(f"q {area} W n {inside(x, y, width, height)} Q")
    page.code.append(f"q {_OUTLINE} {area} S Q")


def _slanted(x: float, y: float, width: float, height: float) -> str:
    """Lines from the lower left to the upper right."""
    lines = range(int((width + height) / STEP) + 1)
    starts = (x - height + STEP * number for number in lines)
    paths = (f"{at:.2f} {y:.2f} m {at + height:.2f} {y + height:.2f} l" for at in starts)
    return f".25 G .9 w {' '.join(paths)} S"


def _dots(x: float, y: float, width: float, height: float) -> str:
    """Rows of round dots: dashes of no length with round ends."""
    rows = (y + STEP / 2 + STEP * number for number in range(int(height / STEP) + 1))
    paths = (f"{x + STEP / 2:.2f} {at:.2f} m {x + width:.2f} {at:.2f} l" for at in rows)
    return f".25 G 1 J [0 {STEP}] 0 d 1.5 w {' '.join(paths)} S"
