"""Zweckbindung: how long a bought thing stays bound to its purpose, and when somebody looks after it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date


def bound_until(ends_on: date, years: int) -> date:
    """A thing stays bound for the fund's number of years after the project's end; its last day.

    Source: the fund's guideline (`binding_years`), domain handbook 1.8. Does not know what wears out.
    """
    return _in_year(ends_on, ends_on.year + years)


def check_days(until: date, first: date, last: date) -> Iterator[date]:
    """Once a year somebody asks whether the thing is still used, the last time on its last day.

    -> Those days from `first` to `last`. Source: domain handbook 5.2 (yearly check).
    """
    for year in range(first.year, last.year + 1):
        day = _in_year(until, year)
        if first <= day <= min(last, until):
            yield day


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
