"""On which days and at which hours an automatic reminder may leave the house."""

from datetime import date, datetime

import pytest

from grants.rules.terms import (
    REMIND_AFTER,
    TERM_LABELS,
    TermKind,
    comes_too_late,
    may_leave,
    planned_days,
    send_on,
)


def test_every_kind_has_a_label_and_its_days() -> None:
    assert set(TERM_LABELS) == set(REMIND_AFTER) == set(TermKind)


def test_proof_is_reminded_before_and_after() -> None:
    due = date(2026, 6, 8)
    assert list(planned_days(TermKind.PROOF_DUE, due)) == [date(2026, 5, 25)]
    assert list(planned_days(TermKind.PROOF_OVERDUE, due)) == [date(2026, 6, 11), date(2026, 6, 29)]
    assert list(planned_days(TermKind.START, due)) == []


@pytest.mark.parametrize(
    ("planned", "leaves"),
    [
        (date(2026, 6, 12), date(2026, 6, 12)),  # Friday
        (date(2026, 6, 13), date(2026, 6, 13)),  # Saturday
        (date(2026, 6, 14), date(2026, 6, 15)),  # Sunday
        (date(2026, 5, 14), date(2026, 5, 15)),  # Ascension Day
        (date(2026, 5, 1), date(2026, 5, 4)),  # Friday, a holiday: the next working day is Monday
        (date(2026, 1, 6), date(2026, 1, 7)),  # Epiphany in Saxony-Anhalt
    ],
)
def test_quiet_day_waits_for_the_next_working_day(planned: date, leaves: date) -> None:
    assert send_on(planned, "ST") == leaves


def test_holiday_is_that_of_the_land() -> None:
    assert send_on(date(2026, 1, 6), "BE") == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("moment", "free"),
    [
        (datetime(2026, 6, 12, 7, 59), False),
        (datetime(2026, 6, 12, 8, 0), True),
        (datetime(2026, 6, 12, 18, 59), True),
        (datetime(2026, 6, 12, 19, 0), False),
        (datetime(2026, 6, 12, 23, 0), False),
        (datetime(2026, 6, 13, 10, 0), True),
        (datetime(2026, 6, 14, 10, 0), False),
        (datetime(2026, 5, 14, 10, 0), False),
    ],
)
def test_nothing_leaves_at_night_on_sundays_or_holidays(moment: datetime, free: bool) -> None:
    assert may_leave(moment, "ST") is free


@pytest.mark.parametrize(
    ("planned", "term", "late"),
    [
        (date(2026, 6, 1), date(2026, 6, 10), False),
        (date(2026, 6, 1), date(2026, 6, 6), False),  # today is the last day of the term
        (date(2026, 6, 1), date(2026, 6, 5), True),  # the term is over
        (date(2026, 6, 5), date(2026, 6, 2), False),  # planned for after the term
        (date(2026, 5, 30), date(2026, 5, 27), False),  # a week ago
        (date(2026, 5, 29), date(2026, 5, 26), True),  # a week and a day ago
    ],
)
def test_reminder_that_comes_too_late_is_dropped(planned: date, term: date, late: bool) -> None:
    assert comes_too_late(planned, term, date(2026, 6, 6)) is late
