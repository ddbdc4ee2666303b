"""The fast way for long tables: rows in one font, whose cells are written as text and never become objects.

Numbers are counted, not asked for. A row that needs another font, that is longer than a page, or that belongs
to a table of facts is left to `TableSheet.row`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.kit.document_fonts import DocumentFont
from reports.kit.line_breaking import as_runs, break_lines
from reports.kit.plain_text import clean_text
from reports.kit.table_sheet import RULE_GREY, TableSheet

MOST_KNOWN = 5000  # different texts of a column remembered for the next rows
ALIGNED = {"left": 0.0, "center": 0.5, "right": 1.0}

# Of each line the text matrix up to its height, and the operator that shows it; none for an empty cell.
CellLines = list[tuple[str, str]]


class _Column(dict[str, CellLines]):
    """What drawing a cell needs to know, and the lines of the texts met so far.

    What all cells of a column share is spelt once. KeyError for a text that the font cannot show.
    """

    def __init__(self, sheet: TableSheet, position: int, font: DocumentFont) -> None:
        super().__init__()
        table, style = sheet.geometry, sheet.geometry.style
        described, room = table.columns[position], table.widths[position] - 2 * style.pad_x
        tag = "TH" if described.row_header else "TD"
        self.opening = f"/{tag}<</MCID "  # of marked content, up to its number
        self.element = f"<</S/{tag}/P "  # a structure element, up to its parent
        self.scope = sheet.flow.tree.row_scope if described.row_header else ""
        self._font, self._typesetter = font, sheet.flow.document.typesetter
        self._edge = table.lefts[position] + style.pad_x + room * ALIGNED[described.align]
        self._shift = ALIGNED[described.align] * style.size  # what stands left of the edge, for width 1
        self._room = room / style.size  # for text at size 1

    def __missing__(self, text: str) -> CellLines:
        """The text in lines that fit."""
        font, shown = self._font, clean_text(text)
        width = font.width(shown)
        if width <= self._room:
            lines = [self._line(width, shown)] if width else []
        else:
            broken = break_lines(as_runs(shown), self._room, 1, self._typesetter)
            texts = ["".join(fragment.text for fragment in line) for line in broken]
            lines = [self._line(font.width(each.rstrip(" ")), each) for each in texts]
        if len(self) > MOST_KNOWN:
            self.clear()
        self[text] = lines
        return lines

    def _line(self, width: float, text: str) -> tuple[str, str]:
        return f"1 0 0 1 {self._edge - width * self._shift:.2f} ", self._font.spell(text)


class _Sink(NamedTuple):
    """What a stretch of rows adds to the page and to the file."""

    code: list[str]
    elements: list[str]
    owners: list[int]


class PlainRows:
    """Draws plain rows of one table."""

    def __init__(self, sheet: TableSheet) -> None:
        self._sheet = sheet
        typesetter = sheet.flow.document.typesetter
        self._font = typesetter.font(typesetter.faces.regular)
        self._columns = [
            _Column(sheet, position, self._font) for position in range(len(sheet.geometry.columns))
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
            height = (max(map(len, cells)) or 1) * style.leading + 2 * style.pad_y
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
        try:
            return [column[text] for column, text in zip(self._columns, row, strict=True)]
        except (KeyError, TypeError):  # another script, or no text at all
            return None

    def _write(self, cells: Sequence[CellLines], base: float, number: int, sink: _Sink) -> int:
        """Add one row whose elements are numbered from `number` on; returns the next number."""
        code, elements, owners = sink
        leading, parent = self._sheet.geometry.style.leading, f"{number} 0 R"
        kids = " 0 R ".join(map(str, range(number + 1, number + 1 + len(cells))))
        elements.append(f"<</S/TR/P {self._sheet.body.number} 0 R/K[{kids} 0 R]>>")
        height, content = f"{base:.2f} Tm", len(owners)
        page = f"{parent}/Pg {self._sheet.flow.tree.page} 0 R/K "
        for lines, column in zip(cells, self._columns, strict=True):
            number += 1
            if not lines:
                elements.append(f"{column.element}{parent}{column.scope}>>")
                continue
            start, shown = lines[0]
            if len(lines) > 1:
                shown += "".join(
                    f" {x}{base - turn * leading:.2f} Tm{more}" for turn, (x, more) in enumerate(lines[1:], 1)
                )
            code.append(f"{column.opening}{content}>>BDC {start}{height}{shown} EMC")
            elements.append(f"{column.element}{page}{content}{column.scope}>>")
            owners.append(number)
            content += 1
        return number + 1

    def _rules(self, heights: Sequence[float]) -> None:
        """The thin lines below the rows."""
        left, right = self._sheet.geometry.left, self._sheet.geometry.right
        lines = " ".join(f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in heights)
        with self._sheet.flow.page.artifact():
            self._sheet.flow.page.code.append(f".3 w {RULE_GREY} G {lines} S 0 G")
