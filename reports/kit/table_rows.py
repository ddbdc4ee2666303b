"""The fast way for long tables: rows whose cells all fit on one line and need one font.

Cells and their structure elements are written as text and never become objects; numbers are counted, not
asked for. A row that does not fit this way is left to `TableSheet.row`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.kit.document_fonts import NotInFace
from reports.kit.table_sheet import RULE_GREY, TableSheet

AT_ONCE = 200  # rows drawn in one go at most


class _Column(NamedTuple):
    """What drawing a cell needs to know."""

    tag: str
    scope: str  # attribute of a row header
    align: str
    left: str  # the text matrix up to x, for cells aligned left
    edge: float  # right edge, or the middle, for the others
    room: float  # width of the text at size 1


class _Sink(NamedTuple):
    """What a stretch of rows adds to the page and to the file."""

    code: list[str]
    elements: list[str]
    owners: list[int]


class PlainRows:
    """Draws plain rows of one table."""

    def __init__(self, sheet: TableSheet) -> None:
        self._sheet = sheet
        tree, table, style = sheet.flow.tree, sheet.geometry, sheet.geometry.style
        self._height = table.height_of(1)
        self._face = sheet.flow.document.typesetter.faces.regular
        self._columns = [
            _Column(
                "TH" if column.row_header else "TD",
                tree.row_scope if column.row_header else "",
                column.align,
                f"1 0 0 1 {left + style.pad_x:.2f} ",
                left + (width / 2 if column.align == "center" else width - style.pad_x),
                (width - 2 * style.pad_x) / style.size,
            )
            for column, left, width in zip(table.columns, table.lefts, table.widths, strict=False)
        ]

    def draw(self, rows: Sequence[Sequence[str]], start: int) -> int:
        """Draw rows from `start` on, until the page is full or a row needs care; returns how many."""
        sheet, flow, style = self._sheet, self._sheet.flow, self._sheet.geometry.style
        fits = int((flow.room + 0.01) // self._height)
        if style.label_grey or fits < 1:
            return 0
        tree, writer, size = flow.tree, flow.document.writer, style.size
        font = flow.document.typesetter.font(self._face)
        sink = _Sink([f"BT {font.resource} {size} Tf"], [], tree.owners)
        first = writer.last + 1
        base = flow.y - style.pad_y - style.leading / 2 - size * 0.34
        done, number = 0, first
        for row in rows[start : start + min(fits, AT_ONCE)]:
            after = self._row(row, base - done * self._height, number, sink)
            if not after:
                break
            sheet.body.kids.append(f"{number} 0 R")
            number, done = after, done + 1
        if done:
            writer.reserve(number - first)
            writer.add_run(first, sink.elements)
            flow.page.code.append("\n".join(sink.code) + " ET")
            self._rules(flow.use(done * self._height), done)
        return done

    def _row(self, row: Sequence[str], base: float, number: int, sink: _Sink) -> int:
        """Add one row whose elements are numbered from `number` on; returns the next number, 0 if it needs
        care.
        """
        code, elements, owners = sink
        before = len(code), len(elements), len(owners)
        size, page = self._sheet.geometry.style.size, self._sheet.flow.tree.page
        codes = self._sheet.flow.document.typesetter.font(self._face).codes
        advance = self._face.advances.__getitem__
        kids = " 0 R ".join(map(str, range(number + 1, number + 1 + len(row))))
        elements.append(f"<</S/TR/P {self._sheet.body.number} 0 R/K[{kids} 0 R]>>")
        parent, at, mcid = number, f"{base:.2f} Tm(", len(owners)
        for text, (tag, scope, align, left, edge, room) in zip(row, self._columns, strict=True):
            number += 1
            if not text:
                elements.append(f"<</S/{tag}/P {parent} 0 R{scope}>>")
                continue
            try:
                wide = sum(map(advance, text))
                shown = text.translate(codes)
            except (KeyError, NotInFace):
                wide = room + 1
            if wide > room:
                del code[before[0] :], elements[before[1] :], owners[before[2] :]
                return 0
            if align == "left":
                code.append(f"/{tag}<</MCID {mcid}>>BDC {left}{at}{shown})Tj EMC")
            else:
                x = edge - wide * size * (0.5 if align == "center" else 1)
                code.append(f"/{tag}<</MCID {mcid}>>BDC 1 0 0 1 {x:.2f} {at}{shown})Tj EMC")
            elements.append(f"<</S/{tag}/P {parent} 0 R/Pg {page} 0 R/K {mcid}{scope}>>")
            owners.append(number)
            mcid += 1
        return number + 1

    def _rules(self, top: float, count: int) -> None:
        """The thin lines below the rows."""
        left, right = self._sheet.geometry.left, self._sheet.geometry.right
        heights = [top - i * self._height for i in range(1, count + 1)]
        lines = " ".join(f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in heights)
        with self._sheet.flow.page.artifact():
            self._sheet.flow.page.code.append(f".3 w {RULE_GREY} G {lines} S 0 G")
