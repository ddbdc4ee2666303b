from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.values.dates import (
    compose_date,
    format_date,
    format_long_date,
    local_date,
    month_of,
    parse_date,
)
from foundation.values.errors import InvalidInput

TWELFTH = date(2027, 3, 12)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "12.3.2027", "12.03.2027", "12. 3. 2027", "12.3.27", "12-3-2027", "12 3 2027", "12,3,2027",
        "2027-03-12", "2027/3/12", "12. März 2027", "12.März 2027", "12 März 2027", "12 maerz 2027",
        "12. Mrz. 27", "12. mär 2027", "12. March 2027", "Freitag, 12. März 2027", "Fr, 12.3.2027",
        "Fr. 12.3.2027", "Freitag, den 12. März 2027",
        "١٢.٣.٢٠٢٧", "۱۲.۳.۲۰۲۷", "１２．３．２０２７", "\u200e12.3.2027", "  12.3.2027 ",
    ],
)  # fmt: skip
def test_parse_date_human_writing(text: str) -> None:
    assert parse_date(text) == TWELFTH


@pytest.mark.parametrize(("text", "day"), [("13/4/2027", date(2027, 4, 13)), ("4/4/2027", date(2027, 4, 4))])
def test_parse_date_slashes_with_one_reading(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", "date.missing", "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027."),
        ("morgen", "date.unreadable", "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027."),
        ("12.3.", "date.unreadable", "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027."),
        (
            "12. Ju 2027",
            "date.unreadable",
            "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027.",
        ),
        ("12" * 40, "date.unreadable", "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027."),
        (
            "32.3.2027",
            "date.impossible",
            "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027.",
        ),
        (
            "3/13/2027",
            "date.impossible",
            "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027.",
        ),
        (
            "0/3/2027",
            "date.impossible",
            "Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027.",
        ),
        ("31.2.2027", "date.impossible", "Den 31. Februar 2027 gibt es nicht. Prüfen Sie Tag und Monat."),
        ("29.2.2027", "date.impossible", "Den 29. Februar 2027 gibt es nicht. Prüfen Sie Tag und Monat."),
        ("12.3.0027", "date.year", "Das Jahr 0027 kann nicht stimmen. Prüfen Sie es."),
        ("12.3.9999", "date.year", "Das Jahr 9999 kann nicht stimmen. Prüfen Sie es."),
        (
            "3/4/2027",
            "date.ambiguous",
            "Meinen Sie den 3. April? Schreiben Sie das Datum mit Punkten, zum Beispiel 3.4.2027.",
        ),
    ],
)
def test_parse_date_refuses_with_what_to_do(text: str, code: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_date(text)
    assert (caught.value.code, caught.value.message) == (code, sentence)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("12", "3", "2027"), ("12.", "März", "27"), (" 12 ", "mrz", "2027"), ("١٢", "٣", "٢٠٢٧")],
)
def test_compose_date_of_three_inputs(day: str, month: str, year: str) -> None:
    assert compose_date(day, month, year) == TWELFTH


@pytest.mark.parametrize(
    ("day", "month", "year", "field"),
    [
        ("", "", "", ""),
        ("", "3", "2027", "day"),
        ("32", "3", "2027", "day"),
        ("x", "3", "2027", "day"),
        ("12", "", "2027", "month"),
        ("12", "13", "2027", "month"),
        ("12", "0", "2027", "month"),
        ("12", "3", "", "year"),
        ("12", "3", "202", "year"),
        ("12", "3", "1250", "year"),
        ("31", "2", "2027", ""),
    ],
)
def test_compose_date_names_the_wrong_input(day: str, month: str, year: str, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        compose_date(day, month, year)
    assert caught.value.field == field


@settings(max_examples=2000, deadline=None)
@given(DAYS)
def test_parse_date_of_every_writing_is_the_day(day: date) -> None:
    writings = (format_date(day), format_long_date(day), day.isoformat())
    assert tuple(parse_date(each) for each in writings) == (day,) * 3


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=70) | st.text(alphabet="0123456789.-/ JanuarMärz", max_size=14))
def test_parse_date_any_text_gives_a_day_or_a_sentence(text: str) -> None:
    try:
        found: date | str = parse_date(text)
    except InvalidInput as refused:
        found = refused.message
    assert isinstance(found, date) or found[-1] == "."


def test_format_date_and_long_date() -> None:
    assert (format_date(TWELFTH), format_long_date(TWELFTH)) == ("12.03.2027", "12. März 2027")


@pytest.mark.parametrize(
    ("name", "month"), [("Mai", 5), ("Juni", 6), ("jun", 6), ("Sept.", 9), ("ma", None), ("x", None)]
)
def test_month_of(name: str, month: int | None) -> None:
    assert month_of(name) == month


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, 999000, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_local_date_at_the_edge_of_a_day(moment: datetime, day: date) -> None:
    assert local_date(moment) == day


def test_local_date_without_zone_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="aware"):
        local_date(datetime(2026, 1, 1))


@pytest.mark.parametrize("text", [
    "12 березня 2027", "12 березень 2027 р.", "понеділок, 12 березня 2027", "12 марта 2027 г.",
    "12 مارس 2027", "١٢ آذار ٢٠٢٧", "12th March 2027", "Friday, 12 March 2027", "12. mrz 27",
])  # fmt: skip
def test_months_in_the_languages_of_the_program(text: str) -> None:
    assert parse_date(text) == date(2027, 3, 12)


def test_months_of_two_words_and_what_is_not_clear() -> None:
    assert parse_date("1 تشرين الثاني 2027") == date(2027, 11, 1)
    with pytest.raises(InvalidInput):
        parse_date("1 تشرين 2027")


@pytest.mark.parametrize(("language", "text"), [
    ("de", "12. März 2027"), ("en", "12 March 2027"), ("uk", "12 березня 2027"), ("ru", "12 марта 2027"),
    ("ar", "12 مارس 2027"),
])  # fmt: skip
def test_a_long_date_in_each_language_can_be_read_again(language: str, text: str) -> None:
    assert format_long_date(date(2027, 3, 12), language) == text
    assert parse_date(text) == date(2027, 3, 12)
