"""One reading of digits for amounts, dates and codes: every script's decimal digits become ASCII."""

from __future__ import annotations

import unicodedata
from typing import Final

# Direction marks and zero-width characters arrive by copying from chats and right-to-left texts.
_INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u061c\ufeff\u2060\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\u00ad"
)


def ascii_digits(text: str) -> str:
    """Return `text` with decimal digits of all scripts as 0-9 and without invisible marks.

    Superscripts, fractions and Roman numerals stay as they are: "5²" must not become 52.
    """
    return "".join(_plain(character) for character in text if character not in _INVISIBLE)


def _plain(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
