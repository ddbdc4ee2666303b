"""The fonts of one document: which characters it uses, and the font objects written at its end."""

from __future__ import annotations

from codecs import utf_16_be_encode

from reports.kit.fonts import COMMON, Face
from reports.kit.objects import ObjectWriter
from reports.kit.plain_text import name


class _Advances(dict[str, float]):
    """Widths at size 1 of the characters measured so far: those that the document will need."""

    def __init__(self, face: Face) -> None:
        super().__init__((char, face.advances[char]) for char in COMMON if char in face.advances)
        self._face = face

    def __missing__(self, char: str) -> float:
        self[char] = self._face.advances[char]
        return self[char]


class DocumentFont:
    """One face in one document."""

    def __init__(self, face: Face, resource: str, number: int) -> None:
        self.face = face
        self.resource = resource
        self.number = number
        self._advances = _Advances(face)

    def width(self, text: str) -> float:
        """Width at size 1; KeyError when the face lacks a character."""
        return sum(map(self._advances.__getitem__, text))

    def spell(self, text: str) -> str:
        """The operator that shows text which has been measured before."""
        spelt = utf_16_be_encode(text)[0].decode("latin-1").replace("\\", "\\\\")
        return "(" + spelt.replace("(", "\\(").replace(")", "\\)").replace("\r", "\\r") + ")Tj"

    def write(self, writer: ObjectWriter) -> None:
        """Write the font with just the characters that were used."""
        face, program = self.face.file, self.face.program(tuple(sorted(self._advances)))
        data, glyph_map, to_unicode, descriptor, descendant = (writer.reserve() for _ in range(5))
        writer.stream(data, program.data, f"/Length1 {program.length}", compressed=True)
        writer.stream(glyph_map, program.glyph_map, compressed=True)
        writer.stream(to_unicode, program.to_unicode, compressed=True)
        base, box = name(program.name), " ".join(f"{value:.0f}" for value in face.bbox)
        writer.add(
            descriptor,
            f"<</Type/FontDescriptor/FontName{base}/Flags 4/FontBBox[{box}]"
            f"/ItalicAngle {face.italicAngle:.0f}/Ascent {face.ascent:.0f}/Descent {face.descent:.0f}"
            f"/CapHeight {face.capHeight:.0f}/StemV {face.stemV:.0f}/FontFile2 {data} 0 R>>",
        )
        writer.add(
            descendant,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont{base}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap {glyph_map} 0 R/W[{program.widths}]>>",
        )
        writer.add(
            self.number,
            f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {to_unicode} 0 R>>",
        )


class DocumentFonts:
    """All fonts of one document, each created when it is first needed."""

    def __init__(self, writer: ObjectWriter) -> None:
        self._writer = writer
        self._fonts: dict[Face, DocumentFont] = {}

    def of(self, face: Face) -> DocumentFont:
        """The face as a font of this document."""
        font = self._fonts.get(face)
        if font is None:
            font = DocumentFont(face, f"/F{len(self._fonts) + 1}", self._writer.reserve())
            self._fonts[face] = font
        return font

    def write(self) -> str:
        """Write all fonts; returns the font dictionary of the pages' resources."""
        for font in self._fonts.values():
            font.write(self._writer)
        return "<<" + "".join(f"{font.resource} {font.number} 0 R" for font in self._fonts.values()) + ">>"
