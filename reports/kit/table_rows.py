"""The fast way for long tables: rows whose cells all fit on one line and need one font.

Cells and their structure elements are written as text and never become objects; numbers are counted, not
asked for. A row that does not fit this way is left to `TableSheet.row`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.kit.table_sheet import RULE_GREY, TableSheet

MOST_KNOWN = 5000  # different texts remembered for the next rows


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
        typesetter = sheet.flow.document.typesetter
        self._height = table.height_of(1)
        self._font = typesetter.font(typesetter.faces.regular)
        self._known: dict[str, tuple[float, str]] = {}  # width at size 1 and spelling of texts seen before
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
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        tree, writer = flow.tree, flow.document.writer
        sink = _Sink([f"BT {self._font.resource} {style.size} Tf"], [], tree.owners)
        base = flow.y - style.pad_y - style.leading / 2 - style.size * 0.34
        done, number = 0, writer.last + 1
        for row in rows[start : start + fits]:
            cells = self._measured(row)
            if cells is None:
                break
            sheet.body.kids.append(f"{number} 0 R")
            number = self._write(cells, base - done * self._height, number, sink)
            done += 1
        if done:
            first = writer.reserve(number - writer.last - 1)
            writer.add_run(first, sink.elements)
            flow.page.code.append("\n".join(sink.code) + " ET")
            self._rules(flow.use(done * self._height), done)
        return done

    def _measured(self, row: Sequence[str]) -> list[tuple[float, str]] | None:
        """Width and spelling of each cell; None when one of them needs care."""
        cells, known = [], self._known
        for text, column in zip(row, self._columns, strict=True):
            cell = known.get(text)
            if cell is None:
                try:
                    cell = self._font.width(text), self._font.spell(text)
                except KeyError:
                    return None
                known[text] = cell
            if cell[0] > column.room:
                return None
            cells.append(cell)
        return cells

    def _write(self, cells: Sequence[tuple[float, str]], base: float, number: int, sink: _Sink) -> int:
        """Add one row whose elements are numbered from `number` on; returns the next number."""
        code, elements, owners = sink
        tree, parent, size = self._sheet.flow.tree, number, self._sheet.geometry.style.size
        kids = " 0 R ".join(map(str, range(number + 1, number + 1 + len(cells))))
        elements.append(f"<</S/TR/P {self._sheet.body.number} 0 R/K[{kids} 0 R]>>")
        height, page, content = f"{base:.2f} Tm", f"{parent} 0 R/Pg {tree.page} 0 R/K ", len(owners)
        for (wide, shown), (tag, scope, align, left, edge, _) in zip(cells, self._columns, strict=True):
            number += 1
            if not wide:
                elements.append(f"<</S/{tag}/P {parent} 0 R{scope}>>")
                continue
            if align == "left":
                code.append(f"/{tag}<</MCID {content}>>BDC {left}{height}{shown} EMC")
            else:
                x = edge - wide * size * (0.5 if align == "center" else 1)
                code.append(f"/{tag}<</MCID {content}>>BDC 1 0 0 1 {x:.2f} {height}{shown} EMC")
            elements.append(f"<</S/{tag}/P {page}{content}{scope}>>")
            owners.append(number)
            content += 1
        return number + 1

    def _rules(self, top: float, count: int) -> None:
        """The thin lines below the rows."""
        left, right = self._sheet.geometry.left, self._sheet.geometry.right
        heights = [top - i * self._height for i in range(1, count + 1)]
        lines = " ".join(f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in heights)
        with self._sheet.flow.page.artifact():
            self._sheet.flow.page.code.append(f".3 w {RULE_GREY} G {lines} S 0 G")
