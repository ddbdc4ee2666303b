"""Runs of text into lines. Linear in the length of the text, whatever the words are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from reports.kit.plain_text import clean_text
from reports.kit.shaping import replacement
from reports.kit.structure import safe_link
from reports.kit.typesetting import Typesetter

MOST_NAMES = 6  # characters without a picture in a row that are named one by one
ENDLESS = 1000
MOST_BROKEN, LONGEST_KNOWN = 500, 60  # texts and lines remembered: a block is measured before it is placed
_PIECE = re.compile(r"\n|[^ \n]+ ?| +")
_BREAKERS = re.compile("[-/]")
_MAY_BREAK = re.compile(r"(?<=[^\W\d_][-/])(?=[^\W\d_])")  # inside words: after a hyphen, in addresses


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
    if isinstance(text, str):
        return (Run(clean_text(text), bold=bold),)
    parts = [text] if isinstance(text, Run) else text
    return tuple(
        Run(clean_text(part), bold=bold)
        if isinstance(part, str)
        else Run(clean_text(part.text), part.bold or bold, safe_link(part.url), part.lang, part.stands_for)
        for part in parts
    )


def plain(runs: Sequence[Run]) -> str:
    """The text alone."""
    return "".join(run.text for run in runs)


def break_lines(runs: Sequence[Run], width: float, size: float, typesetter: Typesetter) -> list[Line]:
    """Fill lines of this width.

    A line that goes on in the next one ends with a space, unless a long word had to be cut: without it the
    words would run together for everyone who listens or copies. Spaces hang outside the margin and do not
    count. The lines are remembered and handed out again: nobody changes them.
    """
    key, known = (tuple(runs), width, size), typesetter.broken
    lines = known.get(key)
    if lines is None:
        quick = _lines_of_words(runs[0], width, size, typesetter) if len(runs) == 1 else []
        lines = quick or _lines_with_care(runs, width, size, typesetter)
        if len(known) > MOST_BROKEN:
            known.clear()
        if len(lines) <= LONGEST_KNOWN:
            known[key] = lines
    return lines


def _lines_of_words(run: Run, width: float, size: float, typesetter: Typesetter) -> list[Line]:
    """The quick way for a text in one style whose words all fit into a line; none when it needs care."""
    if "\n" in run.text or not (run.stands_for or typesetter.faces.shown.issuperset(run.text)):
        return []
    space = typesetter.width(" ", typesetter.faces.regular, size)
    widths = typesetter.widths(typesetter.face(run.bold))
    lines: list[Line] = []
    line, used = "", 0.0
    for part in _parts(run.text):
        if len(part) > ENDLESS:
            return []
        wide = widths[part.rstrip(" ")] * size
        if line and used + wide > width:
            lines.append([Fragment(line, run)])
            line, used = "", 0.0
        if wide > width:
            return []
        line += part
        used += wide + (space if part[-1] == " " else 0.0)
    return [*lines, [Fragment(line, run)]] if line else lines


def _lines_with_care(runs: Sequence[Run], width: float, size: float, typesetter: Typesetter) -> list[Line]:
    """The way for every text."""
    space = typesetter.width(" ", typesetter.faces.regular, size)
    lines: list[Line] = []
    line: Line = []
    used = 0.0
    for word, ends_line in _words(_with_names(runs, typesetter)):
        wide = _width(word, size, typesetter)
        if line and used + wide > width:
            lines.append(line)
            line, used = [], 0.0
        if wide > width:
            *full, line = _cut(word, width, size, typesetter)
            lines += full
            wide = (
                sum(typesetter.measure(char, typesetter.face(f.run.bold)) for f in line for char in f.text)
                * size
            )
        else:
            line += word
        used += wide + (space if word[-1].text[-1:] == " " else 0.0)
        if ends_line:
            lines.append(line)
            line, used = [], 0.0
    if line or not lines:
        lines.append(line)
    return [_joined(line) for line in lines]


def _with_names(runs: Sequence[Run], typesetter: Typesetter) -> Iterator[Run]:
    """Characters that no font has become runs of their own: a name, which stands for them."""
    for run in runs:
        missing = set(run.text) - typesetter.faces.shown
        if run.stands_for or not missing:
            yield run
            continue
        for part in re.split("([" + re.escape("".join(sorted(missing))) + "]+)", run.text):
            if part and part[0] not in missing:
                yield replace(run, text=part)
            elif len(part) > MOST_NAMES:
                yield replace(run, text=f"[{len(part)} Zeichen ohne Schriftbild]", stands_for=part)
            else:
                for char in part:
                    yield replace(run, text=replacement(char), stands_for=char)


def _words(runs: Iterable[Run]) -> Iterator[tuple[Word, bool]]:
    """Words with the space after them, which may span runs; and whether the author ended the line there."""
    word: Word = []
    for run in runs:
        for piece in _PIECE.findall(run.text):
            if piece == "\n":
                word.append(Fragment(" ", run))
                yield word, True
                word = []
                continue
            if piece[0] == " " and not word:
                continue  # a space at the start of a line, or one more after a word
            *parts, last = _parts_of_word(piece)
            for part in parts:
                word.append(Fragment(part, run))
                yield word, False
                word = []
            word.append(Fragment(last, run))
            if last[-1] == " ":
                yield word, False
                word = []
    if word:
        yield word, False


def _parts(text: str) -> Iterator[str]:
    """What may stand at the end of a line, each with the one space after it; further spaces are dropped."""
    for piece in _PIECE.findall(text):
        if piece[0] != " ":
            yield from _parts_of_word(piece)


def _parts_of_word(piece: str) -> Sequence[str]:
    """A mail address stays whole where it fits into a line: cut, nobody can read or copy it."""
    return _MAY_BREAK.split(piece) if _BREAKERS.search(piece) and "@" not in piece else (piece,)


def _width(word: Word, size: float, typesetter: Typesetter) -> float:
    """Width of a word without its space; endless words are not measured, they are too wide."""
    wide = 0.0
    for text, run in word:
        if len(text) > ENDLESS:
            return inf
        shown = text[:-1] if text[-1:] == " " else text
        wide += typesetter.measure(shown, typesetter.face(run.bold)) * size
    return wide


def _cut(word: Word, width: float, size: float, typesetter: Typesetter) -> list[Word]:
    """A word wider than a line, cut where a line is full; the last piece is open."""
    pieces: list[Word] = []
    start: Word = []
    used = 0.0
    for text, run in word:
        face, begin = typesetter.face(run.bold), 0
        for position, char in enumerate(text):
            wide = typesetter.measure(char, face) * size
            if used + wide > width and (start or position > begin) and char != " ":
                end = _end_of_part(text, begin, position)
                pieces.append([*start, Fragment(text[begin:end], run)])
                start, begin = [], end
                used = typesetter.measure(text[end:position], face) * size
            used += wide
        start = [*start, Fragment(text[begin:], run)]
    return [*pieces, start]


def _end_of_part(text: str, begin: int, full: int) -> int:
    """Where to cut what is full at `full`: a mail address after its last "@" or "." before that, if any."""
    if "@" not in text:
        return full
    return max((text.rfind(sign, begin, full) + 1 for sign in "@."), default=0) or full


def _joined(line: Line) -> Line:
    """Neighbours of the same run become one fragment."""
    joined: Line = []
    for fragment in line:
        if joined and joined[-1].run is fragment.run:
            joined[-1] = Fragment(joined[-1].text + fragment.text, fragment.run)
        else:
            joined.append(fragment)
    return joined
