"""Two ways to the same answer, run in turns: the medians and their ratio."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 15


@dataclass(frozen=True)
class Result:
    """A measurement beside its floor, in seconds, and the ratio that is the goal."""

    title: str
    what: str
    ours: float
    floor: float
    goal: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def is_reached(self) -> bool:
        return self.ratio <= self.goal


def compare(
    title: str, what: str, *, ours: Callable[[], object], floor: Callable[[], object], goal: float
) -> Result:
    """Run both in turns, after one round that warms up; which one begins alternates."""
    ours(), floor()
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    for number in range(ROUNDS):
        pair = [("ours", ours), ("floor", floor)]
        for name, work in pair if number % 2 else reversed(pair):
            began = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - began)
    return Result(title, what, median(times["ours"]), median(times["floor"]), goal)
