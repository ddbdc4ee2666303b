"""What a picture of figures shows, as plain values. It draws columns of its table and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.contract import Table, Value
from reports.kit import Fill

Shape = Literal["bars", "columns"]
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Series:
    """A column of the table that is drawn: its pattern, and the word that stands beside what it draws."""

    column: int
    fill: Fill
    word: str = ""


@dataclass(frozen=True)
class Chart:
    """One picture. All arithmetic is over: what is drawn, said and printed stands in `table`.

    `name` is its name in a file or an address. `sentence` says what can be seen, with the main figures.
    `columns` stacks the series month by month, `bars` puts them one below
    the other. `line`: the column of a plan; `counted`: the column that stands in brackets behind the label;
    `short_labels`: what stands below narrow columns. `empty` is said instead where there is nothing to draw.
    """

    name: str
    title: str
    sentence: str
    empty: str
    table: Table
    shape: Shape
    series: tuple[Series, ...]
    line: int | None = None
    counted: int | None = None
    short_labels: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be drawn: an axis without anything would only look broken."""
        return not any(row[each.column] for row in self.table.rows for each in self.series)

    @property
    def what_is_drawn(self) -> str:
        """The text in place of the picture: its kind and parts; the figures stand around it."""
        parts = ", ".join(each.word for each in self.series if each.word)
        kind = "Balken je Zeile der Tabelle"
        if self.shape == "columns":
            kind = "Gestapelte Säulen je Monat, dazu eine Linie für den Plan"
        return (
            f"{self.title}. {kind}{f': {parts}' if parts else ''}. Die Zahlen stehen in der Tabelle darunter."
        )


def height_of(value: Value) -> int:
    """What can be drawn of a cell: amounts and numbers above zero."""
    return max(value, 0) if isinstance(value, int) else 0
