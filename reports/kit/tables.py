"""Tables: what an author says about them, and the order in which their parts are placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.kit.flow import Flow
from reports.kit.painting import Align
from reports.kit.table_cells import Cells, TableGeometry, TableStyle
from reports.kit.table_rows import PlainRows
from reports.kit.table_sheet import TableSheet

NOTHING = "Keine Einträge"
PLAIN_TABLE = TableStyle()


@dataclass(frozen=True)
class Column:
    """One column. `share` is its part of the width, measured against the shares of the other columns.

    `row_header` marks the cells that name their row (a number, a name): screen readers say them with every
    cell. `fits`: a text that must stand on one line of its cells, such as a day.
    """

    title: str
    share: float = 1
    align: Align = "left"
    row_header: bool = False
    fits: str = ""


@dataclass(frozen=True)
class Group:
    """Rows under a title of their own, with a subtotal if wanted. In totals, None continues the cell to the
    left.
    """

    title: str
    rows: Sequence[Sequence[str]]
    total: Cells | None = None


@dataclass(frozen=True)
class TableBlock:
    """A table over as many pages as it takes; its header is repeated for the eye only."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    summary: str = ""
    total: Cells | None = None
    style: TableStyle = PLAIN_TABLE
    headed: bool = True
    keep_with_next: bool = False

    def __post_init__(self) -> None:
        rows = [row for group in self.groups for row in group.rows]
        totals = [
            cells for cells in (self.total, *(group.total for group in self.groups)) if cells is not None
        ]
        if not self.columns or any(len(cells) != len(self.columns) for cells in (*rows, *totals)):
            raise ValueError("every row of a table must have one cell for each column")

    def least_height(self, flow: Flow) -> float:
        """The header, a group title and the first row."""
        measure = self._geometry(flow).height
        height = measure(self._titles, "head") if self.headed else 0.0
        for group in self.groups[:1]:
            height += measure(self._title_row(group), "group") if group.title else 0.0
            height += measure(group.rows[0], "body") if group.rows else 0.0
        return height

    @property
    def _titles(self) -> Cells:
        return [column.title for column in self.columns]

    def _title_row(self, group: Group) -> Cells:
        return [group.title, *[None] * (len(self.columns) - 1)]

    def _geometry(self, flow: Flow) -> TableGeometry:
        return TableGeometry(self.columns, self.style, flow.frame, flow.document.typesetter)

    def place(self, flow: Flow) -> None:
        """Draw the whole table as one element."""
        if not self.headed and not any(group.rows for group in self.groups):
            return  # without any row there is nothing that could be a table
        sheet = TableSheet(flow, self._geometry(flow), self.summary)
        if self.headed:
            sheet.begin(self._titles)
        if not any(group.rows or group.title for group in self.groups):
            sheet.section("TBody")  # a head alone is no table to a screen reader
            sheet.row([NOTHING, *[None] * (len(self.columns) - 1)], "body")
        for position, group in enumerate(self.groups):
            last = position == len(self.groups) - 1
            self._place_group(sheet, group, [self.total] if last and self.total is not None else [])
        if self.total is not None:
            sheet.section("TFoot")
            sheet.row(self.total, "total")
        flow.gap(self.style.after)

    def _place_group(self, sheet: TableSheet, group: Group, after: Sequence[Cells]) -> None:
        """`after`: what must stand on the same page as the group's last row."""
        if not (group.title or group.rows or group.total is not None):
            return
        measure = sheet.geometry.height
        sheet.section("TBody")
        if group.title:
            title = self._title_row(group)
            below = measure(group.rows[0], "body") if group.rows else 0.0
            sheet.keep(measure(title, "group") + below)
            sheet.row(title, "group")
        endings = [group.total, *after] if group.total is not None else after
        last = len(group.rows) - 1 if endings else len(group.rows)
        self._place_rows(sheet, group.rows[: max(last, 0)])
        if endings:
            height = sum(measure(cells, "total") for cells in endings)
            sheet.keep(height + sum(measure(row, "body") for row in group.rows[-1:]))
            self._place_rows(sheet, group.rows[-1:])
        if group.total is not None:
            sheet.row(group.total, "total")

    def _place_rows(self, sheet: TableSheet, rows: Sequence[Sequence[str]]) -> None:
        """Plain rows go the fast way, the others one by one."""
        plain, position = PlainRows(sheet), 0
        while position < len(rows):
            drawn, too_high = plain.draw(rows, position)
            position += drawn
            if too_high and sheet.page_can_hold(too_high):
                sheet.next_page()
            elif position < len(rows):
                sheet.row(rows[position], "body")
                position += 1
