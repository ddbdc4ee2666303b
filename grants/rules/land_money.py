"""Money of the Land: how long it lies unused, and what may be asked for ahead (Nr. 1.2 ANBest-Gk)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from grants.rules.deadlines import months_later

MONTHS_AHEAD: Final = 2
WARN_AFTER_DAYS: Final = 45
LIMIT_DAYS: Final = 60


class Age(StrEnum):
    """How urgent it is."""

    FRESH = "frisch"
    WARNING = "bald zu verwenden"
    OVERDUE = "zu lange ungenutzt"


@dataclass(frozen=True)
class Unused:
    """A part of a receipt that no payment has used yet: cents, and how many days it has been lying."""

    received_on: date
    cents: int
    days: int

    @property
    def age(self) -> Age:
        if self.days >= LIMIT_DAYS:
            return Age.OVERDUE
        return Age.WARNING if self.days >= WARN_AFTER_DAYS else Age.FRESH


def used_first_in(cents: Iterable[int], used_cents: int) -> list[int]:
    """How much of each amount is used, the first first (INV-15)."""
    left, taken = max(0, used_cents), []
    for each in cents:
        taken.append(min(left, each))
        left -= taken[-1]
    return taken


def unused_money(receipts: Iterable[tuple[date, int]], used_cents: int, *, today: date) -> Sequence[Unused]:
    """What lies unused of the Land's money, the oldest first: payments use what came in first (INV-15).

    `receipts` are days and cents; `used_cents` is Bund's and Land's share of all payments so far, less what
    came back. Interest for money that was called too early (§ 49a IV VwVfG) is for the Land to claim.
    """
    in_order = sorted(receipts)
    taken = used_first_in((cents for _day, cents in in_order), used_cents)
    return [
        Unused(received_on, cents - used, (today - received_on).days)
        for (received_on, cents), used in zip(in_order, taken, strict=True)
        if cents > used
    ]


def last_day_ahead(today: date) -> date:
    """The last day on which a payment may be due that money is asked for today: two months on."""
    return months_later(today, MONTHS_AHEAD)
