"""Letters that a file cannot hold become the nearest ones that it can; none is dropped silently."""

from __future__ import annotations

import re
import unicodedata

from text_unidecode import unidecode

UNKNOWN = "?"
# What begins a formula for a spreadsheet program; no name at a bank begins so.
FORMULA_STARTS = "=+-@＝＋－＠'\t\r\n "
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS", "€": "EUR"}
    | dict.fromkeys('„“”‚‘’»«"', "'")
)
# The letters of SEPA (EPC217-08); what else there is becomes a full stop.
_NOT_SEPA = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")


def one_line(text: str) -> str:
    """Text on one line: no control characters, single spaces, letters and their accents in one piece."""
    plain = "".join(each if each.isprintable() else " " for each in unicodedata.normalize("NFC", text))
    return " ".join(plain.split())


def no_formula(text: str) -> str:
    """Text that no spreadsheet program reads as a formula.

    What makes it one is taken off its beginning; an apostrophe before it would stand in the payee's name.
    """
    return text.lstrip(FORMULA_STARTS) or (UNKNOWN if text else "")


def fitting(text: str, encoding: str) -> str:
    """Text that can be written in this encoding: „Ş“ becomes S, a letter of another script its sound."""
    return "".join(each if _fits(each, encoding) else _nearest(each) for each in text)


def sepa_text(text: str, limit: int) -> str:
    """Text of at most `limit` characters in the letters that every bank takes: ä becomes ae.

    A slash neither begins nor ends it, and none follows another.
    """
    plain = "".join(each if each.isascii() else _nearest(each) for each in one_line(text).translate(_GERMAN))
    plain = _NOT_SEPA.sub(".", plain.replace("&", "+"))
    plain = re.sub(r"/{2,}", "/", plain)
    return " ".join(plain.split())[:limit].strip("/ ")


def _fits(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _nearest(letter: str) -> str:
    return unidecode(letter).strip() or UNKNOWN
