"""Thirty-two threads want the same money. Each of the three nets holds alone; without any it is overspent.

On PostgreSQL the threads meet inside the booking, after each has read the account, so that the race is the
worst there is, every time; a real row lock lets nobody read beside another, there they meet just before it.
SQLite lets one writer in at a time (BEGIN IMMEDIATE): its first net is taken down by not comparing at all.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Q

from foundation.audit.actors import SYSTEM
from foundation.values.errors import DomainError
from grants.models import Application, Fund, FundAccount, LedgerEntry, LedgerKind, Outcome
from grants.services import ledger
from grants.services.ledger import Movement, book
from grants.services.sessions import Decision, record_decision
from tests.stories import Story

THREADS = 32
BUDGET, AMOUNT = 200_000, 15_000
FIT = BUDGET // AMOUNT
PATIENCE = 60.0
pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Nets:
    """Which of the three are up."""

    lock: bool = False
    update: bool = False
    check: bool = False


ALL = Nets(lock=True, update=True, check=True)


class TheCheck:
    """The CHECK of the account's table, which a test may take down and must put up again."""

    constraint = next(
        each for each in FundAccount._meta.constraints if each.name == "fund_account_not_overspent"
    )

    def take_down(self) -> None:
        if connection.vendor == "sqlite":
            connection_created.connect(self.ignore)
            return
        with connection.schema_editor() as editor:
            editor.remove_constraint(FundAccount, self.constraint)

    def put_up(self) -> None:
        if connection_created.disconnect(self.ignore):
            return
        FundAccount.objects.update(reserved_cents=0)
        with connection.schema_editor() as editor:
            editor.add_constraint(FundAccount, self.constraint)

    @staticmethod
    def ignore(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")


class TheLock:
    """The first net, with a place where all threads meet."""

    def __init__(self) -> None:
        self.barrier = Barrier(THREADS)
        self.hold = ledger.hold

    def meet_and_hold(self, account: FundAccount) -> FundAccount:
        self.barrier.wait(PATIENCE)
        return self.hold(account)

    def read_and_meet(self, account: FundAccount) -> FundAccount:
        found = FundAccount.objects.get(pk=account.pk)
        self.barrier.wait(PATIENCE)
        return found


@pytest.fixture
def nets(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[Nets]:
    """Takes down what the case of the test does not name, and makes the threads meet."""
    wanted: Nets = request.param
    lock, check = TheLock(), TheCheck()
    if connection.vendor == "postgresql":
        monkeypatch.setattr(ledger, "hold", lock.meet_and_hold if wanted.lock else lock.read_and_meet)
    elif not wanted.lock:
        monkeypatch.setattr(ledger, "refuse_overspending", lambda held, movement: None)
    if not wanted.update:
        monkeypatch.setattr(ledger, "room_for", lambda movement: Q())
    if not wanted.check:
        check.take_down()
    yield wanted
    if not wanted.check:
        check.put_up()


def race(attempt: Callable[[int], object]) -> Counter[str]:
    """All threads at once, each on a connection of its own -> how many did it, how many were refused how."""

    def run(number: int) -> str:
        try:
            with transaction.atomic():
                attempt(number)
        except DomainError as error:
            return error.code
        except IntegrityError as error:
            return (
                "check" if "fund_account_not_overspent" in str(error) or "CHECK" in str(error) else str(error)
            )
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(pool.map(run, range(THREADS)))


def reserve(fund: Fund, story: Story) -> Callable[[int], object]:
    """A thread's attempt to reserve money for a case."""
    case, account = story.draft(), fund.accounts.get()

    def attempt(number: int) -> None:
        book(
            account=account,
            case=case,
            kind=LedgerKind.RESERVE,
            key=f"race:{number}",
            movement=Movement(reserved=AMOUNT),
            actor=SYSTEM,
            now=story.now,
        )

    return attempt


def reserved(fund: Fund) -> tuple[int, int]:
    """What the account says, and what the ledger says."""
    booked = LedgerEntry.objects.filter(account__fund=fund).values_list("reserved_cents", flat=True)
    return fund.accounts.get().reserved_cents, sum(booked)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("nets", "refused_by"),
    [
        pytest.param(ALL, "fund.exceeded", id="all"),
        pytest.param(Nets(lock=True), "fund.exceeded", id="lock"),
        pytest.param(Nets(update=True), "fund.exceeded", id="update"),
        pytest.param(Nets(check=True), "check", id="check"),
    ],
    indirect=["nets"],
)
def test_each_net_alone_holds(nets: Nets, refused_by: str, fund: Fund, story: Story) -> None:
    results = race(reserve(fund, story))
    assert results == {"done": FIT, refused_by: THREADS - FIT}
    assert reserved(fund) == (FIT * AMOUNT, FIT * AMOUNT)


@pytest.mark.both_databases
@pytest.mark.parametrize("nets", [pytest.param(Nets(), id="none", marks=pytest.mark.unsound)], indirect=True)
def test_without_any_net_the_fund_is_overspent(nets: Nets, fund: Fund, story: Story) -> None:
    results = race(reserve(fund, story))
    assert results == {"done": THREADS}
    assert reserved(fund) == (THREADS * AMOUNT, THREADS * AMOUNT)
    assert THREADS * AMOUNT > BUDGET


def scheduled_cases(stories: Callable[..., Story]) -> list[Application]:
    return [stories(number, cents=AMOUNT).scheduled() for number in range(THREADS)]


def vote(cases: list[Application], story: Story) -> Callable[[int], object]:
    """A thread's attempt to record the jury's yes, through the service that the office uses."""
    votes = dict.fromkeys(story.fund.jury_members.all(), "yes")
    decision = Decision(Outcome.YES, votes=votes, amount_cents=AMOUNT)

    def attempt(number: int) -> None:
        record_decision(
            application=cases[number], decision=decision, actor=story.people["manager"], now=story.now
        )

    return attempt


@pytest.mark.both_databases
def test_votes_at_once_never_overspend(fund: Fund, story: Story, stories: Callable[..., Story]) -> None:
    results = race(vote(scheduled_cases(stories), story))
    states = Counter(Application.objects.values_list("state", flat=True))
    # Who reads after the last cent is gone is told by the ceiling, who waited for the account by the net.
    assert results["done"] == FIT
    assert set(results) <= {"done", "fund.exceeded", "vote.over_ceiling"}
    assert states == {"voted_yes": FIT, "scheduled": THREADS - FIT}
    assert reserved(fund) == (FIT * AMOUNT, FIT * AMOUNT)


@pytest.mark.parametrize(
    "nets",
    [pytest.param(ALL, id="all"), pytest.param(Nets(), id="none", marks=pytest.mark.unsound)],
    indirect=True,
)
def test_votes_that_meet_at_the_account(
    nets: Nets, fund: Fund, story: Story, stories: Callable[..., Story]
) -> None:
    results = race(vote(scheduled_cases(stories), story))
    expected = {"done": FIT, "fund.exceeded": THREADS - FIT} if nets == ALL else {"done": THREADS}
    assert results == expected
    assert reserved(fund)[0] == expected["done"] * AMOUNT
