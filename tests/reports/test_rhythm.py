"""When a subscribed report is due: closed periods, days after them, what was missed."""

from datetime import date

import pytest

from reports.parameters import Period
from reports.rhythm import DayKind, Rhythm, Timetable, name_of_period, period_after, period_before

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def table(rhythm: Rhythm = Rhythm.MONTHLY, kind: DayKind = DayKind.WORKING, day: int = 3) -> Timetable:
    return Timetable(rhythm, kind, day, "ST")


@pytest.mark.parametrize(
    ("timetable", "period", "planned"),
    [
        (table(), NOVEMBER, date(2026, 12, 3)),
        (table(day=1), Period(date(2026, 12, 1), date(2026, 12, 31)), date(2027, 1, 4)),
        (
            table(kind=DayKind.CALENDAR, day=28),
            Period(date(2027, 1, 1), date(2027, 1, 31)),
            date(2027, 2, 28),
        ),
        (
            table(Rhythm.YEARLY, DayKind.CALENDAR, 10),
            Period(date(2026, 1, 1), date(2026, 12, 31)),
            date(2027, 1, 10),
        ),
        # 6 January is a holiday in Saxony-Anhalt.
        (table(Rhythm.YEARLY, day=4), Period(date(2026, 1, 1), date(2026, 12, 31)), date(2027, 1, 8)),
    ],
)
def test_day_is_counted_from_the_end_of_the_period(
    timetable: Timetable, period: Period, planned: date
) -> None:
    assert timetable.planned_on(period) == planned


def test_missed_months_are_due_each_once() -> None:
    due = list(table().due(since=date(2026, 10, 1), today=date(2026, 12, 24)))
    assert [(period.first, planned) for period, planned in due] == [
        (date(2026, 9, 1), date(2026, 10, 5)),
        (date(2026, 10, 1), date(2026, 11, 4)),
        (date(2026, 11, 1), date(2026, 12, 3)),
    ]


@pytest.mark.parametrize(
    ("since", "today", "count"),
    [
        (date(2026, 12, 3), date(2026, 12, 3), 1),
        (date(2026, 12, 4), date(2027, 1, 4), 0),
        (date(2026, 12, 1), date(2026, 12, 2), 0),
    ],
)
def test_first_and_last_day_count(since: date, today: date, count: int) -> None:
    assert len(list(table().due(since=since, today=today))) == count


def test_next_day_is_after_the_one_that_is_over() -> None:
    assert table().next_after(date(2026, 12, 2)) == (NOVEMBER, date(2026, 12, 3))
    assert table().next_after(date(2026, 12, 3))[1] == date(2027, 1, 6 + 1)


@pytest.mark.parametrize("day", [0, 16])
def test_day_that_not_every_month_has_is_none(day: int) -> None:
    with pytest.raises(ValueError, match="no such day"):
        table(day=day)


def test_fifteenth_working_day_lies_in_every_month() -> None:
    period = Period(date(2019, 12, 1), date(2019, 12, 31))
    for _ in range(240):
        period = period_after(period, Rhythm.MONTHLY)
        planned = table(day=15).planned_on(period)
        assert period_before(planned, Rhythm.MONTHLY) == period


def test_periods_are_named_as_people_name_them() -> None:
    assert [name_of_period(NOVEMBER), name_of_period(period_before(date(2027, 5, 1), Rhythm.YEARLY))] == [
        "November 2026",
        "2026",
    ]
