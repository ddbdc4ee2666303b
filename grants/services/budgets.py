"""Budgets, top-ups, blocks and carry-overs: the one place where they are entered.

Each entry is a dated row, and in the same transaction the column of the fund account that sums such rows
moves by the same cents. Who may enter what is asked by the caller; it takes two persons (row 35).
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants.models import BUDGET_COLUMNS, BudgetEntry, BudgetKind, FundAccount
from grants.services.ledger import Movement, hold, refuse_closed, refuse_overspending

TAKING = (BudgetKind.BLOCK, BudgetKind.CARRY_OUT)
CARRIED = (BudgetKind.CARRY_IN, BudgetKind.CARRY_OUT)


def enter_budget(
    *,
    account: FundAccount,
    kind: BudgetKind,
    amount_cents: int,
    actor: Actor,
    now: datetime,
    occurred_on: date | None = None,
) -> BudgetEntry:
    """Enter a budget, a top-up or a block in signed cents; `occurred_on` is by default today.

    Raises DomainError "fund.exceeded" when the money that it takes is not free (INV-01), and
    "budget.negative" when less than nothing would remain entered, "budget.no_amount" for nothing. Carry-overs
    come in pairs: `carry_over`.
    """
    if kind in CARRIED:
        raise ValueError("a carry-over is a pair of entries")
    with transaction.atomic():
        return _enter(hold(account), kind, amount_cents, actor, now, occurred_on)


def refuse_impossible(account: FundAccount | None, kind: BudgetKind, amount_cents: int) -> None:
    """What would be refused if it were entered now: less than nothing left of its kind, or more than is free.

    `account` is None for a year that has none yet: nothing is entered there, nothing is free. Raises
    DomainError "budget.negative", "fund.exceeded" or "year.closed".
    """
    held = account or FundAccount()
    refuse_closed(held)
    if getattr(held, BUDGET_COLUMNS[kind]) + amount_cents < 0:
        sentence = f"{kind.label}: So viel ist nicht eingetragen. Prüfen Sie den Betrag."
        raise DomainError(sentence, "budget.negative")
    refuse_overspending(held, Movement(reserved=amount_cents if kind in TAKING else -amount_cents))


def carry_over(
    *,
    source: FundAccount,
    target: FundAccount,
    amount_cents: int,
    actor: Actor,
    now: datetime,
    occurred_on: date | None = None,
) -> tuple[BudgetEntry, BudgetEntry]:
    """Carry free money into the fund's next budget year: one entry in each year (INV-18).

    Raises DomainError "budget.wrong_year" unless it is the next year of the same fund, "budget.negative"
    for an amount below nothing, "budget.no_amount" for nothing, "fund.exceeded" when so much is not free.
    """
    if (target.fund_id, target.budget_year) != (source.fund_id, source.budget_year + 1):
        sentence = f"Übertragen Sie in das Haushaltsjahr {source.budget_year + 1} desselben Fonds."
        raise DomainError(sentence, "budget.wrong_year")
    with transaction.atomic():
        held = {each.pk: hold(each) for each in sorted((source, target), key=lambda each: each.pk)}
        given = _enter(held[source.pk], BudgetKind.CARRY_OUT, amount_cents, actor, now, occurred_on)
        taken = _enter(held[target.pk], BudgetKind.CARRY_IN, amount_cents, actor, now, occurred_on)
        return given, taken


def _enter(
    held: FundAccount, kind: BudgetKind, amount_cents: int, actor: Actor, now: datetime, day: date | None
) -> BudgetEntry:
    if not amount_cents:
        raise DomainError("Geben Sie einen Betrag ein, der nicht 0,00 € ist.", "budget.no_amount")
    refuse_impossible(held, kind, amount_cents)
    column = BUDGET_COLUMNS[kind]
    FundAccount.objects.filter(pk=held.pk).update(**{column: F(column) + amount_cents})
    entry = BudgetEntry.objects.create(
        account=held,
        kind=kind,
        amount_cents=amount_cents,
        occurred_on=day or local_date(now),
        recorded_at=now,
        recorded_by=actor.reference,
    )
    append_entry(
        action=f"budget.{kind.value}",
        subject=f"fund:{held.fund.uuid}",
        actor=actor,
        details={"budget_year": held.budget_year, "amount_cents": amount_cents},
        now=now,
    )
    return entry
