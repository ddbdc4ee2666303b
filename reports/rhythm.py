"""When a subscribed report is due: which period has closed, on which day after it. Pure, without a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from foundation.values.month_names import MONTHS
from foundation.values.workdays import add_working_days
from grants.rules.deadlines import months_later
from reports.parameters import Period, year_of


class Rhythm(StrEnum):
    """How often."""

    MONTHLY = "monthly"
    YEARLY = "yearly"


class DayKind(StrEnum):
    """How the day after the end of the period is counted."""

    CALENDAR = "calendar"
    WORKING = "working"


#: Every month has these days; so many working days pass in every month, also in December.
LAST_DAY: Final = {DayKind.CALENDAR: 28, DayKind.WORKING: 15}
RHYTHM_WORDS: Final = {Rhythm.MONTHLY: "jeden Monat", Rhythm.YEARLY: "jedes Jahr"}


@dataclass(frozen=True)
class Timetable:
    """A rhythm with its day, counted by the holidays of the Land."""

    rhythm: Rhythm
    kind: DayKind
    day: int
    land: str

    def __post_init__(self) -> None:
        if not 1 <= self.day <= LAST_DAY[self.kind]:
            raise ValueError(f"no such day after a period: {self.day}")

    def planned_on(self, period: Period) -> date:
        """The day of the report on a closed period."""
        if self.kind is DayKind.WORKING:
            return add_working_days(period.last, self.day, self.land)
        return period.last + timedelta(days=self.day)

    def due(self, *, since: date, today: date) -> Iterator[tuple[Period, date]]:
        """The periods whose day lies from `since` to `today`, the oldest first; none is left out."""
        period = period_before(since, self.rhythm)
        while (planned := self.planned_on(period)) <= today:
            if planned >= since:
                yield period, planned
            period = period_after(period, self.rhythm)

    def next_after(self, day: date) -> tuple[Period, date]:
        """The first period whose day lies after `day`."""
        period = period_before(day, self.rhythm)
        while (planned := self.planned_on(period)) <= day:
            period = period_after(period, self.rhythm)
        return period, planned

    @property
    def words(self) -> str:
        """As in „jeden Monat am 3. Werktag nach dem Monatsende“."""
        counted = "Werktag" if self.kind is DayKind.WORKING else "Tag"
        end = "Monatsende" if self.rhythm is Rhythm.MONTHLY else "Jahresende"
        return f"{RHYTHM_WORDS[self.rhythm]} am {self.day}. {counted} nach dem {end}"


def period_before(day: date, rhythm: Rhythm) -> Period:
    """The last month or calendar year that had ended before this day."""
    if rhythm is Rhythm.YEARLY:
        return year_of(day.year - 1)
    last = day.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def period_after(period: Period, rhythm: Rhythm) -> Period:
    """The month or the calendar year that follows."""
    if rhythm is Rhythm.YEARLY:
        return year_of(period.last.year + 1)
    first = period.last + timedelta(days=1)
    return Period(first, months_later(first, 1) - timedelta(days=1))


def name_of_period(period: Period) -> str:
    """The month or the year in words: „November 2026“, „2026“."""
    return period.short if period.year else f"{MONTHS[period.first.month - 1]} {period.first.year}"
