"""Pictures in the flow, each with the text that says what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reports.kit.flow import Flow
from reports.kit.line_breaking import Line, Run, break_lines, plain
from reports.kit.page import Page
from reports.kit.painting import LinePainter, TextStyle
from reports.kit.plain_text import clean_text, is_right_to_left, text_string

CAPTION = TextStyle(size=8.5, leading=11.5, grey=0.3)
TOP_GAP, BOTTOM_GAP = 4.0, 10.0


class Picture(Protocol):
    """Something that can be drawn in a rectangle of the page."""

    @property
    def size(self) -> tuple[float, float]:
        """Natural width and height in points."""

    def draw(self, page: Page, x: float, y: float, width: float, height: float) -> None:
        """Draw into the rectangle with the lower left corner x, y."""


@dataclass(frozen=True)
class FigureBlock:
    """A picture with its alternative text and, if wanted, a caption below it."""

    picture: Picture
    alt: str
    width: float | None = None
    caption: tuple[Run, ...] = ()
    centred: bool = False
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """The whole figure."""
        return self._drawn_size(flow)[1] + self._caption_height(flow) + TOP_GAP

    def _caption_height(self, flow: Flow) -> float:
        return len(self._caption_lines(flow)) * CAPTION.leading + 4 if self.caption else 0.0

    def _caption_lines(self, flow: Flow) -> list[Line]:
        return break_lines(self.caption, flow.frame.width, CAPTION.size, flow.document.typesetter)

    def _drawn_size(self, flow: Flow) -> tuple[float, float]:
        """The wanted size, made smaller where the page is smaller."""
        width, height = self.picture.size
        room = flow.frame.top - flow.frame.bottom - self._caption_height(flow) - TOP_GAP
        wanted = min(self.width or width, flow.frame.width)
        scale = min(wanted / width, max(room, 1.0) / height)
        return width * scale, height * scale

    def place(self, flow: Flow) -> None:
        """Draw the picture and its caption on one page."""
        width, height = self._drawn_size(flow)
        flow.need(self.least_height(flow))
        flow.gap(TOP_GAP)
        x = flow.frame.x + ((flow.frame.width - width) / 2 if self.centred else 0)
        bottom = flow.use(height) - height
        box = f"{x:.2f} {bottom:.2f} {x + width:.2f} {bottom + height:.2f}"
        alt = text_string(clean_text(self.alt))
        element = flow.tree.add(
            flow.parent, "Figure", f"/Alt {alt}/A<</O/Layout/Placement/Block/BBox[{box}]>>"
        )
        with flow.page.content(element):
            self.picture.draw(flow.page, x, bottom, width, height)
        if self.caption:
            lines = self._caption_lines(flow)
            caption = flow.tree.add(element, "Caption")
            painter = LinePainter(
                flow.tree, caption, CAPTION, right_to_left=is_right_to_left(plain(self.caption))
            )
            top = flow.use(len(lines) * CAPTION.leading + 4) - 4
            painter.paint(flow.page, lines, flow.frame.x, top, flow.frame.width)
        flow.gap(BOTTOM_GAP)
