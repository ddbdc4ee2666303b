"""Who bears which part of a booking: the cumulative split by financing share (INV-11, INV-13, INV-16)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Weights:
    """Relative weights of the Land's decision, for example 1:1:1 or 45:45:10."""

    bund: int
    land: int
    kommune: int
    private: int = 0

    def __post_init__(self) -> None:
        if min(self.bund, self.land, self.kommune, self.private) < 0 or self.total == 0:
            raise ValueError("weights must not be negative and not all zero")

    @property
    def total(self) -> int:
        return self.bund + self.land + self.kommune + self.private


@dataclass(frozen=True)
class Split:
    """An amount in cents by who bears it; negative for a repayment."""

    bund: int = 0
    land: int = 0
    kommune: int = 0
    private: int = 0

    @property
    def total(self) -> int:
        return self.bund + self.land + self.kommune + self.private

    def __add__(self, other: Split) -> Split:
        return Split(
            self.bund + other.bund,
            self.land + other.land,
            self.kommune + other.kommune,
            self.private + other.private,
        )

    def __sub__(self, other: Split) -> Split:
        return self + negate(other)


NOTHING: Final = Split()

SharePolicy = Callable[[int, Weights], Split]


def floor_donors(cumulative_cents: int, weights: Weights) -> Split:
    """Bund, Land and private money bear their exact share cut off below the cent; the city bears the rest.

    Source: INV-13. The donors are never asked for more than their rate. With equal thirds the city
    bears up to 4/3 of a cent more than its exact share. Does not check that the sum is affordable.
    """
    bund = cumulative_cents * weights.bund // weights.total
    land = cumulative_cents * weights.land // weights.total
    private = cumulative_cents * weights.private // weights.total
    return Split(bund, land, cumulative_cents - bund - land - private, private)


def largest_remainder(cumulative_cents: int, weights: Weights) -> Split:
    """Every share is cut off, the missing cents go to the largest remainders, the city first among equals.

    Source: INV-13, second policy. No share is a whole cent away from its exact value.
    """
    # Position 0-3 is bund, land, kommune, private; the order of the city first decides between equals.
    parts = (weights.bund, weights.land, weights.kommune, weights.private)
    whole = [cumulative_cents * part // weights.total for part in parts]
    remainders = [cumulative_cents * part % weights.total for part in parts]
    by_size = sorted((2, 3, 1, 0), key=lambda position: -remainders[position])
    for position in by_size[: cumulative_cents - sum(whole)]:
        whole[position] += 1
    return Split(*whole)


FLOOR_DONORS: Final[SharePolicy] = floor_donors
LARGEST_REMAINDER: Final[SharePolicy] = largest_remainder

POLICIES: Final[Mapping[str, SharePolicy]] = MappingProxyType(
    {"FLOOR_DONORS": FLOOR_DONORS, "LARGEST_REMAINDER": LARGEST_REMAINDER}
)


def next_split(
    stored: Split, amount_cents: int, weights: Weights, policy: SharePolicy = FLOOR_DONORS
) -> Split:
    """Return the split of the next booking: target of the cumulative sum less what is already stored.

    `stored` is the sum of all splits booked so far on this programme year's money; `amount_cents` is
    negative for a repayment. The result always sums to the amount. Source: INV-13. A single cent may be
    borne with opposite signs (for example +1 +1 −1): that is the correction of earlier cents.
    """
    return policy(stored.total + amount_cents, weights) - stored


def negate(split: Split) -> Split:
    """Return the counter-entry of a stored split (INV-16: a Storno negates what was stored)."""
    return Split(-split.bund, -split.land, -split.kommune, -split.private)
