"""Blocks of running text: paragraphs, headings, lists, notice boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reports.kit.flow import Flow
from reports.kit.line_breaking import Line, Run, break_lines, plain
from reports.kit.page import Page
from reports.kit.painting import LinePainter, TextStyle
from reports.kit.plain_text import is_right_to_left
from reports.kit.structure import Element, StructureTree

FEWEST = 2  # lines of a paragraph that may stand alone at the end or at the top of a page
CERTAINLY_LONG = 900  # characters that fill more lines than may have to stand together, on any page
NUMBER_SPACE = 16.0
PARAGRAPH = TextStyle()
LIST_ITEM = TextStyle(indent=NUMBER_SPACE, after=3)
NOTICE = TextStyle(indent=12, end_indent=12, after=0)
HEADINGS = {
    1: TextStyle(size=13, leading=17, bold=True, before=2, after=9),
    2: TextStyle(size=11, leading=15, bold=True, before=9, after=4),
    3: TextStyle(size=10, leading=14, bold=True, before=6, after=3),
}

Decoration = Callable[[Page, float, float], None]


def pour(
    flow: Flow,
    lines: Sequence[Line],
    painter: LinePainter,
    style: TextStyle,
    decorate: Decoration | None = None,
) -> None:
    """Draw lines over as many pages as they take; never one line alone before or after a page break.

    `decorate(page, top, height)` draws what stands behind each stretch.
    """
    rest = list(lines)
    while rest:
        fits = max(int((flow.room + 0.01) // style.leading), 1 if flow.untouched else 0)
        if fits < len(rest):
            fits = min(fits, max(len(rest) - FEWEST, 1))
            if fits < FEWEST and not flow.untouched:
                flow.new_page()
                continue
        now, rest = rest[:fits], rest[fits:]
        top = flow.use(len(now) * style.leading)
        if decorate:
            decorate(flow.page, top, len(now) * style.leading)
        painter.paint(
            flow.page,
            now,
            flow.frame.x + style.indent,
            top,
            flow.frame.width - style.indent - style.end_indent,
        )
        if rest:
            flow.new_page()


def least_lines(lines: Sequence[Line]) -> int:
    """How many lines must stand together: three cannot be divided, because one would be alone."""
    return len(lines) if len(lines) < 2 * FEWEST else FEWEST


def line_painter(tree: StructureTree, element: Element, style: TextStyle, runs: Sequence[Run]) -> LinePainter:
    """The painter for a block of running text: text from right to left begins at the right margin."""
    right_to_left = is_right_to_left(plain(runs))
    if right_to_left and style.align == "left":
        style = replace(style, align="right")
    return LinePainter(tree, element, style, right_to_left=right_to_left)


@dataclass(frozen=True)
class TextBlock:
    """A paragraph, or a heading when it has a level; headings never end a page."""

    runs: tuple[Run, ...]
    style: TextStyle = PARAGRAPH
    level: int = 0
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """What is kept with the next block as a whole, the first lines of other paragraphs."""
        may_end_a_page = not self.level and not self.keep_with_next
        if may_end_a_page and len(plain(self.runs)) > CERTAINLY_LONG:
            return FEWEST * self.style.leading
        width = flow.frame.width - self.style.indent
        lines = break_lines(self.runs, width, self.style.size, flow.document.typesetter)
        if may_end_a_page:
            return least_lines(lines) * self.style.leading
        return self.style.before + len(lines) * self.style.leading + self.style.after

    def place(self, flow: Flow) -> None:
        """Draw the text as one element."""
        style, width = self.style, flow.frame.width - self.style.indent
        lines = break_lines(self.runs, width, style.size, flow.document.typesetter)
        flow.gap(style.before)
        tag = "P"
        if self.level:
            flow.heading_level = min(self.level, flow.heading_level + 1)  # PDF/UA allows no gap in the levels
            tag = f"H{flow.heading_level}"
            flow.document.outline.add(plain(self.runs), flow.heading_level, flow.page.number, flow.y)
        element = flow.tree.add(flow.parent, tag)
        pour(flow, lines, line_painter(flow.tree, element, style, self.runs), style)
        flow.gap(style.after)


@dataclass(frozen=True)
class ListBlock:
    """A list with bullets or numbers: L > LI > (Lbl, LBody)."""

    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False
    style: TextStyle = LIST_ITEM
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """The first item's first lines."""
        return least_lines(self._lines(flow, self.items[0])) * self.style.leading if self.items else 0.0

    def place(self, flow: Flow) -> None:
        """Draw all items."""
        if not self.items:
            return
        kind = "Decimal" if self.numbered else "Disc"
        element = flow.tree.add(flow.parent, "L", f"/A<</O/List/ListNumbering/{kind}>>")
        indent = self._indent
        for number, item in enumerate(self.items, 1):
            self._place_item(flow, element, item, f"{number}." if self.numbered else "•", indent)
        flow.gap(4)

    @property
    def _indent(self) -> float:
        """Room for the bullet or the longest number."""
        return max(NUMBER_SPACE, 7.0 * len(str(len(self.items))) + 6) if self.numbered else NUMBER_SPACE

    def _lines(self, flow: Flow, item: tuple[Run, ...]) -> list[Line]:
        width = flow.frame.width - self._indent
        return break_lines(item, width, self.style.size, flow.document.typesetter)

    def _place_item(
        self, flow: Flow, parent: Element, item: tuple[Run, ...], label: str, indent: float
    ) -> None:
        style = replace(self.style, indent=indent)
        typesetter = flow.document.typesetter
        lines = self._lines(flow, item)
        flow.need(least_lines(lines) * style.leading)
        entry = flow.tree.add(parent, "LI")
        labelling = LinePainter(flow.tree, flow.tree.add(entry, "Lbl"), style)
        labelling.paint(
            flow.page, [break_lines([Run(label)], 99, style.size, typesetter)[0]], flow.frame.x, flow.y, 99
        )
        body = flow.tree.add(entry, "LBody")
        pour(flow, lines, line_painter(flow.tree, body, style, item), style)
        flow.gap(style.after)


@dataclass(frozen=True)
class NoticeBlock:
    """A paragraph that must not be overlooked: on light grey, with a dark bar at its left."""

    runs: tuple[Run, ...]
    style: TextStyle = NOTICE
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """The whole box, if a page can hold it."""
        return len(self._lines(flow)) * self.style.leading + 16

    def _lines(self, flow: Flow) -> list[Line]:
        width = flow.frame.width - self.style.indent - self.style.end_indent
        return break_lines(self.runs, width, self.style.size, flow.document.typesetter)

    def place(self, flow: Flow) -> None:
        """Draw the box, in pieces if it is longer than a page."""
        lines = self._lines(flow)
        flow.need(min(self.least_height(flow), flow.frame.top - flow.frame.bottom))
        flow.gap(10)

        def box(page: Page, top: float, height: float) -> None:
            with page.artifact():
                page.fill(flow.frame.x, top - height - 6, flow.frame.width, height + 12, ".945 g")
                page.fill(flow.frame.x, top - height - 6, 2.5, height + 12, ".25 g")

        painter = line_painter(flow.tree, flow.tree.add(flow.parent, "P"), self.style, self.runs)
        pour(flow, lines, painter, self.style, box)
        flow.gap(16)
