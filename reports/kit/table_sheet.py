"""A table while it is being placed: its elements, its head on every page, and rows that need care."""

from __future__ import annotations

from collections.abc import Sequence

from reports.kit.flow import Flow
from reports.kit.painting import LinePainter
from reports.kit.plain_text import text_string
from reports.kit.structure import Element
from reports.kit.table_cells import Cell, Cells, Kind, TableGeometry, line_count

RULE_GREY, HEAD_RULE_GREY, TOTAL_RULE_GREY = 0.75, 0.45, 0.3
FILLS = {"head": ".92 g", "group": ".965 g"}


class TableSheet:
    """The table's state over its pages."""

    def __init__(self, flow: Flow, geometry: TableGeometry, summary: str) -> None:
        self.flow = flow
        self.geometry = geometry
        self._head: list[Cell] = []
        self._drawn_head: tuple[float, list[str]] = (0.0, [])  # its height on the page, its operators
        extra = f"/A<</O/Table/Summary {text_string(summary)}>>" if summary else ""
        self._element = flow.tree.add(flow.parent, "Table", extra)
        self.body: Element = self._element

    def begin(self, head: Cells) -> None:
        """Draw the head, and repeat it on every page that follows."""
        self.section("THead")
        self.row(head, "head")
        self._head = self.geometry.cells(head, "head")

    def section(self, tag: str) -> None:
        """Start a part of the table: THead, TBody or TFoot."""
        self.body = self.flow.tree.add(self._element, tag)

    def keep(self, height: float) -> None:
        """Go to a new page unless so much is left here; what no page can hold stays."""
        if self.flow.room + 0.01 < height and self.page_can_hold(height):
            self.next_page()

    def page_can_hold(self, height: float) -> bool:
        """Whether so much fits on a page below the head."""
        head = self.geometry.height_of(line_count(self._head)) if self._head else 0.0
        return height <= self.flow.frame.top - self.flow.frame.bottom - head

    def next_page(self) -> None:
        """Go to a new page and repeat the head there, for the eye only."""
        self.flow.new_page()
        if not self._head:
            return
        page, top, before = self.flow.page, self.flow.y, len(self.flow.page.code)
        drawn_at, operators = self._drawn_head
        if drawn_at == top:
            self.flow.use(self.geometry.height_of(line_count(self._head)))
            page.code += operators
        else:
            self._paint(self._head, [None] * len(self._head), 0, line_count(self._head), "head")
            self._drawn_head = top, page.code[before:]

    def row(self, row: Cells, kind: Kind) -> None:
        """Draw one row with elements of its own; a row longer than a page goes on over the next ones."""
        cells = self.geometry.cells(row, kind)
        count, done = line_count(cells), 0
        self.keep(self.geometry.height_of(count))
        painters = self._painters(cells, kind)
        while done < count:
            if self._lines_left() < 1 and not self.flow.untouched:
                self.next_page()
            end = min(done + max(self._lines_left(), 1), count)
            self._paint(cells, painters, done, end, kind)
            done = end

    def _lines_left(self) -> int:
        style = self.geometry.style
        return int((self.flow.room + 0.01 - 2 * style.pad_y) // style.leading)

    def _painters(self, cells: Sequence[Cell], kind: Kind) -> list[LinePainter | None]:
        tree = self.flow.tree
        line = tree.add(self.body, "TR")
        painters: list[LinePainter | None] = []
        for cell in cells:
            names_row = self.geometry.columns[cell.column].row_header or kind == "group"
            is_header = kind == "head" or names_row or (kind == "total" and not painters)
            extra = self._attributes(kind, cell.span) if is_header else _span(cell.span)
            element = tree.add(line, "TH" if is_header else "TD", extra)
            painters.append(LinePainter(tree, element, cell.style, right_to_left=cell.right_to_left))
        return painters

    def _attributes(self, kind: Kind, span: int) -> str:
        """Entries of a header cell."""
        if span == 1:
            return self.flow.tree.column_scope if kind == "head" else self.flow.tree.row_scope
        return f"/A<</O/Table/Scope/{'Column' if kind == 'head' else 'Row'}/ColSpan {span}>>"

    def _paint(
        self, cells: Sequence[Cell], painters: Sequence[LinePainter | None], first: int, end: int, kind: Kind
    ) -> None:
        """Draw some lines of a row as one stretch of the page. No painter: the cell is an artifact."""
        flow, style = self.flow, self.geometry.style
        height = self.geometry.height_of(end - first)
        top = flow.use(height)
        self._paint_ground(top, height, kind)
        for cell, painter in zip(cells, painters, strict=True):
            if not cell.has_text(first, end):
                continue
            artist = painter or LinePainter(flow.tree, None, cell.style, right_to_left=cell.right_to_left)
            x, width = cell.left + style.pad_x, cell.width - 2 * style.pad_x
            artist.paint(flow.page, cell.lines[first:end], x, top - style.pad_y, width)

    def _paint_ground(self, top: float, height: float, kind: Kind) -> None:
        """Fill and rules."""
        page, left, right = self.flow.page, self.geometry.left, self.geometry.right
        with page.artifact():
            if kind in FILLS:
                page.fill(left, top - height, right - left, height, FILLS[kind])
            if kind == "total":
                page.rule(left, top, right, top, width=0.7, grey=TOTAL_RULE_GREY)
            width, grey = (0.5, HEAD_RULE_GREY) if kind == "head" else (0.3, RULE_GREY)
            page.rule(left, top - height, right, top - height, width=width, grey=grey)


def _span(span: int) -> str:
    return f"/A<</O/Table/ColSpan {span}>>" if span > 1 else ""
