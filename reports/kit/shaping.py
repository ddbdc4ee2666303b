"""From the text as it is read to the text as it is drawn: joined Arabic letters, visual order, named
replacements.

A character that no font has is drawn as its name in square brackets, for example `[GRINNING FACE]`; screen
readers get the character itself. Arabic vowel marks are not drawn (they stay in the logical text).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from arabic_reshaper import ArabicReshaper
from bidi import get_display  # type: ignore[import-untyped]

from reports.kit.fonts import Face, FontSet
from reports.kit.plain_text import JOINERS, RIGHT_TO_LEFT

_reshaper = ArabicReshaper(
    {
        "delete_harakat": True,
        "support_ligatures": True,
        "RIAL SIGN": False,
        "ARABIC LIGATURE ALLAH": False,
    }
)


class Stretch(NamedTuple):
    """Characters next to each other, from left to right, in one face."""

    face: Face
    text: str


def shape(text: str, face: Face, fonts: FontSet, *, right_to_left: bool) -> list[Stretch]:
    """Split a line's text into stretches of one face each, in the order of drawing.

    `right_to_left` is the direction of the paragraph; it decides where punctuation at the edges goes.
    """
    shown = "".join([char if char in fonts.shown else replacement(char) for char in text])
    if RIGHT_TO_LEFT.search(shown):
        shown = get_display(_with_joined_letters(shown), base_dir="R" if right_to_left else "L")
    parts: list[tuple[Face, list[str]]] = []
    for char in shown:
        if char in JOINERS or (
            char not in fonts.arabic.advances and unicodedata.combining(char) and RIGHT_TO_LEFT.match(char)
        ):
            continue
        chosen, drawn = _choose(char, face, fonts, parts[-1][0] if parts else face)
        if parts and parts[-1][0] is chosen:
            parts[-1][1].append(drawn)
        else:
            parts.append((chosen, [drawn]))
    return [Stretch(chosen, "".join(chars)) for chosen, chars in parts]


@lru_cache(maxsize=4096)
def _with_joined_letters(text: str) -> str:
    return str(_reshaper.reshape(text))


def replacement(char: str) -> str:
    """The name that is drawn for a character without a picture."""
    return "[" + (unicodedata.name(char, "") or f"U+{ord(char):04X}") + "]"


def _choose(char: str, face: Face, fonts: FontSet, current: Face) -> tuple[Face, str]:
    """The face that shows the character; a space stays in the face before it."""
    if char == " ":
        return current, char
    for candidate in (face, fonts.regular, fonts.arabic):
        if char in candidate.advances:
            return candidate, char
    letter = unicodedata.normalize("NFKC", char)  # a joined form that the font lacks: the letter alone
    if len(letter) == 1 and letter in fonts.arabic.advances:
        return fonts.arabic, letter
    return face, "\ufffd" if "\ufffd" in face.advances else "?"
