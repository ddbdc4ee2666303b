"""How wide the columns of a table are: by their shares, but no narrower than a word of their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from reports.kit.typesetting import Typesetter

WORD = re.compile(r"[^\s/-]+[/-]?")


class Measured(Protocol):
    """What must be known of a column. `fits`: a text that must stand on one line, such as a day."""

    @property
    def title(self) -> str: ...
    @property
    def share(self) -> float: ...
    @property
    def fits(self) -> str: ...


def column_widths(
    columns: Sequence[Measured], room: float, size: float, padding: float, typesetter: Typesetter
) -> list[float]:
    """Widths in points that fill the room; `padding` is what each cell loses to its own edges.

    A column that its share makes too narrow gets what it needs, and the others have less in proportion.
    Where there is not room for all words, the shares alone decide and words are broken.
    """
    least = [_least(column, size, typesetter) + padding for column in columns]
    by_share = [room * column.share / sum(each.share for each in columns) for column in columns]
    if sum(least) > room:
        return by_share
    fixed: set[int] = set()
    while True:
        left = room - sum(least[at] for at in fixed)
        shares = sum(column.share for at, column in enumerate(columns) if at not in fixed)
        widths = [
            least[at] if at in fixed else left * column.share / shares for at, column in enumerate(columns)
        ]
        narrow = {at for at, width in enumerate(widths) if at not in fixed and width < least[at]}
        if not narrow:
            return widths
        fixed |= narrow


def _least(column: Measured, size: float, typesetter: Typesetter) -> float:
    """The longest word of the title, or the text that must fit; in bold, as a sum would be."""
    texts = (*WORD.findall(column.title), column.fits)
    return max(typesetter.width(text, typesetter.face(bold=True), size) for text in texts)
