"""Names that the jury of a fund does not read: Projekt A, Projekt B; and texts without the names."""

from __future__ import annotations

import re
from collections.abc import Iterable

A_TO_Z = 26
HIDDEN = "[Name]"
SHORTEST = 3


def pseudonym(position: int) -> str:
    """The n-th item of an agenda, counted from 1: Projekt A, … Projekt Z, Projekt AA."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, A_TO_Z)
        letters = chr(ord("A") + rest) + letters
    return f"Projekt {letters}"


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with each of these names hidden, whatever their capitals. Part of a longer word stays.

    Does not find a nickname, a name that is declined, or one that nobody has entered.
    """
    for name in sorted({each.strip() for each in names}, key=len, reverse=True):
        if len(name) >= SHORTEST:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text


def names_in(*, name: str, contact_person: str, is_person: bool) -> tuple[str, ...]:
    """What to hide: the name, the contact person, and the surnames of people; a group's name only whole."""
    people = [each for each in (name if is_person else "", contact_person) if each.strip()]
    return tuple(filter(None, (name, contact_person, *(person.split()[-1] for person in people))))
