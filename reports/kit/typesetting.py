"""Text of one line as page operators: the fast way for plain text, the careful way for other scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from reports.kit.document_fonts import DocumentFont, DocumentFonts
from reports.kit.fonts import Face, FontSet
from reports.kit.plain_text import RIGHT_TO_LEFT, text_string
from reports.kit.shaping import shape

MOST_KNOWN = 20000  # widths of words


class Shown(NamedTuple):
    """Text ready to be drawn."""

    operators: str
    width: float
    extra: str  # entries that the element holding the text needs, such as /ActualText; "" for plain text


class _Widths(dict[str, float]):
    """Widths at size 1 in one face; remembered, for words come again and again."""

    def __init__(self, face: Face, faces: FontSet, fonts: DocumentFonts) -> None:
        super().__init__()
        self._face, self._faces, self._fonts = face, faces, fonts

    def __missing__(self, text: str) -> float:
        try:
            width = self._fonts.of(self._face).width(text)
        except KeyError:
            stretches = shape(text, self._face, self._faces, right_to_left=False)
            width = sum(self._fonts.of(part.face).width(part.text) for part in stretches)
        if len(self) > MOST_KNOWN:
            self.clear()
        self[text] = width
        return width


class Typesetter:
    """Measures and spells text with the fonts of one document."""

    def __init__(self, faces: FontSet, fonts: DocumentFonts) -> None:
        self.faces = faces
        self._fonts = fonts
        self._widths: dict[Face, _Widths] = {}
        self.broken: dict[Any, Any] = {}  # what `break_lines` remembers

    def face(self, bold: bool) -> Face:
        """The regular or the bold face."""
        return self.faces.bold if bold else self.faces.regular

    def font(self, face: Face) -> DocumentFont:
        """The face as a font of this document."""
        return self._fonts.of(face)

    def select(self, face: Face, size: float) -> str:
        """The operator that chooses a font."""
        return f"{self._fonts.of(face).resource} {size} Tf"

    def widths(self, face: Face) -> Mapping[str, float]:
        """Text -> its width at size 1, measured when it is first asked for."""
        known = self._widths.get(face)
        if known is None:
            known = self._widths[face] = _Widths(face, self.faces, self._fonts)
        return known

    def measure(self, text: str, face: Face) -> float:
        """Width at size 1."""
        return self.widths(face)[text]

    def width(self, text: str, face: Face, size: float) -> float:
        """Width in points of the text as it will be drawn."""
        return self.measure(text, face) * size

    def show(self, text: str, face: Face, size: float, *, right_to_left: bool = False) -> Shown:
        """Operators for text on one line; the font `face` must be selected before and is selected after.

        For other scripts the letters are joined and put in visual order; the logical text goes into `extra`,
        to be set on the structure element (inside the page content it would mislead text extraction).
        """
        font = self._fonts.of(face)
        try:
            width = font.width(text) * size
            return Shown(font.spell(text), width, "")
        except KeyError:
            pass
        logical = (
            text if right_to_left else text.rstrip(" ")
        )  # the space after a name belongs to the sentence
        stretches = shape(logical, face, self.faces, right_to_left=right_to_left)
        stretches += shape(text[len(logical) :], face, self.faces, right_to_left=False)
        operators, width, current = [], 0.0, font
        for part in stretches:
            if self._fonts.of(part.face) is not current:
                current = self._fonts.of(part.face)
                operators.append(f"{current.resource} {size} Tf")
            width += current.width(part.text) * size
            operators.append(current.spell(part.text))
        if current is not font:
            operators.append(self.select(face, size))
        language = "/Lang(ar)" if RIGHT_TO_LEFT.search(text) else ""
        return Shown(" ".join(operators), width, f"{language}/ActualText {text_string(text)}")
