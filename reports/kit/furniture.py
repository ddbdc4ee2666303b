"""Small blocks: white space, page breaks, lines to sign on."""

from __future__ import annotations

from dataclasses import dataclass

from reports.kit.flow import Flow
from reports.kit.line_breaking import Run, break_lines
from reports.kit.painting import LinePainter, TextStyle

CAPTION = TextStyle(size=8.5, leading=11.5)
ROOM_TO_SIGN = 38.0
GUTTER = 24.0


@dataclass(frozen=True)
class SpacerBlock:
    """White space of this height in points."""

    height: float
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """None: it may vanish at the end of a page."""
        return 0.0

    def place(self, flow: Flow) -> None:
        """Move down."""
        flow.gap(self.height)


@dataclass(frozen=True)
class PageBreak:
    """The next block begins on a new page."""

    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """None."""
        return 0.0

    def place(self, flow: Flow) -> None:
        """Turn over, unless the page is still empty."""
        if not flow.untouched:
            flow.new_page()


@dataclass(frozen=True)
class SignatureBlock:
    """Lines to sign on, side by side, each with its caption below."""

    captions: tuple[tuple[Run, ...], ...]
    in_row: int = 2
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """One row of lines with captions of two lines."""
        return ROOM_TO_SIGN + 2 * CAPTION.leading

    def place(self, flow: Flow) -> None:
        """Draw the lines, `in_row` side by side."""
        for start in range(0, len(self.captions), self.in_row):
            self._place_row(flow, self.captions[start : start + self.in_row])

    def _place_row(self, flow: Flow, captions: tuple[tuple[Run, ...], ...]) -> None:
        width = (flow.frame.width - GUTTER * (self.in_row - 1)) / self.in_row
        typesetter = flow.document.typesetter
        texts = [break_lines(caption, width, CAPTION.size, typesetter) for caption in captions]
        height = ROOM_TO_SIGN + max(map(len, texts)) * CAPTION.leading + 3
        flow.need(height)
        top = flow.use(height)
        for position, lines in enumerate(texts):
            x, y = flow.frame.x + position * (width + GUTTER), top - ROOM_TO_SIGN
            with flow.page.artifact():
                flow.page.rule(x, y, x + width, y, width=0.6, grey=0.2)
            painter = LinePainter(flow.tree, flow.tree.add(flow.parent, "P"), CAPTION)
            painter.paint(flow.page, lines, x, y - 3, width)
        flow.gap(6)
