"""The fast way for long tables: rows in one font, whose cells are written as text and never become objects.

Numbers are counted, not asked for. A row that needs another font, that is longer than a page, or that belongs
to a table of facts is left to `TableSheet.row`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.kit.line_breaking import as_runs, break_lines
from reports.kit.plain_text import clean_text
from reports.kit.table_sheet import RULE_GREY, TableSheet

MOST_KNOWN = 5000  # different texts of a column remembered for the next rows

CellLines = list[
    tuple[float, str]
]  # of each line the width at size 1, without the space at its end, and the operator


class _Column(NamedTuple):
    """What drawing a cell needs to know."""

    tag: str
    scope: str  # attribute of a row header
    align: str
    left: str  # the text matrix up to x, for cells aligned left
    edge: float  # right edge, or the middle, for the others
    room: float  # width of the text at size 1
    known: dict[str, CellLines]


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
        self._typesetter = sheet.flow.document.typesetter
        self._font = self._typesetter.font(self._typesetter.faces.regular)
        self._columns = [
            _Column(
                "TH" if column.row_header else "TD",
                tree.row_scope if column.row_header else "",
                column.align,
                f"1 0 0 1 {left + style.pad_x:.2f} ",
                left + (width / 2 if column.align == "center" else width - style.pad_x),
                (width - 2 * style.pad_x) / style.size,
                {},
            )
            for column, left, width in zip(table.columns, table.lefts, table.widths, strict=False)
        ]

    def draw(self, rows: Sequence[Sequence[str]], start: int) -> tuple[int, float]:
        """Draw rows from `start` on, until the page is full or a row needs care.

        Returns how many were drawn, and the height of the row for which no room was left, if that was why.
        """
        sheet, flow, style = self._sheet, self._sheet.flow, self._sheet.geometry.style
        if style.label_grey:
            return 0, 0.0
        writer, body = flow.document.writer, sheet.body
        sink = _Sink([f"BT {self._font.resource} {style.size} Tf"], [], flow.tree.owners)
        base_below_top = style.pad_y + style.leading / 2 + style.size * 0.34
        tops, number, too_high = [flow.y], writer.last + 1, 0.0
        bottom = flow.frame.bottom - 0.01
        for position in range(start, len(rows)):
            cells = self._measured(rows[position])
            if cells is None:
                break
            height = max(map(len, cells)) * style.leading + 2 * style.pad_y
            if tops[-1] - height < bottom:
                too_high = height
                break
            body.kids.append(f"{number} 0 R")
            number = self._write(cells, tops[-1] - base_below_top, number, sink)
            tops.append(tops[-1] - height)
        if len(tops) > 1:
            first = writer.reserve(number - writer.last - 1)
            writer.add_run(first, sink.elements)
            flow.page.code.append("\n".join(sink.code) + " ET")
            flow.use(tops[0] - tops[-1])
            self._rules(tops[1:])
        return len(tops) - 1, too_high

    def _measured(self, row: Sequence[str]) -> list[CellLines] | None:
        """The lines of each cell; None when one of them needs care."""
        cells = []
        for text, column in zip(row, self._columns, strict=True):
            cell = column.known.get(text)
            if cell is None:
                if len(column.known) > MOST_KNOWN:
                    column.known.clear()
                try:
                    cell = column.known[text] = self._lines(text, column.room)
                except KeyError:
                    return None
            cells.append(cell)
        return cells

    def _lines(self, text: str, room: float) -> CellLines:
        """The text in lines that fit; KeyError when the font lacks a character."""
        font, text = self._font, clean_text(text)
        width = font.width(text)
        if width <= room:
            return [(width, font.spell(text))]
        lines = break_lines(as_runs(text), room, 1, self._typesetter)
        texts = ["".join(fragment.text for fragment in line) for line in lines]
        return [(font.width(shown.rstrip(" ")), font.spell(shown)) for shown in texts]

    def _write(self, cells: Sequence[CellLines], base: float, number: int, sink: _Sink) -> int:
        """Add one row whose elements are numbered from `number` on; returns the next number."""
        code, elements, owners = sink
        tree, style, parent = self._sheet.flow.tree, self._sheet.geometry.style, number
        kids = " 0 R ".join(map(str, range(number + 1, number + 1 + len(cells))))
        elements.append(f"<</S/TR/P {self._sheet.body.number} 0 R/K[{kids} 0 R]>>")
        height, page, content = f"{base:.2f} Tm", f"{parent} 0 R/Pg {tree.page} 0 R/K ", len(owners)
        for lines, (tag, scope, align, left, edge, _, _) in zip(cells, self._columns, strict=True):
            number += 1
            if not lines[0][0]:
                elements.append(f"<</S/{tag}/P {parent} 0 R{scope}>>")
                continue
            if align == "left" and len(lines) == 1:
                code.append(f"/{tag}<</MCID {content}>>BDC {left}{height}{lines[0][1]} EMC")
            else:
                shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align] * style.size
                code.append(f"/{tag}<</MCID {content}>>BDC")
                for turn, (wide, shown) in enumerate(lines):
                    x = left if align == "left" else f"1 0 0 1 {edge - wide * shift:.2f} "
                    code.append(f"{x}{base - turn * style.leading:.2f} Tm{shown}")
                code.append("EMC")
            elements.append(f"<</S/{tag}/P {page}{content}{scope}>>")
            owners.append(number)
            content += 1
        return number + 1

    def _rules(self, heights: Sequence[float]) -> None:
        """The thin lines below the rows."""
        left, right = self._sheet.geometry.left, self._sheet.geometry.right
        lines = " ".join(f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in heights)
        with self._sheet.flow.page.artifact():
            self._sheet.flow.page.code.append(f".3 w {RULE_GREY} G {lines} S 0 G")
