"""How long things stay bound, and the day of each year on which somebody asks."""

from datetime import date

import pytest

from grants.rules.binding import bound_until, check_days


@pytest.mark.parametrize(
    ("ends_on", "years", "until"),
    [
        (date(2026, 5, 9), 3, date(2029, 5, 9)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2026, 5, 9), 0, date(2026, 5, 9)),
    ],
)
def test_bound_until_is_the_same_day_years_later(ends_on: date, years: int, until: date) -> None:
    assert bound_until(ends_on, years) == until


def test_check_days_come_once_a_year_up_to_the_last_day() -> None:
    until = date(2029, 5, 9)
    found = list(check_days(until, date(2026, 5, 10), date(2031, 12, 31)))
    assert found == [date(2027, 5, 9), date(2028, 5, 9), date(2029, 5, 9)]
    assert list(check_days(until, date(2029, 5, 10), date(2030, 5, 9))) == []
    assert list(check_days(date(2028, 2, 29), date(2026, 1, 1), date(2026, 12, 31))) == [date(2026, 2, 28)]
