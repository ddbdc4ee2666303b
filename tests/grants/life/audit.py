"""The invariants of the handbook (chapter 6) after each step: the books' figures against every stored row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from foundation.audit.actors import Actor
from grants.models import (
    AgendaItem,
    Application,
    BudgetEntry,
    Claim,
    FundAccount,
    Grant,
    LedgerEntry,
    PaymentOrder,
    TermReminder,
)
from tests.grants.life.model import (
    ADVANCE_PERCENT,
    CAP,
    CLOSED,
    GONE_ORDER,
    WEIGHTS,
    Books,
    Case,
    working_day,
)
from tests.grants.life.office_money import Office

FIGURES = (
    "budget_cents",
    "top_ups_cents",
    "blocked_cents",
    "carried_in_cents",
    "carried_out_cents",
    "reserved_cents",
    "committed_cents",
    "paid_net_cents",
)


@dataclass
class StoredCase:
    """The rows of one case."""

    application: Application
    grant: Grant | None = None
    orders: list[PaymentOrder] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)


#: Nothing is paid any more.
OVER = ("declined", "closed", "revoked", "archived")


def next_open_day(day: date) -> date:
    """The day on which something leaves that was planned for this one: no Sunday and no holiday."""
    return working_day(day) if day.weekday() == 6 or day in CLOSED else day


def committed_of(stored: StoredCase) -> int:
    return sum(entry.committed_cents for entry in stored.entries)


class Rows:
    """Every row of cases and money, each table read once."""

    def __init__(self, office: Office) -> None:
        applications = Application.objects.filter(pk__in=office.pks).select_related("applicant")
        self.cases = {row.pk: StoredCase(row) for row in applications}
        for grant in Grant.objects.all():
            self.cases[grant.case_id].grant = grant
        for order in PaymentOrder.objects.select_related("grant").order_by("pk"):
            self.cases[order.grant.case_id].orders.append(order)
        for claim in Claim.objects.select_related("grant").order_by("pk"):
            self.cases[claim.grant.case_id].claims.append(claim)
        self.entries = list(LedgerEntry.objects.order_by("pk"))
        for entry in self.entries:
            self.cases[entry.case_id].entries.append(entry)
        self.accounts = list(FundAccount.objects.select_related("fund").order_by("budget_year"))
        self.budgets = list(BudgetEntry.objects.all())
        items = AgendaItem.objects.filter(application__in=office.pks).order_by("pk")
        self.items = {item.application_id: item for item in items if item.outcome not in ("", "deferred")}
        self.reminders = list(TermReminder.objects.order_by("pk"))


class Auditor:
    """Looks at everything after each step and remembers the ledger it has seen."""

    def __init__(self, books: Books, office: Office) -> None:
        self.books, self.office = books, office
        self.seen: list[tuple[object, ...]] = []
        self.reminded = 0

    def breaches(self) -> list[str]:
        """A line for each breach, with the number of its invariant."""
        self.rows = Rows(self.office)
        checks: Mapping[str, Callable[[], Iterator[str]]] = {
            "states": self.states,
            "INV-01": self.nothing_overspent,
            "INV-02": self.commitments,
            "INV-03": self.orders_fit,
            "INV-05": self.three_persons,
            "INV-08": self.closed_is_even,
            "INV-11": self.splits_sum,
            "INV-13": self.splits_follow_weights,
            "INV-16": self.ledger_only_grows,
            "INV-17": self.balance,
            "INV-21": self.votes,
            "terms": self.terms,
            "reminders": self.reminders,
        }
        return [f"{number}: {line}" for number, check in checks.items() for line in check()]

    def states(self) -> Iterator[str]:
        for case, stored in self.cases():
            found = (stored.application.state, stored.grant.state if stored.grant else "")
            if found != (case.state, case.grant):
                yield f"case {case.number} stands at {found}, not {(case.state, case.grant)}"
            orders = [(row.kind, row.amount_cents, row.state) for row in stored.orders]
            if orders != [(order.kind, order.cents, order.state) for order in case.orders]:
                yield f"case {case.number} has the orders {orders}, not {case.orders}"
            owed = [(row.amount_cents, row.repaid_cents, row.state) for row in stored.claims]
            if owed != [(claim.cents, claim.repaid, claim.state) for claim in case.claims]:
                yield f"case {case.number} has the claims {owed}, not {case.claims}"

    def cases(self) -> Iterator[tuple[Case, "StoredCase"]]:
        for case in self.books.cases:
            yield case, self.rows.cases[self.office.pks[case.number]]

    def nothing_overspent(self) -> Iterator[str]:
        for account in self.rows.accounts:
            year = self.books.years[account.budget_year]
            found = tuple(getattr(account, name) for name in FIGURES)
            expected = (
                year.budget, year.top_ups, year.blocked, year.carried_in, year.carried_out,
                year.reserved, year.committed, year.paid,
            )  # fmt: skip
            if found != expected:
                yield f"{account} has {found}, not {expected}"
            if year.free < 0:
                yield f"{account} is overspent by {-year.free}"

    def commitments(self) -> Iterator[str]:
        for case, stored in self.cases():
            committed = sum(entry.committed_cents for entry in stored.entries)
            reserved = sum(entry.reserved_cents for entry in stored.entries)
            if (committed, reserved) != (case.committed, case.reserved):
                yield f"case {case.number}: {committed}, {reserved}, not {case.committed}, {case.reserved}"
            approved = stored.grant.approved_cents if stored.grant else 0
            if approved != case.approved or approved > min(case.requested, case.eligible or CAP, CAP):
                yield f"case {case.number}: approved {approved}, by the jury {case.approved}"

    def orders_fit(self) -> Iterator[str]:
        for case, stored in self.cases():
            living = [row for row in stored.orders if row.state not in GONE_ORDER]
            if sum(row.amount_cents for row in living) > case.approved:
                yield f"case {case.number}: more ordered than approved"
            advances = sum(row.amount_cents for row in living if row.kind != "final")
            if advances > case.approved * ADVANCE_PERCENT // 100:
                yield f"case {case.number}: advances of {advances}"

    def three_persons(self) -> Iterator[str]:
        for case, stored in self.cases():
            for row, order in zip(stored.orders, case.orders, strict=True):
                found = [row.certified_factual_by, row.certified_arith_by, row.ordered_by, row.executed_by]
                who = [order.certifier, order.certifier, order.orderer, order.executor]
                if found != [self.reference(name) for name in who]:
                    yield f"{row}: signed by others than {who}"
                signed = [each for each in found[1:] if each]
                if len(set(signed)) < len(signed) or stored.application.applicant.reference in signed:
                    yield f"{row}: one person signed twice, or the applicant did"

    def reference(self, name: str) -> str:
        actor: Actor | None = self.office.people.get(name)
        return actor.reference if actor else ""

    def closed_is_even(self) -> Iterator[str]:
        for case, stored in self.cases():
            net = sum(entry.paid_cents for entry in stored.entries)
            waived = case.waived_cents
            if case.grant == "closed" and (net - waived != case.entitlement or case.committed):
                yield f"case {case.number}: closed with {net} paid, {case.entitlement} due"
            if case.grant in OVER and committed_of(stored):
                yield f"case {case.number}: {case.grant}, and {committed_of(stored)} are bound"

    def splits_sum(self) -> Iterator[str]:
        for entry in self.rows.entries:
            if entry.bund_cents + entry.land_cents + entry.kommune_cents != entry.paid_cents:
                yield f"{entry}: the shares do not sum"

    def splits_follow_weights(self) -> Iterator[str]:
        """The donors bear their share of all that was paid so far, cut off below the cent.

        A counter-entry takes back the very cents of its entry (INV-16): the next booking is exact again.
        """
        paid = bund = land = 0
        borne = {}
        for entry in self.rows.entries:
            borne[entry.pk] = (entry.paid_cents, entry.bund_cents, entry.land_cents)
            paid += entry.paid_cents
            bund += entry.bund_cents
            land += entry.land_cents
            if entry.reverses_id is not None:
                if borne[entry.pk] != tuple(-cents for cents in borne[entry.reverses_id]):
                    yield f"{entry}: it does not take back the cents of its entry"
            elif entry.paid_cents and (bund, land) != (
                paid * WEIGHTS[0] // sum(WEIGHTS),
                paid * WEIGHTS[1] // sum(WEIGHTS),
            ):
                yield f"{entry}: Bund {bund} and Land {land} of {paid}"

    def ledger_only_grows(self) -> Iterator[str]:
        rows = [
            tuple(getattr(entry, column.attname) for column in entry._meta.concrete_fields)
            for entry in self.rows.entries
        ]
        if rows[: len(self.seen)] != self.seen:
            yield "a booking was changed or is gone"
        self.seen = rows

    def votes(self) -> Iterator[str]:
        """Who voted is counted once, who is biased not at all."""
        for case in self.books.cases:
            item = self.rows.items.get(self.office.pks[case.number])
            if case.item is None or item is None:
                continue
            cast = item.yes_count + item.no_count + item.abstain_count
            found = (cast, item.present_count - item.biased_count, item.fell_at is not None)
            if found != (len(case.item.voters), len(case.item.voters), case.item.fallen):
                yield f"case {case.number}: voted, entitled and fallen are {found}, not {case.item}"

    def terms(self) -> Iterator[str]:
        """Days that the law counts, by another calendar."""
        for case, stored in self.cases():
            due_on = stored.grant.proof_due_on if stored.grant else None
            if due_on != (case.proof_due if case.notice else None):
                yield f"case {case.number}: the proof is due on {due_on}, not {case.proof_due}"
            award = stored.grant.released_award if stored.grant else None
            if award is not None and award.remedy_until != self.books.remedy_until(case):
                yield f"case {case.number}: a remedy until {award.remedy_until}"

    def reminders(self) -> Iterator[str]:
        """Nobody is reminded in a pause, nor on a Sunday or holiday."""
        new = self.rows.reminders[self.reminded :]
        self.reminded = len(self.rows.reminders)
        numbers = {pk: number for number, pk in enumerate(self.office.pks)}
        for row in new:
            sent_on = row.recorded_at.date()
            # The run of a day comes first: a pause that began later, or on that very day, was not there yet.
            pauses = self.books.cases[numbers[row.case_id]].pauses
            held = [until for since, until in pauses if since < sent_on]
            if held and next_open_day(row.planned_on) <= held[-1]:
                yield f"{row}: reminded in the pause until {held[-1]}"
            if next_open_day(sent_on) != sent_on:
                yield f"{row}: reminded on {sent_on}"

    def balance(self) -> Iterator[str]:
        """Budget and carry-in are what is paid, committed, reserved, blocked, carried on or free."""
        for account in self.rows.accounts:
            entries = [row for row in self.rows.budgets if row.account_id == account.pk]
            taken = sum(row.amount_cents for row in entries if row.kind in ("block", "carry_out"))
            has = sum(row.amount_cents for row in entries) - 2 * taken
            booked = sum(
                row.paid_cents + row.committed_cents + row.reserved_cents
                for row in self.rows.entries
                if row.account_id == account.pk
            )
            free = self.books.years[account.budget_year].free
            if not has - booked == account.free_cents == free:
                yield f"{account}: {has} − {booked} is not {account.free_cents} or not {free}"
