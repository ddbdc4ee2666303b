"""Budgets, top-ups and blocks of the Kämmerei: proposed by one person, entered by another (row 35)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from foundation.values.money import format_euro
from grants import policy
from grants.models import BudgetKind, BudgetProposal, Fund, ReceiptOrder
from grants.models.proposal import IS_WAITING
from grants.selectors.receipt_orders import left_for_budget
from grants.services.budgets import enter_budget, refuse_impossible
from grants.services.ledger import account_for
from grants.services.proposals import held_proposal, mark_confirmed, mark_withdrawn
from grants.services.workflow import check_version, lock

#: Budget years that can be meant, before this one and after it.
BACK, AHEAD = 1, 5


@dataclass(frozen=True)
class Wish:
    """What is to be entered: signed cents for a budget year, with the reason."""

    kind: BudgetKind
    budget_year: int
    amount_cents: int
    reason: str


def propose_budget(*, fund: Fund, wish: Wish, actor: Actor, now: datetime) -> BudgetProposal:
    """Propose an entry; nothing is entered before a second person has confirmed it.

    Raises NotAllowed, InvalidInput for a year far away, for nothing, without a reason, DomainError while
    exactly this waits already (a form that was sent twice would be confirmed twice), or when it could not be
    entered as the year stands: so much is not entered, or not free.
    """
    if not policy.may_propose_budget(actor, fund):
        raise NotAllowed(policy.may_propose_budget.why_not(actor, fund), "policy.denied")
    this_year = local_date(now).year
    if not this_year - BACK <= wish.budget_year <= this_year + AHEAD:
        sentence = f"Geben Sie ein Jahr von {this_year - BACK} bis {this_year + AHEAD} ein."
        raise InvalidInput(sentence, "budget.far_year", "budget_year")
    if not wish.amount_cents:
        raise InvalidInput("Geben Sie einen Betrag ein, der nicht 0,00 € ist.", "budget.no_amount", "amount")
    if not wish.reason.strip():
        raise InvalidInput("Schreiben Sie, woher das Geld kommt oder warum.", "reason.missing", "reason")
    same: dict[str, Any] = {
        "fund": fund,
        "budget_year": wish.budget_year,
        "kind": wish.kind,
        "amount_cents": wish.amount_cents,
        "reason": wish.reason.strip(),
    }
    with transaction.atomic():
        Fund.objects.select_for_update().get(pk=fund.pk)  # two tabs at once wait for each other
        if BudgetProposal.objects.filter(IS_WAITING, **same).exists():
            sentence = "Genau das ist schon vorgeschlagen. Es wartet auf die zweite Person."
            raise DomainError(sentence, "budget.twice")
        account = fund.accounts.filter(budget_year=wish.budget_year).first()
        refuse_impossible(account, wish.kind, wish.amount_cents)
        proposed = BudgetProposal.objects.create(
            **same,
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
        )
        _log("budget.propose", proposed, actor, now)
    return proposed


def propose_from_receipt(
    *,
    order: ReceiptOrder,
    amount_cents: int,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> BudgetProposal:
    """Propose as a top-up what came in on a receipt order; the proposal, and so its entry, keeps the order.

    Raises NotAllowed, StaleVersion, InvalidInput for more than came in and was not taken up before.
    """
    with transaction.atomic():
        held = lock(order)
        check_version(held, expected_version)
        left = left_for_budget(held)
        if not 0 < amount_cents <= left:
            sentence = f"Davon ist noch nicht eingetragen: {format_euro(left)}. Prüfen Sie den Betrag."
            raise InvalidInput(sentence, "budget.not_received", "amount")
        reason = f"{held.get_kind_display()}: {held.payer}, {held.reason} ({held.number})"
        wish = Wish(BudgetKind.TOP_UP, held.budget_year, amount_cents, reason)
        proposed = propose_budget(fund=held.fund, wish=wish, actor=actor, now=now)
        proposed.receipt_order = held
        proposed.save()
        held.version += 1
        held.save()
    return proposed


def confirm_budget(*, proposal: BudgetProposal, actor: Actor, now: datetime) -> BudgetProposal:
    """Enter what somebody else has proposed. A year without an account gets one.

    Raises NotAllowed, DomainError when it is done or withdrawn, when the money that it takes is not free
    (INV-01), or when less than nothing would remain entered.
    """
    with transaction.atomic():
        fresh = held_proposal(proposal, policy.may_confirm_budget, actor)
        fresh.entry = enter_budget(
            account=account_for(fund=fresh.fund, budget_year=fresh.budget_year),
            kind=BudgetKind(fresh.kind),
            amount_cents=fresh.amount_cents,
            actor=actor,
            now=now,
        )
        mark_confirmed(fresh, actor, now)
        _log("budget.confirm", fresh, actor, now)
    return fresh


def withdraw_budget(*, proposal: BudgetProposal, actor: Actor, now: datetime) -> BudgetProposal:
    """Nothing comes of it; the row stays. Raises NotAllowed, DomainError when it is done or withdrawn."""
    with transaction.atomic():
        fresh = held_proposal(proposal, policy.may_withdraw_budget, actor)
        mark_withdrawn(fresh, actor, now)
        _log("budget.withdraw", fresh, actor, now)
    return fresh


def _log(action: str, proposal: BudgetProposal, actor: Actor, now: datetime) -> None:
    details = {
        "kind": proposal.kind,
        "budget_year": proposal.budget_year,
        "amount_cents": proposal.amount_cents,
    }
    subject = f"fund:{proposal.fund.uuid}"
    append_entry(action=action, subject=subject, actor=actor, details=details, now=now)
