"""A claim in the books: what is owed, what came in, and the interest on what came too late."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

#: What the invented fund asks for at least, and its rate in hundredths of a percent: 1.27 and five points.
SMALLEST, RATE = 500, 627


@dataclass
class Claim:
    cents: int
    author: str
    #: interest runs from then
    since: date
    heard_until: date | None = None
    state: str = "hearing"
    repaid: int = 0
    #: the last day of the term of the notice, and of the term that was given last
    due: date = date.min
    term: date = date.min
    reminded: bool = False
    #: the last day of a deferral that holds
    put_off: date | None = None
    #: what is proposed about it, and by whom
    relief: tuple[str, str] | None = None
    #: what came in after the term, by its day
    late: dict[date, int] = field(default_factory=dict)
    #: somebody has to decide on it before the case can close, in cents
    interest: int = 0

    @property
    def last_day(self) -> date:
        """Until when it can be paid in peace."""
        return max(self.term, self.put_off or date.min)

    @property
    def is_done(self) -> bool:
        """Nothing of it is open."""
        return self.state in ("paid", "waived") and not self.interest

    def receive(self, cents: int, day: date) -> None:
        """Money that came in; the last of it shows what interest there is."""
        self.repaid += cents
        if day > self.due:
            self.late[day] = self.late.get(day, 0) + cents
        if self.repaid == self.cents:
            total = sum(_interest(each, (on - self.since).days) for on, each in self.late.items())
            self.interest = total if total >= SMALLEST else 0


def _interest(cents: int, days: int) -> int:
    """Half a cent and more is a cent."""
    return int(Fraction(cents * RATE * days, 3_650_000) + Fraction(1, 2))
