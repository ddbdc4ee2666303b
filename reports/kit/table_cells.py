"""The geometry of a table: how wide its columns are, and the lines of text in each cell of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple, Protocol

from reports.kit.column_widths import Measured, column_widths
from reports.kit.flow import Frame
from reports.kit.line_breaking import Line, as_runs, break_lines
from reports.kit.painting import Align, TextStyle
from reports.kit.plain_text import is_right_to_left
from reports.kit.typesetting import Typesetter

Cells = Sequence[str | None]  # None continues the cell to the left
UNREADABLE = "[Diese Angabe kann nicht gezeigt werden]"
Kind = Literal["head", "body", "group", "total"]


@dataclass(frozen=True)
class TableStyle:
    """Measures of a table in points. `label_grey`: the grey of row headers, for tables of facts."""

    size: float = 8.5
    leading: float = 11
    pad_x: float = 4
    pad_y: float = 2.6
    after: float = 10
    label_grey: float = 0


class ColumnLike(Measured, Protocol):
    """What must be known of a column."""

    @property
    def align(self) -> Align: ...
    @property
    def row_header(self) -> bool: ...


class Cell(NamedTuple):
    """One cell, ready to be drawn."""

    lines: list[Line]
    left: float
    width: float
    column: int
    span: int
    style: TextStyle
    right_to_left: bool

    def has_text(self, first: int, end: int) -> bool:
        """Whether anything is to be seen on these lines."""
        return any(fragment.text.strip() for line in self.lines[first:end] for fragment in line)


class TableGeometry:
    """Columns on a page, and rows measured."""

    def __init__(
        self, columns: Sequence[ColumnLike], style: TableStyle, frame: Frame, typesetter: Typesetter
    ) -> None:
        self.columns = columns
        self.style = style
        self._typesetter = typesetter
        self.widths = column_widths(columns, frame.width, style.size, 2 * style.pad_x, typesetter)
        self.lefts = list(accumulate(self.widths, initial=frame.x))

    @property
    def left(self) -> float:
        """Left edge."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """Right edge."""
        return self.lefts[-1]

    def height_of(self, lines: int) -> float:
        """Height of a row of so many lines."""
        return lines * self.style.leading + 2 * self.style.pad_y

    def height(self, row: Cells, kind: Kind) -> float:
        """Height of a row with all its lines."""
        return self.height_of(line_count(self.cells(row, kind)))

    def cells(self, row: Cells, kind: Kind) -> list[Cell]:
        """The cells of a row with their text in lines."""
        cells = []
        for column, given in enumerate(row):
            if given is None:
                continue
            text = _readable(given)
            span = 1
            while column + span < len(row) and row[column + span] is None:
                span += 1
            width = sum(self.widths[column : column + span])
            style = self._text_style(column, kind, is_whole=span == len(self.columns))
            room = width - 2 * self.style.pad_x
            lines = break_lines(as_runs(text, bold=style.bold), room, style.size, self._typesetter)
            cells.append(Cell(lines, self.lefts[column], width, column, span, style, is_right_to_left(text)))
        return cells

    def _text_style(self, column: int, kind: Kind, *, is_whole: bool) -> TextStyle:
        described = self.columns[column]
        is_label = kind == "body" and described.row_header
        return TextStyle(
            size=self.style.size,
            leading=self.style.leading,
            align="left" if is_whole else described.align,  # what runs over all columns is a sentence
            bold=kind != "body",
            grey=self.style.label_grey if is_label else 0,
        )


def line_count(cells: Sequence[Cell]) -> int:
    """Lines of the highest cell."""
    return max((len(cell.lines) for cell in cells), default=1)


def _readable(value: object) -> str:
    """The text; a value that is none, by a mistake elsewhere, costs one cell, never a list of thousands."""
    return value if isinstance(value, str) else UNREADABLE
