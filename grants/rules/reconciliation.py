"""Two books side by side: which of our bookings is which posting of the finance system, and what is left.

Source: domain handbook 3.4 and 6, ux handbook 4.2 (Reconciliation). Pure comparison: it changes neither side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from foundation.values.dates import format_date
from foundation.values.money import format_euro


class Finding(StrEnum):
    """What the comparison says of a row."""

    MATCHED = "matched"
    AMOUNT = "amount"
    YEAR = "year"
    DAY = "day"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, kw_only=True)
class Side:
    """A booking of one side: signed cents (out above zero) and all by which the other side may know it.

    `names`: the surest first. `source` is the row it stands for.
    """

    source: Any
    year: int
    day: date
    cents: int
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Pair:
    """A booking with its posting, or one of both alone."""

    ours: Side | None
    theirs: Side | None

    @property
    def finding(self) -> Finding:
        """The gravest difference."""
        if self.ours is None:
            return Finding.THEIRS
        if self.theirs is None:
            return Finding.OURS
        if self.ours.cents != self.theirs.cents:
            return Finding.AMOUNT
        if self.ours.year != self.theirs.year:
            return Finding.YEAR
        return Finding.MATCHED if self.ours.day == self.theirs.day else Finding.DAY

    @property
    def sentence(self) -> str:
        """The difference in words; empty when both agree."""
        ours, theirs = self.ours, self.theirs
        if ours is None or theirs is None:
            return "" if ours is theirs else "Auf der anderen Seite fehlt die Buchung."
        parts = []
        if ours.cents != theirs.cents:
            parts.append(f"Betrag: {format_euro(ours.cents)} hier, {format_euro(theirs.cents)} dort.")
        if ours.year != theirs.year:
            parts.append(f"Haushaltsjahr: {ours.year} hier, {theirs.year} dort.")
        if ours.day != theirs.day:
            parts.append(f"Tag: {format_date(ours.day)} hier, {format_date(theirs.day)} dort.")
        return " ".join(parts)


@dataclass(frozen=True)
class Comparison:
    """The pairs of a year with the sums of both sides in cents."""

    year: int
    pairs: tuple[Pair, ...]

    @property
    def ours_cents(self) -> int:
        return sum(each.ours.cents for each in self.pairs if each.ours and each.ours.year == self.year)

    @property
    def theirs_cents(self) -> int:
        return sum(each.theirs.cents for each in self.pairs if each.theirs and each.theirs.year == self.year)

    @property
    def difference_cents(self) -> int:
        """What ours has more than theirs."""
        return self.ours_cents - self.theirs_cents

    def of(self, finding: Finding) -> list[Pair]:
        """The pairs with this finding, in their order."""
        return [each for each in self.pairs if each.finding is finding]


def compare(ours: Sequence[Side], theirs: Sequence[Side], year: int) -> Comparison:
    """Find each booking its posting over all years, the best fits first; then what touches this year.

    Money that went out never matches money that came in. A posting is the partner of one booking at most.
    """
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, each in enumerate(ours):
        for name in each.names:
            by_name[name].append(at)
    left = set(range(len(ours)))
    open_postings = list(theirs)
    pairs: list[Pair] = []
    for fits in (_same_day_and_amount, _same_amount, _same_direction):
        still: list[Side] = []
        for posting in open_postings:
            candidates = (at for name in posting.names for at in by_name[name] if at in left)
            partner = next((at for at in candidates if fits(ours[at], posting)), None)
            if partner is None:
                still.append(posting)
                continue
            left.remove(partner)
            pairs.append(Pair(ours[partner], posting))
        open_postings = still
    pairs += [Pair(ours[at], None) for at in sorted(left)] + [Pair(None, each) for each in open_postings]
    touching = [each for each in pairs if year in {side.year for side in (each.ours, each.theirs) if side}]
    return Comparison(year, tuple(sorted(touching, key=_order)))


def _same_day_and_amount(ours: Side, theirs: Side) -> bool:
    return ours.cents == theirs.cents and ours.day == theirs.day


def _same_amount(ours: Side, theirs: Side) -> bool:
    return ours.cents == theirs.cents


def _same_direction(ours: Side, theirs: Side) -> bool:
    return (ours.cents > 0) == (theirs.cents > 0)


def _order(pair: Pair) -> tuple[date, int]:
    side = pair.ours or pair.theirs
    return (side.day, side.cents) if side else (date.min, 0)
