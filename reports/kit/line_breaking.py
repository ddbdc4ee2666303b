"""Runs of text into lines. Linear in the length of the text, whatever the words are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reports.kit.plain_text import clean_text
from reports.kit.shaping import is_missing, replacement
from reports.kit.structure import safe_link
from reports.kit.typesetting import Typesetter

_PIECE = re.compile(r"\n| +|[^ \n]+")
_MAY_BREAK = re.compile(r"(?<=[^\W\d_][-/@])(?=[^\W\d_])")  # inside words: after a hyphen, in addresses


@dataclass(frozen=True)
class Run:
    """Plain text in one style.

    `url` makes it a link; `lang` is a language other than the document's, such as "uk"; `stands_for` is what
    screen readers shall read instead of the text (the kit uses it for characters that no font has).
    """

    text: str
    bold: bool = False
    url: str = ""
    lang: str = ""
    stands_for: str = ""


Text = str | Run | Sequence[str | Run]


class Fragment(NamedTuple):
    """A stretch of one line that comes from one run."""

    text: str
    run: Run


Line = list[Fragment]
Word = list[Fragment]


def as_runs(text: Text, *, bold: bool = False) -> tuple[Run, ...]:
    """Whatever an author wrote, as runs of clean text with addresses that may be linked."""
    parts = [text] if isinstance(text, (str, Run)) else text
    runs = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(
        Run(clean_text(r.text), r.bold or bold, safe_link(r.url), r.lang, r.stands_for) for r in runs
    )


def plain(runs: Sequence[Run]) -> str:
    """The text alone."""
    return "".join(run.text for run in runs)


def break_lines(runs: Sequence[Run], width: float, size: float, typesetter: Typesetter) -> list[Line]:
    """Fill lines of this width.

    A line that goes on in the next one ends with a space, unless a long word had to be cut: without it the
    words would run together for everyone who listens or copies. Spaces hang outside the margin and do not
    count.
    """
    space = typesetter.faces.regular.width(" ", size)
    lines: list[Line] = []
    line: Line = []
    used = 0.0
    for word, ends_line in _words(_with_names(runs, typesetter)):
        if not line and not ends_line and word[0].text == " ":
            continue
        wide = _width(word, size, typesetter)
        if line and used + wide > width:
            lines.append(line)
            line, used = [], 0.0
        if wide > width:
            *full, line = _cut(word, width, size, typesetter)
            lines += full
            wide = _width(line, size, typesetter)
        else:
            line += word
        used += wide + (space if word[-1].text == " " else 0.0)
        if ends_line:
            lines.append(line)
            line, used = [], 0.0
    if line or not lines:
        lines.append(line)
    return [_joined(line) for line in lines]


def _with_names(runs: Sequence[Run], typesetter: Typesetter) -> Iterator[Run]:
    """Every character that no font has becomes a run of its own: its name, which stands for it."""
    for run in runs:
        missing = {char for char in set(run.text) if is_missing(char, typesetter.faces)}
        if run.stands_for or not missing:
            yield run
            continue
        for part in re.split("([" + re.escape("".join(sorted(missing))) + "])", run.text):
            if part in missing:
                yield replace(run, text=replacement(part), stands_for=part)
            elif part:
                yield replace(run, text=part)


def _words(runs: Iterable[Run]) -> Iterator[tuple[Word, bool]]:
    """Words with the space after them, which may span runs; and whether the author ended the line there."""
    word: Word = []
    for run in runs:
        for piece in _PIECE.findall(run.text):
            if piece == "\n":
                word.append(Fragment(" ", run))
                yield word, True
                word = []
            elif piece[0] == " ":
                word.append(Fragment(" ", run))
                yield word, False
                word = []
            else:
                *parts, last = _MAY_BREAK.split(piece)
                for part in parts:
                    word.append(Fragment(part, run))
                    yield word, False
                    word = []
                word.append(Fragment(last, run))
    if word:
        yield word, False


def _width(word: Word, size: float, typesetter: Typesetter) -> float:
    return sum(
        typesetter.width(fragment.text, typesetter.face(fragment.run.bold), size)
        for fragment in word
        if fragment.text != " "
    )


def _cut(word: Word, width: float, size: float, typesetter: Typesetter) -> list[Word]:
    """A word wider than a line, cut where a line is full; the last piece is open."""
    pieces: list[Word] = []
    start: Word = []
    used = 0.0
    for text, run in word:
        face, begin = typesetter.face(run.bold), 0
        for position, char in enumerate(text):
            wide = typesetter.char_width(char, face) * size
            if used + wide > width and (start or position > begin) and char != " ":
                pieces.append([*start, Fragment(text[begin:position], run)])
                start, used, begin = [], 0.0, position
            used += wide
        start = [*start, Fragment(text[begin:], run)]
    return [*pieces, start]


def _joined(line: Line) -> Line:
    """Neighbours of the same run become one fragment."""
    joined: Line = []
    for fragment in line:
        if joined and joined[-1].run is fragment.run:
            joined[-1] = Fragment(joined[-1].text + fragment.text, fragment.run)
        else:
            joined.append(fragment)
    return joined
