"""Footnotes: what the marks in a table or a text stand for, below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.kit.flow import Flow
from reports.kit.line_breaking import Line, Run, break_lines
from reports.kit.painting import LinePainter, TextStyle
from reports.kit.text import least_lines, line_painter, pour

NOTE = TextStyle(size=8.5, leading=11.5, after=2)
RULE_WIDTH = 60.0
ROOM_PER_DIGIT, ROOM_AFTER_MARK = 4.5, 4.0
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def mark_of(number: int) -> str:
    """The mark of a footnote as it stands behind a word: ¹, ², ¹⁰."""
    return str(number).translate(SUPERSCRIPTS)


@dataclass(frozen=True)
class FootnotesBlock:
    """The notes in the order of their marks. Each is a Note with a label and an identity, as PDF/UA wants."""

    notes: tuple[tuple[Run, ...], ...]
    keep_with_next: bool = False

    @property
    def _style(self) -> TextStyle:
        return replace(NOTE, indent=ROOM_PER_DIGIT * len(str(len(self.notes))) + ROOM_AFTER_MARK)

    def _lines(self, flow: Flow, note: Sequence[Run]) -> list[Line]:
        return break_lines(note, flow.frame.width - self._style.indent, NOTE.size, flow.document.typesetter)

    def least_height(self, flow: Flow) -> float:
        """The rule and the first lines of the first note."""
        first = least_lines(self._lines(flow, self.notes[0])) if self.notes else 0
        return 8 + first * NOTE.leading

    def place(self, flow: Flow) -> None:
        """A short rule, then note after note."""
        if not self.notes:
            return
        flow.need(self.least_height(flow))
        flow.gap(3)
        with flow.page.artifact():
            flow.page.fill(flow.frame.x, flow.y, RULE_WIDTH, 0.5, ".45 g")
        flow.gap(5)
        for number, note in enumerate(self.notes, 1):
            self._place_note(flow, mark_of(number), note)
        flow.gap(5)

    def _place_note(self, flow: Flow, mark: str, note: tuple[Run, ...]) -> None:
        style, tree = self._style, flow.tree
        lines = self._lines(flow, note)
        flow.need(least_lines(lines) * style.leading)
        element = tree.identified(flow.parent, "Note")
        label = break_lines([Run(mark)], style.indent, style.size, flow.document.typesetter)
        LinePainter(tree, tree.add(element, "Lbl"), style).paint(
            flow.page, label, flow.frame.x, flow.y, style.indent
        )
        pour(flow, lines, line_painter(tree, tree.add(element, "P"), style, note), style)
        flow.gap(style.after)
