"""Text of one line as page operators: the fast way for plain text, the careful way for other scripts."""

from __future__ import annotations

from typing import NamedTuple

from reports.kit.document_fonts import DocumentFont, DocumentFonts, NotInFace
from reports.kit.fonts import Face, FontSet
from reports.kit.plain_text import RIGHT_TO_LEFT, text_string
from reports.kit.shaping import shape


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
        self._char_widths: dict[tuple[str, Face], float] = {}

    def face(self, bold: bool) -> Face:
        """The regular or the bold face."""
        return self.faces.bold if bold else self.faces.regular

    def font(self, face: Face) -> DocumentFont:
        """The face as a font of this document."""
        return self._fonts.of(face)

    def select(self, face: Face, size: float) -> str:
        """The operator that chooses a font."""
        return f"{self._fonts.of(face).resource} {size} Tf"

    def char_width(self, char: str, face: Face) -> float:
        """Width of a character alone at size 1; remembered, for very long words."""
        key = (char, face)
        if key not in self._char_widths:
            self._char_widths[key] = self.width(char, face, 1)
        return self._char_widths[key]

    def width(self, text: str, face: Face, size: float, *, right_to_left: bool = False) -> float:
        """Width of the text as it will be drawn, in points."""
        try:
            return face.width(text, size)
        except KeyError:
            stretches = shape(text, face, self.faces, right_to_left=right_to_left)
            return sum(part.face.width(part.text, size) for part in stretches)

    def show(self, text: str, face: Face, size: float, *, right_to_left: bool = False) -> Shown:
        """Operators for text on one line; the font `face` must be selected before and is selected after.

        For other scripts the letters are joined and put in visual order; the logical text goes into `extra`,
        to be set on the structure element (inside the page content it would mislead text extraction).
        """
        try:
            return Shown(f"({text.translate(self._fonts.of(face).codes)})Tj", face.width(text, size), "")
        except NotInFace:
            pass
        logical = (
            text if right_to_left else text.rstrip(" ")
        )  # the space after a name belongs to the sentence
        stretches = shape(logical, face, self.faces, right_to_left=right_to_left)
        stretches += shape(text[len(logical) :], face, self.faces, right_to_left=False)
        operators, width, current = [], 0.0, face
        for part in stretches:
            if part.face is not current:
                operators.append(self.select(part.face, size))
                current = part.face
            operators.append(f"({part.text.translate(self._fonts.of(part.face).codes)})Tj")
            width += part.face.width(part.text, size)
        if current is not face:
            operators.append(self.select(face, size))
        language = "/Lang(ar)" if RIGHT_TO_LEFT.search(text) else ""
        return Shown(" ".join(operators), width, f"{language}/ActualText {text_string(text)}")
