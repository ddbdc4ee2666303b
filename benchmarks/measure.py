"""Two ways to the same answer, run in turns: the medians and their ratio. And figures that stand alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 15


@dataclass(frozen=True)
class Result:
    """A figure beside its goal; `must` is what may not be missed where the goal is meant to be a stretch."""

    title: str
    what: str
    value: float
    unit: str
    goal: float
    must: float | None = None
    ours: str = "–"
    floor: str = "–"
    more_is_better: bool = False

    @property
    def is_reached(self) -> bool:
        return self._is_within(self.goal)

    @property
    def is_bearable(self) -> bool:
        return self._is_within(self.goal if self.must is None else self.must)

    def _is_within(self, limit: float) -> bool:
        return self.value >= limit if self.more_is_better else self.value <= limit


def compare(
    title: str,
    what: str,
    *,
    ours: Callable[[], object],
    floor: Callable[[], object],
    goal: float,
    must: float | None = None,
    clock: Callable[[], float] = time.perf_counter,
    rounds: int = ROUNDS,
) -> Result:
    """Run both in turns, after one round that warms up; which one begins alternates.

    `clock` in seconds: what waits for a server is measured on the wall, what computes by its CPU time.
    """
    mine, other = turns(ours, floor, clock=clock, rounds=rounds)
    return Result(title, what, mine / other, "×", goal, must, milliseconds(mine), milliseconds(other))


def turns(
    first: Callable[[], object], second: Callable[[], object], *, clock: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """The medians of both in seconds."""
    first(), second()
    times: dict[int, list[float]] = {0: [], 1: []}
    for number in range(rounds):
        pair = [(0, first), (1, second)]
        for place, work in pair if number % 2 else reversed(pair):
            began = clock()
            work()
            times[place].append(clock() - began)
    return median(times[0]), median(times[1])


def milliseconds(seconds: float) -> str:
    """As a table shows it: three figures."""
    return f"{seconds * 1000:.3g} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"
