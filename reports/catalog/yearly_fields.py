"""The yearly overview by field of action: cases in the order of the catalogue, a subtotal for each field."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reports.catalog.report_parts import column_sum, shown_rows, shown_sum
from reports.catalog.yearly_cases import CaseOfYear
from reports.contract import ControlSum, Table, Value
from reports.kit import Group

WITHOUT_FIELD = "Ohne Handlungsfeld"
Rows = Sequence[tuple[Value, ...]]


def by_field(cases: Sequence[CaseOfYear], catalogue: Sequence[str]) -> list[CaseOfYear]:
    """Fields as in the catalogue, then those of older rules, then none; inside each the order stays."""

    def place(case: CaseOfYear) -> tuple[int, str]:
        field = case.field_of_action
        if field is None:
            return len(catalogue) + 1, ""
        return (catalogue.index(field), "") if field in catalogue else (len(catalogue), field)

    return sorted(cases, key=place)


def field_sums(rows: Rows, field: int, summed: Sequence[int]) -> tuple[ControlSum, ...]:
    """A subtotal for each field; none where no row has one, because it would only say the total again."""
    if not any(row[field] for row in rows):
        return ()
    sums, first = [], 0
    for _, members in groupby(rows, key=lambda row: row[field]):
        run = list(members)
        values = tuple(column_sum(run, each) if each in summed else None for each in range(len(run[0])))
        sums.append(ControlSum(f"Summe {run[0][field] or WITHOUT_FIELD}", values, first, first + len(run)))
        first += len(run)
    return tuple(sums)


def field_groups(table: Table, field: int, keep: Sequence[int]) -> list[Group]:
    """The rows under their fields, with how many there are; one untitled group where no row has a field."""
    _, *sums = table.sums
    if not sums:
        return [Group("", shown_rows(table, table.rows, keep))]
    return [
        Group(
            _title(table.rows[each.first : each.end], field),
            shown_rows(table, table.rows[each.first : each.end], keep),
            shown_sum(table, each, keep),
        )
        for each in sums
    ]


def _title(rows: Rows, field: int) -> str:
    count = len(rows)
    return f"{rows[0][field] or WITHOUT_FIELD} ({count} {'Antrag' if count == 1 else 'Anträge'})"
