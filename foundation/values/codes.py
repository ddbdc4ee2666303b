"""Codes people read aloud and type, and tokens nobody reads."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Final

# Left out because they are taken for one another in print, by hand or on the telephone:
# 0 O, 1 I L, 2 Z, 5 S, B (kept: 8), V (kept: U).
ALPHABET: Final = "ACDEFGHJKMNPQRTUWXY346789"

CHECK_CODE_LENGTH: Final = 12

_TOKEN_BYTES: Final = 32
_LOOKS_LIKE: Final = str.maketrans(
    {"B": "8", "V": "U"}
    # Cyrillic letters of the same shape, from a keyboard that was not switched.
    | dict(zip("АВСЕНКМРТХУ", "A8CEHKMPTXY", strict=True))
)


def code_from(secret: bytes, length: int) -> str:
    """Return the code of `length` characters of `ALPHABET` (about 4.6 bits each) that secret bytes stand for.

    The same bytes give the same code. Take many more bytes than the code has bits, then no character is
    likelier than another: 32 for 12 characters.
    """
    if length < 1:
        raise ValueError("a code needs at least one character")
    rest, letters = int.from_bytes(secret), []
    for _ in range(length):
        rest, position = divmod(rest, len(ALPHABET))
        letters.append(ALPHABET[position])
    return "".join(letters)


def make_check_code() -> str:
    """Return a new random check code of a document: 12 characters, 55 bits; a default of its row."""
    return code_from(secrets.token_bytes(_TOKEN_BYTES), CHECK_CODE_LENGTH)


def in_groups(code: str) -> str:
    """Return a code as it is printed and read aloud: ACDE-FGHJ-KMNP."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise_code(text: str) -> str:
    """Return what a person typed in the form in which codes are made and compared.

    Capital letters, no spaces or dashes, full-width letters and digits of other scripts as plain ones,
    and the replaceable look-alikes replaced. Never raises: what is wrong is simply no known code.
    """
    upper = unicodedata.normalize("NFKC", text).upper()
    digits = "".join(str(unicodedata.decimal(each, each)) for each in upper)
    return "".join(each for each in digits.translate(_LOOKS_LIKE) if each.isalnum())


def make_token() -> str:
    """Return a random token of 256 bits, fit for addresses."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest(token: str) -> str:
    """Return the SHA-256 of a token as 64 hex digits; only this is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
