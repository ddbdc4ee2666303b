from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from foundation.values.workdays import is_working_day
from grants.rules.deadlines import (
    acceptance_until,
    cautious_remedy_until,
    deemed_known_on,
    earliest_end_of_hearing,
    is_final,
    proof_due_on,
    question_due_on,
    remedy_until,
    start_until,
    wrong_new_term,
)
from grants.rules.facts import DeemedKnown
from tests.grants.rules.examples import FUND_A

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


EARLY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("posted_on", "known_on", "until"),
    [
        (date(2026, 3, 20), date(2026, 3, 24), date(2026, 4, 24)),
        (date(2026, 5, 8), date(2026, 5, 12), date(2026, 6, 12)),
        (date(2026, 6, 12), date(2026, 6, 16), date(2026, 7, 16)),
        (date(2026, 10, 2), date(2026, 10, 6), date(2026, 11, 6)),
    ],
)
def test_notice_golden_days(posted_on: date, known_on: date, until: date) -> None:
    known = deemed_known_on(posted_on, "letter", FUND_A)
    assert (known, remedy_until(known, "ST")) == (known_on, until)


@pytest.mark.parametrize("channel", ["letter", "portal", "email"])
@pytest.mark.parametrize(
    ("deemed_known", "expected"),
    [("no_shift", date(2026, 4, 4)), ("next_working_day", date(2026, 4, 7))],
)
def test_deemed_known_on_a_weekend_follows_the_setting(
    channel: str, deemed_known: DeemedKnown, expected: date
) -> None:
    assert deemed_known_on(date(2026, 3, 31), channel, replace(FUND_A, deemed_known=deemed_known)) == expected


@pytest.mark.parametrize(
    ("arrived_on", "expected"),
    [
        (None, date(2026, 3, 24)),
        (date(2026, 3, 21), date(2026, 3, 24)),
        (date(2026, 3, 24), date(2026, 3, 24)),
        (date(2026, 3, 28), date(2026, 3, 28)),
    ],
)
def test_deemed_known_later_proven_arrival_wins(arrived_on: date | None, expected: date) -> None:
    assert deemed_known_on(date(2026, 3, 20), "letter", FUND_A, arrived_on) == expected


def test_deemed_known_unknown_channel_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="unknown channel"):
        deemed_known_on(date(2026, 3, 20), "pigeon", FUND_A)


@pytest.mark.parametrize(
    ("known_on", "until"),
    [
        (date(2027, 1, 31), date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2022, 1, 31), date(2022, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 1, 30), date(2026, 3, 2)),  # 28 February 2026 is a Saturday
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 1), date(2027, 1, 4)),  # 1 January 2027 is a Friday and a holiday
        (date(2025, 12, 6), date(2026, 1, 7)),  # 6 January is a holiday in Saxony-Anhalt
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
    ],
)
def test_remedy_until_end_of_month_and_holidays(known_on: date, until: date) -> None:
    assert remedy_until(known_on, "ST") == until


def test_remedy_until_depends_on_the_land() -> None:
    known_on = date(2025, 12, 6)
    assert (remedy_until(known_on, "ST"), remedy_until(known_on, "SN")) == (
        date(2026, 1, 7),
        date(2026, 1, 6),
    )


@given(DAYS)
def test_remedy_until_agrees_with_independent_library(known_on: date) -> None:
    month = known_on + relativedelta(months=1)
    end = next(day for n in range(15) if is_working_day(day := month + timedelta(days=n), "ST"))
    assert remedy_until(known_on, "ST") == end


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2026, 4, 24), False), (date(2026, 4, 25), True), (date(2026, 4, 1), False)]
)
def test_is_final_on_the_day_after(on: date, expected: bool) -> None:
    assert is_final(on, date(2026, 4, 24)) is expected


def test_cautious_remedy_takes_the_later_reading() -> None:
    posted_on, parameters = date(2026, 3, 31), FUND_A
    strict = remedy_until(deemed_known_on(posted_on, "letter", parameters), "ST")
    assert (strict, cautious_remedy_until(posted_on, "letter", parameters)) == (
        date(2026, 5, 4),
        date(2026, 5, 7),
    )


@given(DAYS)
def test_cautious_remedy_is_never_earlier(posted_on: date) -> None:
    parameters = FUND_A
    strict = remedy_until(deemed_known_on(posted_on, "letter", parameters), "ST")
    assert cautious_remedy_until(posted_on, "letter", parameters) >= strict


@pytest.mark.parametrize(
    ("ends_on", "due_on"),
    [
        (date(2026, 5, 9), date(2026, 6, 8)),
        (date(2026, 7, 11), date(2026, 8, 10)),
        (date(2026, 7, 18), date(2026, 8, 17)),
        (date(2026, 5, 8), date(2026, 6, 5)),
    ],
)
def test_proof_due_golden_days(ends_on: date, due_on: date) -> None:
    assert proof_due_on(ends_on, FUND_A) == due_on


@pytest.mark.parametrize(
    ("asked_on", "days", "due_on"),
    [(date(2026, 4, 15), 14, date(2026, 4, 29)), (date(2026, 4, 18), 14, date(2026, 5, 4))],
)
def test_question_due_on(asked_on: date, days: int, due_on: date) -> None:
    assert question_due_on(asked_on, days, "ST") == due_on


def test_hearing_lasts_ten_days_at_least() -> None:
    assert earliest_end_of_hearing(date(2026, 4, 24)) == date(2026, 5, 4)


@pytest.mark.parametrize(
    ("days", "until"),
    [(None, None), (14, date(2026, 3, 20)), (29, date(2026, 4, 7))],  # Easter Saturday: after Easter Monday
)
def test_acceptance_until_counts_from_the_day_it_is_known(days: int | None, until: date | None) -> None:
    assert acceptance_until(date(2026, 3, 6), replace(FUND_A, acceptance_days=days)) == until


@pytest.mark.parametrize(
    ("months", "until"),
    [
        (None, None),
        (1, date(2026, 4, 7)),  # 6 April is Easter Monday
        (3, date(2026, 6, 8)),  # 6 June is a Saturday
        (12, date(2027, 3, 8)),  # 6 March 2027 is a Saturday
    ],
)
def test_start_until_counts_months_from_the_known_day(months: int | None, until: date | None) -> None:
    assert (
        start_until(date(2026, 3, 6), replace(FUND_A, start_within_months=months), planned_on=EARLY) == until
    )


def test_nobody_must_begin_before_the_day_of_the_award() -> None:
    rules, later = replace(FUND_A, start_within_months=1), date(2026, 4, 11)
    assert start_until(date(2026, 3, 6), rules, planned_on=later) == later


def test_start_until_ends_with_a_short_month() -> None:
    assert start_until(date(2026, 10, 31), replace(FUND_A, start_within_months=4), planned_on=EARLY) == date(
        2027, 3, 1
    )


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [
        (date(2026, 3, 13), "Die Frist läuft schon bis 13.03.2026. Wählen Sie einen späteren Tag."),
        (date(2026, 3, 16), "Wählen Sie einen Tag in der Zukunft."),
        (date(2026, 3, 21), "Der 21.03.2026 ist kein Werktag. Wählen Sie einen Werktag."),
        (date(2026, 4, 3), "Der 03.04.2026 ist kein Werktag. Wählen Sie einen Werktag."),
        (date(2026, 3, 17), ""),
    ],
)
def test_new_term_is_a_later_working_day(due_on: date, sentence: str) -> None:
    told, today = date(2026, 3, 13), date(2026, 3, 16)
    assert wrong_new_term(due_on, told=told, today=today, land="ST") == sentence
