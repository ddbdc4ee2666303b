"""The Land's money: first in, first used; 45 and 60 days; two months ahead."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.land_money import Age, Unused, last_day_ahead, unused_money

TODAY = date(2026, 6, 30)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("receipts", "used", "left"),
    [
        ([], 0, []),
        ([(ago(50), 100)], 100, []),
        ([(ago(50), 100)], 500, []),
        ([(ago(50), 100)], 40, [(50, 60)]),
        ([(ago(5), 100), (ago(50), 100)], 150, [(5, 50)]),
        ([(ago(5), 100), (ago(50), 100)], 40, [(50, 60), (5, 100)]),
        ([(ago(50), 100)], -40, [(50, 100)]),
    ],
)
def test_payments_use_what_came_in_first(
    receipts: list[tuple[date, int]], used: int, left: list[tuple[int, int]]
) -> None:
    assert [(part.days, part.cents) for part in unused_money(receipts, used, today=TODAY)] == left


@pytest.mark.parametrize(
    ("days", "age"), [(44, Age.FRESH), (45, Age.WARNING), (59, Age.WARNING), (60, Age.OVERDUE)]
)
def test_age_of_unused_money(days: int, age: Age) -> None:
    assert Unused(ago(days), 1, days).age is age


@given(st.lists(st.tuples(st.dates(max_value=TODAY), st.integers(1, 10**9))), st.integers(0, 10**10))
def test_nothing_is_lost_or_invented(receipts: list[tuple[date, int]], used: int) -> None:
    left = sum(part.cents for part in unused_money(receipts, used, today=TODAY))
    assert left == max(0, sum(cents for _day, cents in receipts) - used)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 6, 30), date(2026, 8, 30)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 11, 15), date(2027, 1, 15)),
    ],
)
def test_ahead_means_two_months(day: date, last: date) -> None:
    assert last_day_ahead(day) == last
