"""Interest on money that came back too late (§ 49a III 1 VwVfG): five points above the base rate.

The base rate (§ 247 BGB) is set on 1 January and 1 July; a half-year without its own entry is unknown, never
guessed. Rates are in hundredths of a percent: 1.27 % is 127.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.values.money import round_half_up

#: Five percentage points (§ 49a III 1 VwVfG; § 288 I BGB for an agreement).
SURCHARGE = 500
#: Days of a year, leap year or not, and hundredths of a percent in one.
_YEAR, _ONE = 365, 10_000


@dataclass(frozen=True)
class Owed:
    """A part of a claim: cents, and the day from which it bears interest."""

    cents: int
    since: date


@dataclass(frozen=True)
class Received:
    """Money that came in: cents, the day, and whether it was within the term of the notice."""

    cents: int
    day: date
    is_in_time: bool


@dataclass(frozen=True)
class Period:
    """One row of the calculation: so many cents, from a day to a day, at one rate.

    The first day is not counted and the last one is (§§ 187, 188 BGB).
    """

    since: date
    until: date
    on_cents: int
    base_rate: int

    @property
    def days(self) -> int:
        return (self.until - self.since).days

    @property
    def rate(self) -> int:
        """Hundredths of a percent a year."""
        return max(0, self.base_rate + SURCHARGE)

    @property
    def cents(self) -> int:
        """Rounded for itself, so that the rows that a reader sees add up to the sum."""
        return round_half_up(self.on_cents * self.rate * self.days, _YEAR * _ONE)


class UnknownRate(LookupError):
    """No base rate is entered for the half-year that begins on this day."""

    def __init__(self, half_year: date) -> None:
        super().__init__(half_year.isoformat())
        self.half_year = half_year


def half_year_of(day: date) -> date:
    """The 1 January or 1 July on which the base rate of this day was set."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def next_half_year(half_year: date) -> date:
    """The day on which the base rate is set next."""
    return date(half_year.year, 7, 1) if half_year.month == 1 else date(half_year.year + 1, 1, 1)


def interest_periods(
    owed: Sequence[Owed], received: Sequence[Received], rates: Mapping[date, int]
) -> tuple[Period, ...]:
    """What is owed for money that came in late, row by row in the order of time.

    Money that came in time bears none (§ 49a III 2 VwVfG). `rates` has the base rate of each half-year by its
    first day. Money is taken for the parts in their order. Raises UnknownRate.
    """
    late: dict[tuple[date, date], int] = {}
    for part, money in _matched(owed, received):
        if not money.is_in_time and money.day > part.since:
            span = (part.since, money.day)
            late[span] = late.get(span, 0) + part.cents
    found = [
        row for (since, until), cents in sorted(late.items()) for row in _rows(since, until, cents, rates)
    ]
    return tuple(found)


def _matched(owed: Sequence[Owed], received: Sequence[Received]) -> Iterator[tuple[Owed, Received]]:
    """Each part with the money that pays it, cut where one of them ends."""
    parts = [(part.cents, part.since) for part in owed]
    for money in received:
        left = money.cents
        while left and parts:
            cents, since = parts.pop(0)
            taken = min(left, cents)
            yield Owed(taken, since), money
            left -= taken
            if cents > taken:
                parts.insert(0, (cents - taken, since))


def _rows(since: date, until: date, cents: int, rates: Mapping[date, int]) -> Iterator[Period]:
    """One row for as long as the rate stays the same: half-years with the same one are not told apart."""
    begun, half_year = since, half_year_of(since + timedelta(days=1))
    while True:
        if half_year not in rates:
            raise UnknownRate(half_year)
        rate, following = rates[half_year], next_half_year(half_year)
        if following >= until or rates.get(following) != rate:
            # Interest of the last day of a half-year still has its rate: that day is counted, the first not.
            end = min(until, following - timedelta(days=1))
            yield Period(begun, end, cents, rate)
            begun = end
        if begun >= until:
            return
        half_year = following
