"""Two at once who must wait for one another: the same applicant, session, or money of the Land.

On PostgreSQL the second one is started while the first one holds its locks, and must not get past it.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from django.db import connections, transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError
from grants.models import Application, Fund, FundAccount, JurySession, Outcome, PaymentKind
from grants.scenarios.cast import hire
from grants.scenarios.founding import found
from grants.services.ledger import hold_for_payment
from grants.services.payments import execute_payment
from grants.services.sessions import (
    Decision,
    close_session,
    invite_jury,
    open_session,
    plan_session,
    record_decision,
    schedule_application,
)
from tests.conftest import SECTION
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Nachbarschaft Muster"
PATIENCE = 30.0


def beside(work: Callable[[], object]) -> "Future[str]":
    """Run in a second thread with a connection of its own -> "done" or the code of the refusal."""

    def run() -> str:
        try:
            work()
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    return ThreadPoolExecutor(1).submit(run)


def first_then(
    first: Callable[[], object], second: Callable[[], object], last: Callable[[], object] = lambda: None
) -> tuple[bool, str]:
    """`first` and `last` in one transaction, `second` beside it -> did that wait, and how did it end."""
    with transaction.atomic():
        first()
        running = beside(second)
        try:
            running.result(timeout=1.5)
            waited = False
        except TimeoutError:
            waited = True
        last()
    return waited, running.result(timeout=PATIENCE)


@pytest.mark.both_databases
def test_two_cases_of_one_applicant_never_pass_the_cap_together(db: None, now: datetime) -> None:
    fund = found({**SECTION, "cap_per_applicant_per_year": "800.00"})
    people = hire(fund, now=now)
    cases = [Story(fund, people, name=NAME, cents=45_000).scheduled() for _ in range(2)]
    votes = dict.fromkeys(fund.jury_members.all(), "yes")

    def decide(case: Application) -> Callable[[], object]:
        decision = Decision(Outcome.YES, votes=votes, amount_cents=45_000)
        return lambda: record_decision(application=case, decision=decision, actor=people["manager"], now=now)

    waited, ended = first_then(decide(cases[0]), decide(cases[1]))
    assert (waited, ended) == (True, "vote.over_ceiling")
    assert fund.accounts.get().reserved_cents == 45_000


@pytest.mark.both_databases
def test_no_case_is_left_on_a_closed_agenda(fund: Fund, story: Story, people: dict[str, Any]) -> None:
    manager, jurors = people["manager"], list(fund.jury_members.all())
    case = story.eligible()
    session = plan_session(fund=fund, held_on=story.day, actor=manager, now=story.now)
    session = invite_jury(session=session, actor=manager, now=story.now)
    session = open_session(session=session, present=jurors, actor=manager, now=story.now)
    waited, ended = first_then(
        lambda: schedule_application(application=case, session=session, actor=manager, now=story.now),
        lambda: close_session(session=session, actor=manager, now=story.now),
    )
    assert (waited, ended) == (True, "session.items_open")
    assert JurySession.objects.get(pk=session.pk).state == "open"


@pytest.mark.both_databases
def test_payments_of_two_years_wait_in_one_order(fund: Fund, story: Story, people: dict[str, Any]) -> None:
    story.accepted()
    order = story.ordered(PaymentKind.ADVANCE, 10_000)
    land_grant = fund.accounts.get().land_grant
    other = FundAccount.objects.create(fund=fund, budget_year=2027, land_grant=land_grant)
    waited, ended = first_then(
        lambda: hold_for_payment(other),
        lambda: execute_payment(order=order, actor=people["cashier"], now=story.now),
        # the first one's audit entry: who waits for the Land's grant must not hold the end of the chain
        lambda: append_entry(action="test", subject="fund:1", actor=SYSTEM, details={}, now=story.now),
    )
    assert (waited, ended) == (True, "done")
