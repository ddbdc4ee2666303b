"""Interest on late money: whole rows, half-years, part payments, and the figure of the handbook."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.interest import (
    Owed,
    Period,
    Received,
    UnknownRate,
    half_year_of,
    interest_periods,
)

RATES = {date(2026, 1, 1): 127, date(2026, 7, 1): 127, date(2027, 1, 1): 200}
PAID_ON = date(2026, 6, 24)
OWED = (Owed(1_872, PAID_ON), Owed(4_000, PAID_ON))


def late(cents: int, day: date) -> Received:
    return Received(cents, day, is_in_time=False)


def test_figure_of_the_handbook() -> None:
    """58.72 for 125 days at 6.27 %: 1.26 (domain handbook, scenario K2, variant)."""
    (row,) = interest_periods(OWED, [late(5_872, date(2026, 10, 27))], RATES)
    assert row == Period(PAID_ON, date(2026, 10, 27), 5_872, 127)
    assert (row.days, row.rate, row.cents) == (125, 627, 126)


def test_money_in_time_bears_none_and_part_payments_count_alone() -> None:
    money = [
        Received(1_000, date(2026, 9, 1), is_in_time=True),
        late(2_000, date(2026, 12, 1)),
        late(2_872, date(2027, 1, 31)),
    ]
    rows = interest_periods(OWED, money, RATES)
    assert [(row.since, row.until, row.on_cents, row.rate) for row in rows] == [
        (PAID_ON, date(2026, 12, 1), 2_000, 627),
        (PAID_ON, date(2026, 12, 31), 2_872, 627),
        (date(2026, 12, 31), date(2027, 1, 31), 2_872, 700),
    ]


def test_unknown_half_year_is_named_and_not_guessed() -> None:
    with pytest.raises(UnknownRate) as caught:
        interest_periods(OWED, [late(5_872, date(2027, 7, 1))], RATES)
    assert caught.value.half_year == date(2027, 7, 1)
    assert interest_periods(OWED, [late(5_872, date(2027, 6, 30))], RATES)


def test_rate_below_zero_takes_nothing_away() -> None:
    assert Period(PAID_ON, date(2026, 12, 1), 5_872, -600).cents == 0


DAYS = st.dates(date(2020, 1, 1), date(2029, 12, 31))


@given(
    since=DAYS,
    length=st.integers(1, 1_500),
    cents=st.integers(1, 5_000_000),
    steps=st.lists(st.integers(-88, 400), min_size=30, max_size=30),
)
def test_rows_cover_each_day_once_at_its_own_rate(
    since: date, length: int, cents: int, steps: list[int]
) -> None:
    """Against a sum over single days."""
    until = since + timedelta(days=length)
    first = half_year_of(since)
    halves = [date(first.year + place // 2, 1 + 6 * (place % 2), 1) for place in range(30)]
    rates = dict(zip(halves, steps, strict=True))
    rows = interest_periods([Owed(cents, since)], [late(cents, until)], rates)
    days = [since + timedelta(days=n) for n in range(1, length + 1)]
    exact = sum(Fraction(cents * (rates[half_year_of(day)] + 500), 3_650_000) for day in days)
    assert sum(row.days for row in rows) == length
    off = sum(row.cents for row in rows) - exact
    assert -len(rows) <= 2 * off <= len(rows)
    assert all(before.base_rate != after.base_rate for before, after in pairwise(rows))
