"""Texts without the people in them: known names, addresses and accounts are put out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

SHORTEST = 3
NO_NAME, NO_EMAIL, NO_PHONE, NO_IBAN = "[Name]", "[E-Mail]", "[Telefon]", "[IBAN]"
_SPACE = "[ \u00a0]?"
_GERMAN = rf"DE\d{{2}}(?:{_SPACE}\d){{18}}"
_FOREIGN = rf"[A-Z]{{2}}\d{{2}}(?:{_SPACE}[A-Z0-9]{{4}}){{3,7}}(?:{_SPACE}[A-Z0-9]{{1,3}})?"
_IBAN = re.compile(rf"(?<!\w)(?:{_GERMAN}|{_FOREIGN})(?!\w)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w-])(?:\+|0)\d[\d /()-]{5,}\d(?![\w-])")
_LETTER_A = 55  # a letter counts as two digits, A is 10 (ISO 13616)


def masked(text: str) -> str:
    """The text with every IBAN cut to its first and last four characters, as on all pages."""
    return _without_ibans(text, lambda compact: f"{compact[:4]} •••• {compact[-4:]}")


class Veil:
    """Hides what it knows. `hidden`: what stands in texts -> what stands there instead.

    Also hides every address of e-mail and what looks like a telephone number. Does not find a nickname, a
    declined name, or a person whom nobody has entered: somebody reads the paper before it leaves the house.
    """

    def __init__(self, hidden: Mapping[str, str]) -> None:
        self._instead = {
            key.strip().casefold(): word for key, word in hidden.items() if len(key.strip()) >= SHORTEST
        }
        longest_first = sorted(self._instead, key=len, reverse=True)
        names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
        self._names = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE) if names else None

    def over(self, text: str) -> str:
        """The text without what is known of people."""
        if self._names is not None:
            text = self._names.sub(self._replace, text)
        text = _without_ibans(text, lambda _compact: NO_IBAN)
        return _PHONE.sub(NO_PHONE, _EMAIL.sub(NO_EMAIL, text))

    def _replace(self, found: re.Match[str]) -> str:
        return self._instead.get(" ".join(found[0].split()).casefold(), NO_NAME)


def _without_ibans(text: str, instead: Callable[[str], str]) -> str:
    def change(found: re.Match[str]) -> str:
        compact = re.sub(r"\s", "", found[0]).upper()
        is_german = compact.startswith("DE") and compact[2:].isdigit()
        return instead(compact) if is_german or _is_valid(compact) else found[0]

    return _IBAN.sub(change, text)


def _is_valid(compact: str) -> bool:
    """The check of ISO 13616: so that no other code is taken for an account."""
    turned = compact[4:] + compact[:4]
    return int("".join(str(ord(c) - _LETTER_A) if c.isalpha() else c for c in turned)) % 97 == 1
