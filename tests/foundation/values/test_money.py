from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.values.errors import InvalidInput
from foundation.values.money import (
    HOW_TO,
    MAX_CENTS,
    AmbiguousAmount,
    format_amount,
    format_euro,
    format_machine,
    parse_cents,
    parse_machine,
    percent_of,
    round_half_up,
)

AMOUNTS = st.integers(min_value=0, max_value=MAX_CENTS)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("50", 5000),
        ("12,5", 1250),
        ("49,90", 4990),
        ("49.90", 4990),
        ("49.9 €", 4990),
        ("49,90€", 4990),
        ("€ 49,90", 4990),
        ("€49.90", 4990),
        ("49,90 EUR", 4990),
        ("eur 49,90", 4990),
        ("49,90 Euro", 4990),
        ("49,90 Euro.", 4990),
        ("50,-", 5000),
        ("50,-- €", 5000),
        ("50,–", 5000),
        ("50.—", 5000),
        ("1234", 123400),
        ("1234,5", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1 234,50", 123450),
        ("1\u00a0234,50\u00a0€", 123450),
        ("1\u202f234,50", 123450),
        ("1'234.50", 123450),
        ("1’234,50", 123450),
        ("1.234.567", 123456700),
        ("1,234,567", 123456700),
        ("1.234.567,89", 123456789),
        ("1 234", 123400),
        ("1'234", 123400),
        (",50", 50),
        (".5", 50),
        ("0,01", 1),
        ("007", 700),
        ("  49,90  ", 4990),
        ("\t49,90\n", 4990),
        ("9.999.999,99", 999_999_999),
        ("٤٩٫٩٠", 4990),
        ("١٬٢٣٤٫٥٠", 123450),
        ("١٬٢٣٤", 123400),
        ("٤٩،٩٠", 4990),
        ("۴۹٫۹۰", 4990),
        ("۱۲۳۴", 123400),
        ("４９，９０", 4990),
        ("４９．９０", 4990),
        ("१२.५०", 1250),
        ("\u200e49,90\u200f €", 4990),
        ("\ufeff49,90", 4990),
    ],
)
def test_parse_cents_human_writing(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    ("text", "suggestion", "sentence"),
    [
        ("1.234", 123400, "Meinen Sie 1.234,00\u00a0€?"),
        ("1,234", 123400, "Meinen Sie 1.234,00\u00a0€?"),
        ("1.500 €", 150000, "Meinen Sie 1.500,00\u00a0€?"),
        ("12.345", 1234500, "Meinen Sie 12.345,00\u00a0€?"),
        ("١.٢٣٤", 123400, "Meinen Sie 1.234,00\u00a0€?"),
    ],
)
def test_parse_cents_two_readings_asks_back(text: str, suggestion: int, sentence: str) -> None:
    with pytest.raises(AmbiguousAmount) as caught:
        parse_cents(text)
    assert (caught.value.suggestion_cents, caught.value.message, caught.value.code) == (
        suggestion,
        sentence,
        "amount.ambiguous",
    )


PRECISE = "Geben Sie höchstens zwei Stellen nach dem Komma ein, zum Beispiel 49,90."
MINUS = "Geben Sie den Betrag ohne Minuszeichen ein, zum Beispiel 49,90."
HIGH = "Geben Sie höchstens 9.999.999,99 € ein."


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", "amount.missing", HOW_TO),
        ("   ", "amount.missing", HOW_TO),
        ("\u200b", "amount.missing", HOW_TO),
        ("€", "amount.unreadable", HOW_TO),
        ("viel", "amount.unreadable", HOW_TO),
        ("NaN", "amount.unreadable", HOW_TO),
        ("-nan", "amount.unreadable", HOW_TO),
        ("Infinity", "amount.unreadable", HOW_TO),
        ("inf", "amount.unreadable", HOW_TO),
        ("1e4", "amount.unreadable", HOW_TO),
        ("1e400", "amount.unreadable", HOW_TO),
        ("0x10", "amount.unreadable", HOW_TO),
        ("1_000", "amount.unreadable", HOW_TO),
        ("5²", "amount.unreadable", HOW_TO),
        ("½", "amount.unreadable", HOW_TO),
        ("Ⅷ", "amount.unreadable", HOW_TO),
        ("50 $", "amount.unreadable", HOW_TO),
        ("+50", "amount.unreadable", HOW_TO),
        ("50-60", "amount.unreadable", HOW_TO),
        ("ca. 50", "amount.unreadable", HOW_TO),
        ("50,", "amount.unreadable", HOW_TO),
        ("12 50", "amount.unreadable", HOW_TO),
        ("1.23.45", "amount.unreadable", HOW_TO),
        ("1.234.50", "amount.unreadable", HOW_TO),
        ("12.34,50", "amount.unreadable", HOW_TO),
        ("1,234,50", "amount.unreadable", HOW_TO),
        ("1.234,567.89", "amount.unreadable", HOW_TO),
        ("0.234.567", "amount.unreadable", HOW_TO),
        ("..", "amount.unreadable", HOW_TO),
        (",", "amount.unreadable", HOW_TO),
        ("1,234567", "amount.too_precise", PRECISE),
        ("49,905", "amount.ambiguous", "Meinen Sie 49.905,00\u00a0€?"),
        ("0,905", "amount.too_precise", PRECISE),
        ("1234,567", "amount.too_precise", PRECISE),
        ("1.234,567", "amount.too_precise", PRECISE),
        ("٤٩٫٩٠٥", "amount.too_precise", PRECISE),
        ("-50", "amount.negative", MINUS),
        ("−50,00", "amount.negative", MINUS),
        ("– 50 €", "amount.negative", MINUS),
        ("€ -50", "amount.negative", MINUS),
        ("10000000", "amount.too_high", HIGH),
        ("10.000.000,00", "amount.too_high", HIGH),
        ("9" * 40, "amount.too_high", HIGH),
        ("9" * 41, "amount.too_long", HOW_TO),
        ("1" * 1_000_000, "amount.too_long", HOW_TO),
    ],
)
def test_parse_cents_refuses_with_what_to_do(text: str, code: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_cents(text)
    assert (caught.value.code, caught.value.message) == (code, sentence)


def _arabic(text: str) -> str:
    return text.translate(str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٬٫"))


@settings(max_examples=3000, deadline=None)
@given(AMOUNTS)
def test_parse_cents_of_every_writing_is_the_amount(cents: int) -> None:
    german = format_amount(cents)
    english = german.translate(str.maketrans(".,", ",."))
    writings = (german, english, format_euro(cents), format_machine(cents), _arabic(german))
    assert tuple(parse_cents(each) for each in writings) == (cents,) * 5


@settings(max_examples=2000, deadline=None)
@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_parse_machine_is_reverse_of_format_machine(cents: int) -> None:
    assert parse_machine(format_machine(cents)) == cents


@settings(max_examples=2000, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="0123456789.,'-+€ eE٫٬٤", max_size=14))
def test_parse_cents_any_text_gives_cents_or_a_sentence(text: str) -> None:
    try:
        found: int | str = parse_cents(text)
    except InvalidInput as refused:
        found = refused.message
    assert found[-1] in ".?" if isinstance(found, str) else 0 <= found <= MAX_CENTS


@pytest.mark.parametrize(
    ("cents", "amount", "machine"),
    [
        (0, "0,00", "0.00"),
        (5, "0,05", "0.05"),
        (123450, "1.234,50", "1234.50"),
        (-5872, "−58,72", "-58.72"),
        (-5, "−0,05", "-0.05"),
        (123456789012, "1.234.567.890,12", "1234567890.12"),
    ],
)
def test_format_amount_and_machine(cents: int, amount: str, machine: str) -> None:
    assert (format_amount(cents), format_euro(cents), format_machine(cents)) == (
        amount,
        f"{amount}\u00a0€",
        machine,
    )


@pytest.mark.parametrize(
    "text", ["", "1", "1.5", "1,50", "1.234,50", "1.500", "+1.50", " 1.50", "1.50\n", "٤.٥٠"]
)
def test_parse_machine_refuses_other_writings(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_machine(text)
    assert caught.value.code == "amount.not_machine"


@pytest.mark.parametrize(
    ("cents", "percent", "expected"),
    [(42000, 50, 21000), (41999, 50, 20999), (1, 99, 0), (100, 0, 0), (7, 100, 7)],
)
def test_percent_of_cuts_off(cents: int, percent: int, expected: int) -> None:
    assert percent_of(cents, percent) == expected


def test_percent_of_negative_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        percent_of(-1, 50)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (1, 3, 0),
        (2, 3, 1),
        (0, 5, 0),
        (125, 10, 13),
        (-125, 10, -13),
        (124, 10, 12),
    ],
)
def test_round_half_up_halves_away_from_zero(numerator: int, denominator: int, expected: int) -> None:
    assert round_half_up(numerator, denominator) == expected


def test_round_half_up_zero_denominator_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="positive"):
        round_half_up(1, 0)
