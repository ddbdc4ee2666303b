from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.values.codes import ALPHABET, code_from, digest, make_token, normalise_code


def test_alphabet_has_no_look_alikes() -> None:
    assert [each for each in "0OQ1IL2Z5SBV" if each in ALPHABET] == ["Q"]


@given(st.binary(min_size=32, max_size=32))
def test_code_from_uses_only_the_alphabet(secret: bytes) -> None:
    code = code_from(secret, 12)
    assert (len(code), set(code) - set(ALPHABET)) == (12, set())


def test_code_from_the_same_bytes_is_the_same_and_from_others_another() -> None:
    codes = {code_from(bytes([number] * 32), 12) for number in range(256)}
    assert len(codes) == 256
    assert code_from(bytes(range(32)), 12) == code_from(bytes(range(32)), 12)


def test_code_from_takes_every_character_about_as_often() -> None:
    letters = "".join(code_from(digest(str(number)).encode()[:32], 12) for number in range(4000))
    assert min(letters.count(each) for each in ALPHABET) > 1800  # 2000 on average


def test_code_from_without_length_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="at least one"):
        code_from(b"x", 0)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("k7qm-4hxa-9cde", "K7QM4HXA9CDE"),
        (" K7QM 4HXA 9CDE ", "K7QM4HXA9CDE"),
        ("k7qm.4hxa–9cde", "K7QM4HXA9CDE"),
        ("Ｋ７ＱＭ", "K7QM"),
        ("К7QМ", "K7QM"),
        ("٧٤", "74"),
        ("bv", "8U"),
        ("", ""),
    ],
)
def test_normalise_code_what_people_type(typed: str, code: str) -> None:
    assert normalise_code(typed) == code


@given(st.integers(1, 20))
def test_normalise_code_leaves_made_codes(length: int) -> None:
    code = code_from(bytes(range(32)), length)
    assert normalise_code(code.lower()) == code


@given(st.text(max_size=40))
def test_normalise_code_is_stable(text: str) -> None:
    once = normalise_code(text)
    assert normalise_code(once) == once


def test_make_token_is_long_and_new_each_time() -> None:
    tokens = {make_token() for _ in range(100)}
    assert (len(tokens), min(map(len, tokens))) == (100, 43)


def test_digest_is_sha256_in_hex() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
