"""Budgets, top-ups, blocks, carry-overs: dated rows for ever, and the account is their sum."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.models import AuditEntry
from foundation.audit.triggers import is_protected
from foundation.values.errors import DomainError
from grants.models import BudgetEntry, BudgetKind, Fund, FundAccount
from grants.services.budgets import carry_over, enter_budget
from grants.services.ledger import account_for
from tests.conftest import NOW
from tests.grants.rows import refusal

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BUDGET = 200_000
KINDS = BudgetKind


def enter(fund: Fund, kind: BudgetKind, cents: int, **more: Any) -> BudgetEntry:
    account = account_for(fund=fund, budget_year=2026)
    return enter_budget(account=account, kind=kind, amount_cents=cents, actor=SYSTEM, now=NOW, **more)


def carry(fund: Fund, cents: int, *, to: int = 2027) -> tuple[BudgetEntry, BudgetEntry]:
    source, target = (account_for(fund=fund, budget_year=year) for year in (2026, to))
    return carry_over(source=source, target=target, amount_cents=cents, actor=SYSTEM, now=NOW)


def available(fund: Fund, year: int = 2026) -> int:
    return fund.accounts.get(budget_year=year).available_cents


def test_founding_enters_the_budget(fund: Fund) -> None:
    entry = BudgetEntry.objects.get()
    assert (entry.kind, entry.amount_cents, entry.occurred_on) == ("budget", BUDGET, date(2026, 1, 1))
    assert (entry.recorded_by, entry.account) == ("system", fund.accounts.get())


@pytest.mark.parametrize(
    ("steps", "column", "total", "rest"),
    [
        ([(KINDS.BUDGET, 5), (KINDS.BUDGET, -7)], "budget_cents", BUDGET - 2, BUDGET - 2),
        ([(KINDS.TOP_UP, 500), (KINDS.TOP_UP, -200)], "top_ups_cents", 300, BUDGET + 300),
        ([(KINDS.BLOCK, 500), (KINDS.BLOCK, -200)], "blocked_cents", 300, BUDGET - 300),
        ([(KINDS.BLOCK, BUDGET)], "blocked_cents", BUDGET, 0),
    ],
)
def test_account_is_the_sum_of_its_budget_entries(
    fund: Fund, steps: list[tuple[BudgetKind, int]], column: str, total: int, rest: int
) -> None:
    for kind, cents in steps:
        enter(fund, kind, cents)
    assert (getattr(fund.accounts.get(), column), available(fund)) == (total, rest)
    assert BudgetEntry.objects.count() == 1 + len(steps)


@pytest.mark.parametrize(
    ("kind", "cents", "code"),
    [
        (KINDS.BLOCK, BUDGET + 1, "fund.exceeded"),
        (KINDS.BUDGET, -BUDGET - 1, "budget.negative"),
        (KINDS.BLOCK, -1, "budget.negative"),
        (KINDS.TOP_UP, -1, "budget.negative"),
    ],
)
def test_what_is_not_there_is_not_taken(fund: Fund, kind: BudgetKind, cents: int, code: str) -> None:
    assert refusal(enter, fund, kind, cents) == (DomainError, code)


def test_money_that_is_blocked_is_not_taken_again(fund: Fund) -> None:
    enter(fund, KINDS.TOP_UP, 100)
    enter(fund, KINDS.BLOCK, BUDGET)
    assert refusal(enter, fund, KINDS.TOP_UP, -101) == (DomainError, "budget.negative")
    assert refusal(enter, fund, KINDS.BUDGET, -101) == (DomainError, "fund.exceeded")
    assert available(fund) == 100


def test_carry_over_is_a_pair(fund: Fund) -> None:
    given, taken = carry(fund, 30_000)
    assert (given.kind, taken.kind, given.amount_cents, taken.amount_cents) == (
        "carry_out",
        "carry_in",
        30_000,
        30_000,
    )
    assert (available(fund), available(fund, 2027)) == (BUDGET - 30_000, 30_000)


@pytest.mark.parametrize(
    ("cents", "to", "code"),
    [
        (BUDGET + 1, 2027, "fund.exceeded"),
        (-1, 2027, "budget.negative"),
        (1, 2028, "budget.wrong_year"),
        (1, 2026, "budget.wrong_year"),
    ],
)
def test_carry_over_refusals(fund: Fund, cents: int, to: int, code: str) -> None:
    account_for(fund=fund, budget_year=to)
    assert refusal(carry, fund, cents, to=to) == (DomainError, code)


@pytest.mark.parametrize("kind", [KINDS.CARRY_IN, KINDS.CARRY_OUT])
def test_half_a_carry_over_is_a_mistake_of_ours(fund: Fund, kind: BudgetKind) -> None:
    with pytest.raises(ValueError, match="pair"):
        enter(fund, kind, 1)


def test_entry_says_who_and_when(fund: Fund, kaemmerei: Actor) -> None:
    entry = enter_budget(
        account=fund.accounts.get(),
        kind=KINDS.TOP_UP,
        amount_cents=5,
        actor=kaemmerei,
        now=NOW,
        occurred_on=date(2026, 2, 27),
    )
    assert (entry.recorded_by, entry.recorded_at, entry.occurred_on) == (
        kaemmerei.reference,
        NOW,
        date(2026, 2, 27),
    )
    logged = AuditEntry.objects.get(action="budget.top_up")
    assert (logged.actor_reference, logged.subject) == (kaemmerei.reference, f"fund:{fund.uuid}")


@pytest.mark.parametrize(
    "change",
    [
        lambda: BudgetEntry.objects.update(amount_cents=1),
        lambda: BudgetEntry.objects.update(occurred_on=date(2025, 1, 1)),
        lambda: BudgetEntry.objects.get().delete(),
    ],
)
def test_database_alone_keeps_entries_for_ever(fund: Fund, change: Callable[[], object]) -> None:
    assert is_protected(connection, "grants_budgetentry")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert BudgetEntry.objects.get().amount_cents == BUDGET


def test_nothing_is_no_entry(fund: Fund) -> None:
    source, target = (account_for(fund=fund, budget_year=year) for year in (2026, 2027))
    for kind in (KINDS.BUDGET, KINDS.TOP_UP, KINDS.BLOCK):
        assert refusal(enter, fund, kind, 0) == (DomainError, "budget.no_amount")
    pair = {"source": source, "target": target, "amount_cents": 0, "actor": SYSTEM, "now": NOW}
    assert refusal(carry_over, **pair) == (DomainError, "budget.no_amount")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "gift", "amount_cents": 1}, "budget_kind_known"),
        ({"kind": "budget", "amount_cents": 0}, "budget_entry_changes_something"),
    ],
)
def test_database_alone_refuses_wrong_entries(fund: Fund, fields: dict[str, Any], constraint: str) -> None:
    account = FundAccount.objects.get()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BudgetEntry.objects.create(
            account=account, occurred_on=date(2026, 1, 1), recorded_at=NOW, recorded_by="x", **fields
        )
