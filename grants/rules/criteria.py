"""Criteria of a fund and the points that members of the jury give: a ranking, never a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foundation.values.digits import ascii_digits
from foundation.values.errors import InvalidInput

LONGEST = 120
MOST = 100


@dataclass(frozen=True)
class Criterion:
    """One line of the catalogue: 0 to `points` points, counted `weight` times."""

    name: str
    weight: int
    points: int


@dataclass(frozen=True)
class Standing:
    """The points of one item: tenths of a point on average over `members`, of `most` points.

    `by_criterion` are the averages before the weight, in tenths, for each criterion in its order.
    """

    members: int
    tenths: int
    most: int
    by_criterion: tuple[tuple[str, int], ...]

    @property
    def in_words(self) -> str:
        """12,5 von 20 Punkten."""
        return f"{tenths_in_words(self.tenths)} von {self.most} Punkten"


def tenths_in_words(tenths: int) -> str:
    """125 -> 12,5."""
    return f"{tenths // 10},{tenths % 10}"


def parse_criteria(text: str) -> tuple[Criterion, ...]:
    """Read the catalogue: name; weight; highest points. Raises InvalidInput naming a wrong line."""
    found: dict[str, Criterion] = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        parts = [part.strip() for part in line.split(";")]
        numbers = [int(ascii_digits(part)) for part in parts[1:] if ascii_digits(part).isdigit()]
        fits = len(parts) == 3 and len(numbers) == 2 and all(1 <= each <= MOST for each in numbers)
        if not fits or not 0 < len(parts[0]) <= LONGEST:
            raise InvalidInput(
                f"Die Zeile „{line[:60]}“ passt nicht. Schreiben Sie: Name; Gewicht; höchste Punktzahl.",
                "criteria.line",
                "criteria_text",
            )
        if parts[0] in found:
            raise InvalidInput(f"„{parts[0]}“ steht zweimal da.", "criteria.twice", "criteria_text")
        found[parts[0]] = Criterion(parts[0], *numbers)
    return tuple(found.values())


def check_points(criteria: Iterable[Criterion], points: Mapping[str, int]) -> None:
    """Points are for the fund's criteria, each within its span. Raises InvalidInput."""
    known = {criterion.name: criterion for criterion in criteria}
    for name, given in points.items():
        if name not in known or not 0 <= given <= known[name].points:
            most = f" Möglich sind 0 bis {known[name].points}." if name in known else ""
            raise InvalidInput(f"Diese Punkte gibt es bei „{name}“ nicht.{most}", "points.range", name)


def standing(criteria: tuple[Criterion, ...], given: Iterable[Mapping[str, int]]) -> Standing | None:
    """The averages over members who gave points for every criterion; None when nobody has. Half up."""
    whole = [each for each in given if all(criterion.name in each for criterion in criteria)]
    if not criteria or not whole:
        return None
    sums = {each.name: sum(points[each.name] for points in whole) for each in criteria}
    return Standing(
        members=len(whole),
        tenths=_tenths(sum(each.weight * sums[each.name] for each in criteria), len(whole)),
        most=sum(each.weight * each.points for each in criteria),
        by_criterion=tuple((each.name, _tenths(sums[each.name], len(whole))) for each in criteria),
    )


def _tenths(total: int, count: int) -> int:
    return (20 * total + count) // (2 * count)
