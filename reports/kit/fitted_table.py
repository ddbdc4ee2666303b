"""A table that never goes on over the page: it shows the rows that fit, and says what the others come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.kit.flow import Flow
from reports.kit.table_cells import Cells, TableGeometry, TableStyle
from reports.kit.tables import Column, Group, TableBlock


@dataclass(frozen=True)
class FittedTable:
    """`endings[n]` is the last row after n rows were shown, reckoned by the author beforehand."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    endings: Sequence[Cells]
    summary: str
    style: TableStyle
    keep_with_next: bool = False

    def __post_init__(self) -> None:
        if len(self.endings) != len(self.rows) + 1:
            raise ValueError("a fitted table needs an ending for every number of rows, none included")

    def least_height(self, flow: Flow) -> float:
        """Nothing: what does not fit is not shown."""
        return 0.0

    def place(self, flow: Flow) -> None:
        """Draw the table as far as the room of this page goes."""
        shown = self._that_fit(flow)
        ending = self.endings[shown]
        if self.rows and not shown:  # without a row the table would say that there are no entries
            alone = Group("", [[cell or "" for cell in ending]])
            TableBlock(self.columns, (alone,), self.summary, style=self.style).place(flow)
            return
        group = Group("", self.rows[:shown])
        TableBlock(self.columns, (group,), self.summary, ending, self.style).place(flow)

    def _that_fit(self, flow: Flow) -> int:
        """The most rows that have room together with their head and their ending."""
        geometry = TableGeometry(self.columns, self.style, flow.frame, flow.document.typesetter)
        room = flow.room - geometry.height([column.title for column in self.columns], "head")
        used, fitting = 0.0, 0
        for number, row in enumerate(self.rows, 1):
            used += geometry.height(row, "body")
            if used > room:
                break
            if used + geometry.height(self.endings[number], "total") <= room:
                fitting = number
        return fitting
