from __future__ import annotations

from datetime import date, timedelta

import holidays as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.values.workdays import (
    LAENDER,
    add_working_days,
    easter_sunday,
    holidays,
    is_working_day,
    next_working_day,
)

CASES = [(land, year) for land in LAENDER for year in range(2018, 2036)]


@pytest.mark.parametrize(("land", "year"), CASES)
def test_holidays_agree_with_independent_library(land: str, year: int) -> None:
    expected = oracle.country_holidays("DE", subdiv=land, years=year)
    assert list(holidays(land, year)) == sorted(expected)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1818, 3, 22),
        (1954, 4, 18),
        (1981, 4, 19),
        (2000, 4, 23),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2285, 3, 22),
    ],
)
def test_easter_sunday_known_years(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("land", "day", "name"),
    [
        ("ST", date(2026, 1, 6), "Heilige Drei Könige"),
        ("ST", date(2026, 10, 31), "Reformationstag"),
        ("SN", date(2026, 11, 18), "Buß- und Bettag"),
        ("TH", date(2026, 9, 20), "Weltkindertag"),
        ("BE", date(2019, 3, 8), "Internationaler Frauentag"),
        ("BE", date(2018, 3, 8), None),
        ("MV", date(2023, 3, 8), "Internationaler Frauentag"),
        ("MV", date(2022, 3, 8), None),
        ("BE", date(2025, 5, 8), "80. Jahrestag der Befreiung"),
        ("BE", date(2026, 5, 8), None),
        ("SL", date(2026, 8, 15), "Mariä Himmelfahrt"),
        ("BY", date(2026, 8, 15), None),
        ("NI", date(2018, 10, 31), "Reformationstag"),
        ("ST", date(2026, 6, 4), None),
        ("NW", date(2026, 6, 4), "Fronleichnam"),
    ],
)
def test_holidays_particular_to_a_land(land: str, day: date, name: str | None) -> None:
    assert holidays(land, day.year).get(day) == name


def test_holidays_of_saxony_anhalt_in_order() -> None:
    assert list(holidays("ST", 2026).items()) == [
        (date(2026, 1, 1), "Neujahr"),
        (date(2026, 1, 6), "Heilige Drei Könige"),
        (date(2026, 4, 3), "Karfreitag"),
        (date(2026, 4, 6), "Ostermontag"),
        (date(2026, 5, 1), "Tag der Arbeit"),
        (date(2026, 5, 14), "Christi Himmelfahrt"),
        (date(2026, 5, 25), "Pfingstmontag"),
        (date(2026, 10, 3), "Tag der Deutschen Einheit"),
        (date(2026, 10, 31), "Reformationstag"),
        (date(2026, 12, 25), "Erster Weihnachtstag"),
        (date(2026, 12, 26), "Zweiter Weihnachtstag"),
    ]


def test_holidays_unknown_land_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="unknown Land"):
        holidays("XX", 2026)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 2), date(2026, 4, 2)),
        (date(2026, 4, 3), date(2026, 4, 7)),
        (date(2026, 6, 6), date(2026, 6, 8)),
        (date(2026, 1, 6), date(2026, 1, 7)),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_next_working_day(day: date, expected: date) -> None:
    assert next_working_day(day, "ST") == expected


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 4, 2), 0, date(2026, 4, 2)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 4), 1, date(2026, 4, 7)),
        (date(2026, 4, 2), 5, date(2026, 4, 13)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
    ],
)
def test_add_working_days(day: date, n: int, expected: date) -> None:
    assert add_working_days(day, n, "ST") == expected


@settings(max_examples=500, deadline=None)
@given(st.dates(date(2020, 1, 1), date(2035, 11, 30)), st.integers(0, 30), st.sampled_from(sorted(LAENDER)))
def test_add_working_days_counts_exactly_n(day: date, n: int, land: str) -> None:
    end = add_working_days(day, n, land)
    between = (day + timedelta(days=k) for k in range(1, (end - day).days + 1))
    assert sum(is_working_day(each, land) for each in between) == n
