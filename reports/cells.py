"""A value of a table as paper and pages show it."""

from __future__ import annotations

from datetime import date

from foundation.values.dates import format_date
from foundation.values.money import format_amount
from reports.contract import Kind, Value


def shown(value: Value, kind: Kind) -> str:
    """A date and an amount the German way, a dash where there is nothing."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int):
        if kind == "permille":
            return format_amount(value * 10)[:-1] + "\u00a0%"
        return format_amount(value) if kind == "money" else str(value)
    return value
