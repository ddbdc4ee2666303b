"""Text of one line as page operators: the fast way for plain text, the careful way for other scripts."""

from __future__ import annotations

from typing import NamedTuple

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


class Typesetter:
    """Measures and spells text with the fonts of one document."""

    def __init__(self, faces: FontSet, fonts: DocumentFonts) -> None:
        self.faces = faces
        self._fonts = fonts
        self._known: dict[tuple[str, Face], float] = {}

    def face(self, bold: bool) -> Face:
        """The regular or the bold face."""
        return self.faces.bold if bold else self.faces.regular

    def font(self, face: Face) -> DocumentFont:
        """The face as a font of this document."""
        return self._fonts.of(face)

    def select(self, face: Face, size: float) -> str:
        """The operator that chooses a font."""
        return f"{self._fonts.of(face).resource} {size} Tf"

    def measure(self, text: str, face: Face) -> float:
        """Width at size 1; remembered, for words come again and again."""
        key = (text, face)
        width = self._known.get(key)
        if width is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            width = self._known[key] = self._width(text, face)
        return width

    def _width(self, text: str, face: Face) -> float:
        try:
            return self._fonts.of(face).width(text)
        except KeyError:
            stretches = shape(text, face, self.faces, right_to_left=False)
            return sum(self._fonts.of(part.face).width(part.text) for part in stretches)

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
