"""What must stand on the books, in a few integers: written from the handbook, not from the code.

Nothing of the program is imported here. A person is a name, an amount is in cents, a day is a date.
"""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from holidays import country_holidays

from tests.grants.life.claim import Claim

#: who -> roles; the resident of a case and the resident of another one have none
ROLES: dict[str, frozenset[str]] = {
    "manager": frozenset({"QM"}),
    "officer": frozenset({"CI"}),
    "officer2": frozenset({"CI"}),
    "certifier": frozenset({"FC"}),
    "orderer": frozenset({"FO"}),
    "cashier": frozenset({"KA"}),
    "kaemmerei": frozenset({"KM"}),
    "auditor": frozenset({"AU"}),
    # a small town: one person with every role, whom only the rules between persons hold
    "allround": frozenset({"QM", "CI", "FC", "FO", "KA"}),
    "resident": frozenset(),
    "stranger": frozenset(),
}
JURORS, QUORUM = 3, 2
CAP, ADVANCE_PERCENT, ACCEPTANCE_DAYS, PROOF_DAYS = 50_000, 60, 14, 28
WEIGHTS = (2, 2, 1)
FIRST_DAY, YEAR = date(2026, 3, 2), 2026
BUDGETS = {2026: 90_000, 2027: 30_000}
OPEN_ORDER = ("draft", "certified_arith", "ordered")
GONE_ORDER = ("cancelled", "returned")
#: a part payment changes nothing about these
HELD_CLAIM = ("enforcement", "deferred", "written_off")
OWED = ("due", "partly_paid", "reminded_1", "reminded_2", *HELD_CLAIM)
CLOSED = country_holidays("DE", subdiv="ST")


def working_day(day: date) -> date:
    """The day itself, or the next one that is neither weekend nor holiday in Sachsen-Anhalt."""
    while day.weekday() > 4 or day in CLOSED:
        day += timedelta(days=1)
    return day


def month_later(day: date) -> date:
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def remedy_end(posted: date) -> date:
    """A letter is known on the fourth day; a month later nobody can go to court any more."""
    return working_day(month_later(posted + timedelta(days=4)))


@dataclass
class Year:
    """A fund in one budget year."""

    budget: int = 0
    top_ups: int = 0
    blocked: int = 0
    carried_in: int = 0
    carried_out: int = 0
    reserved: int = 0
    committed: int = 0
    paid: int = 0

    @property
    def free(self) -> int:
        has = self.budget + self.top_ups + self.carried_in - self.carried_out - self.blocked
        return has - self.paid - self.committed - self.reserved


@dataclass
class Order:
    kind: str
    cents: int
    state: str = "draft"
    certifier: str = ""
    orderer: str = ""
    executor: str = ""
    paid_on: date = FIRST_DAY
    #: which of the payee's accounts, counted from 0
    account: int = 0


@dataclass
class Item:
    """The latest result of the jury: who voted, in which year's session."""

    outcome: str
    cents: int
    voters: set[int]
    year: int
    fallen: bool = False

    def drop(self, juror: int) -> None:
        """A vote of somebody biased counts no more; without a quorum the result falls."""
        if juror in self.voters:
            self.voters.remove(juror)
            self.fallen = self.fallen or len(self.voters) < QUORUM


@dataclass
class Case:
    number: int
    requested: int
    lead: int
    paper: bool
    state: str = "draft"
    grant: str = ""
    eligible: int = 0
    item: Item | None = None
    session: date | None = None
    approved: int = 0
    released: int = 0
    reserved: int = 0
    starts: date = FIRST_DAY
    ends: date = FIRST_DAY
    notice: date | None = None
    accepted: bool = False
    waived: bool = False
    proof_due: date | None = None
    #: terms of reminders and demands since the proof's term was moved last, and of all demands
    reminded: list[date] = field(default_factory=list)
    demanded: list[date] = field(default_factory=list)
    heard: list[date] = field(default_factory=list)
    #: kind of notice -> who wrote the draft that lies open
    drafts: dict[str, str] = field(default_factory=dict)
    revoked_cents: int = 0
    change: tuple[str, date | None] | None = None
    preparers: set[str] = field(default_factory=set)
    receipt: int = 0
    receipt_on: date = FIRST_DAY
    reported: bool = False
    #: who checked, and the entitlement that came out
    check: tuple[str, int] | None = None
    entitlement: int | None = None
    orders: list[Order] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    #: days on which a notice went out
    noticed: list[date] = field(default_factory=list)
    held: bool = False
    #: an objection is open; the hold that stands was set for it
    objected: bool = False
    has_own_hold: bool = False
    #: the last account the resident gave, and the day on which it took the place of another
    account: int = 0
    account_changed: date | None = None
    #: budget years that the commitment was carried on
    carried: int = 0
    #: (from, until) of every pause of the reminders
    pauses: list[tuple[date, date]] = field(default_factory=list)
    sent: bool = False
    biased: set[str] = field(default_factory=set)
    biased_jurors: set[int] = field(default_factory=set)

    @property
    def paid(self) -> int:
        return sum(order.cents for order in self.orders if order.state == "executed")

    @property
    def repaid(self) -> int:
        return sum(claim.repaid for claim in self.claims)

    @property
    def waived_cents(self) -> int:
        return sum(claim.cents - claim.repaid for claim in self.claims if claim.state == "waived")

    @property
    def account_returned(self) -> bool:
        """The bank sent money back from the very account that would be paid to."""
        return any(order.state == "returned" and order.account == self.account for order in self.orders)

    @property
    def committed(self) -> int:
        return self.approved - self.released - self.paid

    @property
    def own(self) -> int:
        """Own money that the plan counts on, from the day of acceptance."""
        return self.eligible - self.approved if self.accepted else 0

    @property
    def order_open(self) -> bool:
        return any(order.state in OPEN_ORDER for order in self.orders)

    @property
    def order(self) -> Order | None:
        return next((order for order in reversed(self.orders) if order.state in OPEN_ORDER), None)

    @property
    def first_paid(self) -> date:
        """The day of the first payment that has arrived."""
        return min(order.paid_on for order in self.orders if order.state == "executed")

    @property
    def claim(self) -> Claim | None:
        return self.claims[-1] if self.claims else None

    @property
    def fallen(self) -> bool:
        return self.item is not None and self.item.fallen

    def ordered(self, but: Order | None = None, kind: str = "") -> int:
        """Sum of the living orders, without one, perhaps of one kind."""
        return sum(
            order.cents
            for order in self.orders
            if order is not but and order.state not in GONE_ORDER and kind in ("", order.kind)
        )


class Books:
    """The fund, its cases and what day it is."""

    def __init__(self, requested: list[int], leads: list[int]) -> None:
        self.day = FIRST_DAY
        self.years: dict[int, Year] = defaultdict(Year)
        for year, cents in BUDGETS.items():
            self.years[year].budget = cents
        self.cases = [
            Case(number, cents, lead, paper=number == 2)
            for number, (cents, lead) in enumerate(zip(requested, leads, strict=True))
        ]
        #: day of a session -> whether it is open
        self.sessions: dict[date, bool] = {}

    def office(self, case: Case, who: str, *roles: str) -> bool:
        """Holds one of the roles and has said nothing of a bias in this case."""
        return bool(ROLES[who] & set(roles)) and who not in case.biased

    def own(self, case: Case, who: str) -> bool:
        """The resident, or the office for one who came on paper."""
        return who == "resident" or (case.paper and bool(ROLES[who] & {"QM", "CI"}))

    def says_yes_or_no(self, case: Case, who: str) -> bool:
        """The resident, or somebody unbiased of the office for one who came on paper."""
        return self.own(case, who) and who not in case.biased

    def wrote_draft(self, case: Case, who: str) -> bool:
        return who in case.drafts.values()

    def payable(self, case: Case, kind: str, cents: int, but: Order | None = None) -> bool:
        """INV-03 and INV-04."""
        left = case.approved - case.released
        if cents <= 0 or not case.accepted or case.account_returned or case.ordered(but) + cents > left:
            return False
        if kind == "final":
            return case.entitlement is not None and cents <= max(0, case.entitlement - case.ordered(but))
        if case.held or (not case.waived and self.day <= self.remedy_until(case)):
            return False
        return case.ordered(but, "advance") + cents <= left * ADVANCE_PERCENT // 100

    def remedy_until(self, case: Case) -> date:
        assert case.notice is not None
        return remedy_end(case.notice)

    def account(self, case: Case) -> Year:
        return self.years[self.year_of(case)]

    def year_of(self, case: Case) -> int:
        """The budget year that bears the case."""
        assert case.item is not None
        return case.item.year + case.carried

    def pass_days(self, days: int) -> None:
        """Time goes by; the daily run moves the grants on."""
        self.day += timedelta(days=days)
        for case in self.cases:
            # The fund asks for an acceptance, and no money goes out before it.
            if case.grant == "accepted" and (self.day >= case.starts or case.paid):
                case.grant = "running"
            if case.grant == "running" and self.day >= case.ends:
                case.grant = "proof_due"
            if case.grant == "proof_due" and case.proof_due and self.day > case.proof_due:
                case.grant = "proof_overdue"

    def close_if_settled(self, case: Case) -> None:
        """INV-08: closed when paid less repaid is what is due, and nothing is open."""
        settled = case.paid - case.repaid - case.waived_cents == case.entitlement
        claims = all(claim.is_done for claim in case.claims)
        if case.grant == "settling" and settled and claims and not case.order_open:
            case.grant = "closed"

    def release_unpaid(self, case: Case) -> None:
        cents = case.approved - case.paid
        case.released = cents
        self.account(case).committed -= cents
