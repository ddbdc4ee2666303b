"""Lines of text onto pages, each stretch inside the marked content of its element."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reports.kit.line_breaking import Line, Run
from reports.kit.page import PAGINATION, Page, artifact_mark
from reports.kit.plain_text import RIGHT_TO_LEFT, text_string
from reports.kit.structure import Element, StructureTree
from reports.kit.typesetting import Shown

Align = Literal["left", "right", "center"]
LINK_COLOUR = ".05 .25 .5 rg"
_WORD = re.compile(r"[^ ]+ *| +")


@dataclass(frozen=True)
class TextStyle:
    """How a block of text looks; measures in points."""

    size: float = 10
    leading: float = 14
    align: Align = "left"
    bold: bool = False
    before: float = 0
    after: float = 7
    indent: float = 0
    end_indent: float = 0
    grey: float = 0


class _Piece(NamedTuple):
    """A stretch of a line in one font and one element."""

    text: str
    run: Run
    shown: Shown


class LinePainter:
    """Draws the lines of one element, on as many pages as it takes.

    Links and stretches with a language or a meaning of their own are child elements; each run has exactly
    one, even when it goes on over line ends and pages. Without an element the lines are an artifact.
    """

    def __init__(
        self, tree: StructureTree, element: Element | None, style: TextStyle, *, right_to_left: bool = False
    ) -> None:
        self._tree = tree
        self._element = element
        self._style = style
        self._right_to_left = right_to_left
        self._children: dict[int, Element] = {}  # by identity of the run: two equal links are two links

    def paint(self, page: Page, lines: Sequence[Line], x: float, top: float, width: float) -> None:
        """Draw the lines below `top`, between `x` and `x + width`."""
        style, code = self._style, page.code
        base = top - style.leading / 2 - style.size * 0.34
        opened: list[Element | None] = []  # the owner of the marked content that is open now
        bold: bool | None = None
        underlines: list[tuple[float, float, float]] = []
        code.append(f"BT {style.grey} g" if style.grey else "BT")
        for line in lines:
            pieces = self._pieces(line, page)
            at = self._start(pieces, x, width, page)
            code.append(f"1 0 0 1 {at:.2f} {base:.2f} Tm" if not self._right_to_left else "")
            for piece in pieces:
                if self._right_to_left:  # pieces follow each other leftwards
                    at -= piece.shown.width
                    code.append(f"1 0 0 1 {at:.2f} {base:.2f} Tm")
                owner = self._owner(piece)
                if not opened or opened[0] is not owner:
                    code.append(("EMC " if opened else "") + self._mark(owner))
                    opened = [owner]
                if piece.run.bold is not bold:
                    bold = piece.run.bold
                    code.append(page.typesetter.select(page.typesetter.face(bold), style.size))
                code.append(self._coloured(piece))
                if piece.run.url and owner is not None:
                    end = at + self._visible_width(piece, page)
                    self._link(page, owner, piece.run, (at, base - 2.5, end, base + style.size))
                    underlines.append((at, end, base - 1.5))
                at += 0 if self._right_to_left else piece.shown.width
            base -= style.leading
        code.append(("EMC " if opened else "") + ("ET 0 g" if style.grey else "ET"))
        self._underline(page, underlines)

    def _pieces(self, line: Line, page: Page) -> list[_Piece]:
        """The line in stretches of one run and one direction; the words of an Arabic name stay together."""
        return [
            _Piece(text, fragment.run, self._show(text, fragment.run.bold, page))
            for fragment in line
            for text in ([fragment.text] if self._right_to_left else _by_script(fragment.text))
            if text
        ]

    def _show(self, text: str, bold: bool, page: Page) -> Shown:
        face = page.typesetter.face(bold)
        return page.typesetter.show(text, face, self._style.size, right_to_left=self._right_to_left)

    def _start(self, pieces: Sequence[_Piece], x: float, width: float, page: Page) -> float:
        """Where the first piece begins; the space at the end of a line hangs outside."""
        align = self._style.align
        if not pieces or align == ("right" if self._right_to_left else "left"):
            return x + width if self._right_to_left else x
        used = sum(piece.shown.width for piece in pieces[:-1]) + self._visible_width(pieces[-1], page)
        begin = x + (width - used) * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        return begin + used if self._right_to_left else begin

    def _visible_width(self, piece: _Piece, page: Page) -> float:
        if not piece.text.endswith(" "):
            return piece.shown.width
        return piece.shown.width - page.typesetter.width(" ", page.typesetter.faces.regular, self._style.size)

    def _owner(self, piece: _Piece) -> Element | None:
        """The element that this piece belongs to."""
        run = piece.run
        if self._element is None:
            return None
        if not (run.url or run.lang or run.stands_for):
            return (
                self._tree.add(self._element, "Span", piece.shown.extra)
                if piece.shown.extra
                else self._element
            )
        child = self._children.get(id(run))
        if child is None:
            extra = f"/Lang({run.lang})" if run.lang.isascii() and run.lang.replace("-", "").isalnum() else ""
            extra += f"/ActualText {text_string(run.stands_for)}" if run.stands_for else ""
            child = self._tree.add(self._element, "Link" if run.url else "Span", extra)
            self._children[id(run)] = child
        if piece.shown.extra and not run.stands_for:
            return self._tree.add(
                child, "Span", piece.shown.extra.replace("/Lang(ar)", "") if run.lang else piece.shown.extra
            )
        return child

    def _mark(self, owner: Element | None) -> str:
        return self._tree.mark(owner) if owner is not None else artifact_mark(PAGINATION)

    def _coloured(self, piece: _Piece) -> str:
        if not piece.run.url:
            return piece.shown.operators
        return f"{LINK_COLOUR} {piece.shown.operators} {self._style.grey} g"

    def _link(self, page: Page, owner: Element, run: Run, box: tuple[float, float, float, float]) -> None:
        link = self._children[id(run)]
        page.annotations.append(self._tree.annotate(link, box, run.url, run.text.strip() or run.url))

    def _underline(self, page: Page, underlines: Sequence[tuple[float, float, float]]) -> None:
        if underlines:
            with page.artifact():
                for start, end, y in underlines:
                    page.rule(start, y, end, y, width=0.4, grey=0.4)


def _by_script(text: str) -> list[str]:
    """Words in stretches of one direction, so that only the Arabic ones need the careful way."""
    if not RIGHT_TO_LEFT.search(text):
        return [text]
    stretches: list[str] = []
    before: bool | None = None
    for word in _WORD.findall(text):
        special = bool(RIGHT_TO_LEFT.search(word))
        if special is before:
            stretches[-1] += word
        else:
            stretches.append(word)
        before = special
    return stretches
