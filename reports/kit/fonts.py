"""Typefaces: read once per process, shared by all documents.

Documents spell text as UTF-16 (a Type 0 font whose codes are Unicode numbers), so there is no limit to the
number of different characters. A set of common characters is always embedded, so that most letters share one
and the same font program.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
import zlib
from array import array
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFile

from reports.kit.plain_text import JOINERS, RIGHT_TO_LEFT

COMMON = "".join(map(chr, range(32, 127))) + "\u00a0ÄÖÜäöüß€§–—„“”‚‘’…·•\u2011éèáàçćčłńóśšźżžğışö"
MAX_PROGRAMS = 64


@dataclass(frozen=True)
class FontFiles:
    """The TrueType files the kit draws with."""

    regular: Path
    bold: Path
    arabic: Path

    @classmethod
    def in_packages(cls, node_modules: Path) -> FontFiles:
        """The Noto files as the npm packages `@expo-google-fonts/noto-sans` and `…-arabic` lay them out."""
        sans = node_modules / "@expo-google-fonts" / "noto-sans"
        arabic = node_modules / "@expo-google-fonts" / "noto-sans-arabic"
        return cls(
            regular=sans / "400Regular" / "NotoSans_400Regular.ttf",
            bold=sans / "700Bold" / "NotoSans_700Bold.ttf",
            arabic=arabic / "400Regular" / "NotoSansArabic_400Regular.ttf",
        )


class FontProgram(NamedTuple):
    """The part of a font that one set of characters needs, ready to be written (streams are compressed)."""

    name: str
    length: int
    data: bytes
    glyph_map: bytes
    to_unicode: bytes
    widths: str


class Face:
    """One typeface: which characters it can show, how wide they are, and its programs for sets of
    characters.
    """

    def __init__(self, path: Path, *, right_to_left: bool = False) -> None:
        self.file = TTFontFile(str(path))
        self.name: str = self.file.name.decode("ascii")
        self.advances: dict[str, float] = {
            chr(point): width / 1000
            for point, width in self.file.charWidths.items()
            if point in self.file.charToGlyph and point < 0x10000 and _belongs(chr(point), right_to_left)
        }
        self._programs: dict[tuple[str, ...], FontProgram] = {}

    def program(self, characters: tuple[str, ...]) -> FontProgram:
        """The embedded font for these characters, which are sorted."""
        if characters not in self._programs:
            if len(self._programs) >= MAX_PROGRAMS:
                self._programs.clear()
            self._programs[characters] = self._make_program(characters)
        return self._programs[characters]

    def _make_program(self, characters: tuple[str, ...]) -> FontProgram:
        points = [ord(char) for char in characters]
        data = self.file.makeSubset(points)
        mark = hashlib.md5("".join(characters).encode(), usedforsecurity=False).digest()
        prefix = "".join(chr(65 + byte % 26) for byte in mark[:6])
        return FontProgram(
            name=f"{prefix}+{self.name}",
            length=len(data),
            data=zlib.compress(data, 9),
            glyph_map=zlib.compress(self._glyph_map(points)),
            to_unicode=zlib.compress(_to_unicode(characters).encode("ascii")),
            widths=" ".join(f"{ord(char)}[{self.advances[char] * 1000:.5g}]" for char in characters),
        )

    def _glyph_map(self, points: list[int]) -> bytes:
        """Two bytes for every code up to the largest: the number of its glyph in the subset."""
        numbers: dict[int, int] = {0: 0}  # reportlab numbers the glyphs of a subset in the order of first use
        glyphs = array("H", bytes(2 * (points[-1] + 1)))
        for point in points:
            glyphs[point] = numbers.setdefault(self.file.charToGlyph[point], len(numbers))
        if sys.byteorder == "little":
            glyphs.byteswap()
        return glyphs.tobytes()


@dataclass(frozen=True)
class FontSet:
    """The faces of one document, and every character that needs no replacement."""

    regular: Face
    bold: Face
    arabic: Face
    shown: frozenset[str]


@lru_cache(maxsize=8)
def load_fonts(files: FontFiles) -> FontSet:
    """Read the font files; the second call with the same paths costs nothing."""
    faces = Face(files.regular), Face(files.bold), Face(files.arabic, right_to_left=True)
    vowel_marks = {
        chr(p) for p in range(0x600, 0x700) if unicodedata.combining(chr(p))
    }  # left out in drawing
    return FontSet(
        *faces, shown=frozenset({"\n", *JOINERS, *vowel_marks}.union(*(face.advances for face in faces)))
    )


def _belongs(char: str, right_to_left: bool) -> bool:
    """Private, control and surrogate code points mean nothing outside the font, so they count as missing."""
    if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn"):
        return False
    return right_to_left or not RIGHT_TO_LEFT.match(char)


def _to_unicode(characters: tuple[str, ...]) -> str:
    """The map from codes back to text: codes in use only, joined Arabic forms as their plain letters."""
    pairs = [f"<{ord(char):04X}> <{_plain(char)}>" for char in characters]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _plain(char: str) -> str:
    """A ligature stays one character: readers turn Arabic round character by character."""
    letter = unicodedata.normalize("NFKC", char) if "\ufb50" <= char <= "\ufefc" else char
    return (letter if len(letter) == 1 else char).encode("utf-16-be").hex().upper()
