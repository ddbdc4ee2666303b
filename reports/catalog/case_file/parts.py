"""What the case file is built of: chapters with parts; each has facts, words or a table, all as strings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from foundation.values.dates import BERLIN, format_date
from foundation.values.money import format_euro
from reports.contract import Pairs
from reports.kit import Block, Column, Kit

NOTHING = "Dazu ist nichts aufgezeichnet."
LABEL_SHARE = 0.3


@dataclass(frozen=True)
class Grid:
    """A table: (title, width), money to the right. The first column names the row."""

    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    size: float = 8.0


@dataclass(frozen=True)
class Part:
    """A section of a chapter; without a title it follows the heading of the chapter."""

    title: str = ""
    facts: Pairs = ()
    words: tuple[str, ...] = ()
    grid: Grid | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.words or (self.grid and self.grid.rows))


@dataclass(frozen=True)
class Chapter:
    """A chapter and its parts; empty ones are left out, and a chapter without any says so."""

    title: str
    parts: tuple[Part, ...]


def chapter(title: str, *parts: Part) -> Chapter:
    """A chapter of what there is."""
    return Chapter(title, tuple(part for part in parts if not part.is_empty))


def filled(*pairs: tuple[str, str]) -> Pairs:
    """The pairs that say something."""
    return tuple((label, value) for label, value in pairs if value)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def when(moment: datetime | None) -> str:
    """Day and minute in Berlin; empty for nothing."""
    if moment is None:
        return ""
    local = moment.astimezone(BERLIN)
    return f"{format_date(local.date())} {local:%H:%M}"


def on(day: date | None) -> str:
    """The day; empty for nothing."""
    return format_date(day) if day else ""


def money(cents: int | None) -> str:
    """Euros; empty for nothing."""
    return "" if cents is None else format_euro(cents)


def signed(name: str, moment: datetime | None) -> str:
    """Who has done it, and when; empty when nobody has."""
    return ", ".join(part for part in (name, when(moment)) if part) if moment else ""


def rewritten(chapters: Iterable[Chapter], change: Callable[[str], str]) -> tuple[Chapter, ...]:
    """The same chapters with every text of them changed."""

    def pairs(found: Pairs) -> Pairs:
        return tuple((change(label), change(value)) for label, value in found)

    def part(each: Part) -> Part:
        grid = each.grid
        if grid is not None:
            grid = replace(grid, rows=tuple(tuple(change(cell) for cell in row) for row in grid.rows))
        words = tuple(change(word) for word in each.words)
        return Part(change(each.title), pairs(each.facts), words, grid)

    return tuple(Chapter(each.title, tuple(part(found) for found in each.parts)) for each in chapters)


def blocks_of(found: Chapter, kit: Kit) -> list[Block]:
    """A chapter on paper; headings become bookmarks."""
    blocks: list[Block] = [kit.heading(found.title, level=2)]
    if not found.parts:
        return [*blocks, kit.paragraph(NOTHING)]
    for part in found.parts:
        if part.title:
            blocks.append(kit.heading(part.title, level=3))
        if part.facts:
            blocks.append(kit.facts(part.facts, label_share=LABEL_SHARE))
        has_table = part.grid is not None and bool(part.grid.rows)
        last = len(part.words) - 1
        blocks += [
            kit.paragraph(word, keep_with_next=has_table and place == last)
            for place, word in enumerate(part.words)
        ]
        if part.grid is not None and part.grid.rows:
            blocks.append(_table(part.grid, part.title or found.title, kit))
    return blocks


def _table(grid: Grid, summary: str, kit: Kit) -> Block:
    columns: Sequence[Column] = [
        Column(title, share, align="right" if place in grid.right else "left", row_header=place == 0)
        for place, (title, share) in enumerate(grid.columns)
    ]
    return kit.table(columns, [list(row) for row in grid.rows], summary=summary, size=grid.size)
