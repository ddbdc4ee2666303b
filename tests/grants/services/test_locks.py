"""Who works on a row of a case holds the case; what has no case is held by itself. PostgreSQL's row locks.

SQLite lets one writer in at a time (BEGIN IMMEDIATE) and has nothing to ask here.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from foundation.audit.actors import SYSTEM
from grants.models import Fund, LedgerEntry, LedgerKind, PaymentKind, TransitionRecord
from grants.selectors.invariants import wrong_shares
from grants.services.ledger import Movement, account_for, book
from grants.services.sessions import invite_jury, plan_session
from grants.services.workflow import lock
from tests.grants.services.test_overspend import THREADS, race
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)


def must_wait(row: Any) -> bool:
    """Whether somebody on another connection cannot have this row now."""

    def ask() -> bool:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '200ms'")
                lock(row)
        except OperationalError:
            return True
        finally:
            connections.close_all()
        return False

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


def test_who_holds_one_row_of_a_case_holds_them_all(story: Story) -> None:
    story.accepted()
    rows: list[Any] = [story.application, story.grant, story.order(PaymentKind.ADVANCE, 100)]
    other = Story(story.fund, story.people, name="Andere Gruppe").submitted()
    for held in rows:
        with transaction.atomic():
            lock(held)
            assert [must_wait(row) for row in (*rows, other)] == [True, True, True, False], held
    assert [must_wait(row) for row in rows] == [False, False, False]


def test_session_has_no_case_and_is_walked_once(story: Story) -> None:
    by: dict[str, Any] = {"actor": story.people["manager"], "now": story.now}
    session = plan_session(fund=story.fund, held_on=story.day, **by)
    with transaction.atomic():
        lock(session)
        assert must_wait(session)
    assert race(lambda number: invite_jury(session=session, **by)) == Counter(
        {"done": 1, "state.no_edge": THREADS - 1}
    )
    assert TransitionRecord.objects.filter(machine="session", action="invite").count() == 1


@pytest.mark.unsound  # payments without orders
def test_two_budget_years_share_the_money_of_the_land_in_turn(fund: Fund, story: Story) -> None:
    """Each account is held by another hand; the split goes on from where the last payment left it."""
    case = story.draft()
    accounts = [account_for(fund=fund, budget_year=year) for year in (2026, 2027)]
    accounts[1].budget_cents = 100_000
    accounts[1].save()

    def pay(number: int) -> None:
        book(
            account=accounts[number % 2],
            case=case,
            kind=LedgerKind.PAY,
            key=f"race:{number}",
            movement=Movement(paid=number + 1),
            actor=SYSTEM,
            now=story.now,
        )

    assert race(pay) == {"done": THREADS}
    assert LedgerEntry.objects.count() == THREADS
    assert list(wrong_shares()) == []
