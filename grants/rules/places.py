"""Where something happens, as the public may read it: the street or the place, never the door."""

from __future__ import annotations

import re

_AFTER_STREET = re.compile(r"[,;(\n]|\s[-–]\s")
_HOUSE_NUMBER = re.compile(
    r"\s*(?<![\w.])\d+(?![\d.])\s?[a-zA-Z]?(?!\w)(?:\s?[-–/+]\s?\d+\s?[a-zA-Z]?(?!\w))*"
)


def street_level(place: str) -> str:
    """The first part of what was typed, without house numbers: "Musterstraße 12a, 2. OG" is "Musterstraße".

    Source: UX handbook 4.3 (place at street level). Empty when nothing else is left.
    """
    first = _AFTER_STREET.split(place.strip(), maxsplit=1)[0]
    return " ".join(_HOUSE_NUMBER.sub(" ", first).split())
