"""The change of the budget year: open commitments go on, proposed by one person and confirmed by another."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.models import Application, CarryOver, Fund, FundAccount, Grant, LedgerKind, PaymentOrder
from grants.services.budgets import carry_over
from grants.services.ledger import Movement, account_for, book, hold_for_payment

SIGNED = ("ordered", "handed_over")
OPEN_ORDERS = ("draft", "certified_factual", "certified_arith", *SIGNED)


def propose_carry_over(*, fund: Fund, from_year: int, actor: Actor, now: datetime) -> CarryOver:
    """Propose to carry all open commitments of a budget year into the next one (row 35).

    Raises NotAllowed, DomainError when nothing is open, an award is only drafted, a proposal waits, or a
    signed payment does while the year runs.
    """
    with transaction.atomic():
        if not policy.may_propose_budget(actor, fund):
            raise NotAllowed(policy.may_propose_budget.why_not(actor, fund), "policy.denied")
        if fund.carry_overs.filter(from_year=from_year, confirmed_at__isnull=True).exists():
            raise DomainError("Dieser Übertrag ist schon vorgeschlagen.", "carry_over.exists")
        _demand_possible(open_commitments(fund, from_year), from_year, now)
        proposed = CarryOver.objects.create(
            fund=fund,
            from_year=from_year,
            to_year=from_year + 1,
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
        )
        _log("carry_over.propose", proposed, actor, now)
    return proposed


def confirm_carry_over(*, proposal: CarryOver, actor: Actor, now: datetime) -> CarryOver:
    """Carry what is open now: out of the old year and into the new one, case by case (INV-18).

    Grants and their unpaid orders belong to the new year from here on; signatures stay, since neither sum nor
    payee changes. Raises NotAllowed, DomainError when it is done already, nothing is open any more, or an
    award is only drafted.
    """
    with transaction.atomic():
        # Cases come first in the order of locks; the proposal is held by whoever holds all of them.
        cases = Application.objects.select_for_update().filter(fund=proposal.fund).order_by("pk")
        list(cases.filter(grant__account__budget_year=proposal.from_year).values_list("pk"))
        fresh = CarryOver.objects.select_for_update().get(pk=proposal.pk)
        if not policy.may_confirm_carry_over(actor, fresh):
            raise NotAllowed(policy.may_confirm_carry_over.why_not(actor, fresh), "policy.denied")
        if fresh.confirmed_at is not None:
            raise DomainError("Dieser Übertrag ist schon bestätigt.", "carry_over.done")
        found = open_commitments(fresh.fund, fresh.from_year)
        _demand_possible(found, fresh.from_year, now)
        fresh.amount_cents = sum(found.values())
        fresh.confirmed_by, fresh.confirmed_by_label = actor.reference, actor.label
        fresh.confirmed_at = now
        fresh.save()
        _carry(fresh, found, actor, now)
        _log("carry_over.confirm", fresh, actor, now)
    return fresh


def open_commitments(fund: Fund, year: int) -> dict[int, int]:
    """Case -> cents that are approved, neither paid nor released, and burden this budget year."""
    account = fund.accounts.filter(budget_year=year).first()
    if account is None:
        return {}
    sums = account.entries.order_by().values_list("case_id").annotate(open=Sum("committed_cents"))
    return {case: cents for case, cents in sums.order_by("case_id") if cents}


def _demand_possible(found: dict[int, int], year: int, now: datetime) -> None:
    """Something is bound, and for good: a draft that is taken back would free money of the year it left.

    While the year runs, what is ordered may still be paid in it: it would have left its year too early.
    """
    if not found:
        raise DomainError("In diesem Haushaltsjahr ist nichts mehr gebunden.", "carry_over.nothing")
    draft = Grant.objects.filter(case__in=found, state="draft_notice").order_by("pk").first()
    if draft is not None:
        sentence = (
            f"Bei {draft.case.reference} ist der Bescheid erst entworfen. Er wird zuerst freigegeben, "
            "oder der Entwurf wird zurückgenommen. Danach können Sie übertragen."
        )
        raise DomainError(sentence, "carry_over.draft_waits")
    signed = PaymentOrder.objects.filter(grant__case__in=found, budget_year=year, state__in=SIGNED)
    if local_date(now).year <= year and signed.exists():
        numbers = ", ".join(signed.order_by("pk").values_list("number", flat=True))
        sentence = (
            f"Angeordnet und noch nicht ausgezahlt: {numbers}. Warten Sie auf die Zahlung, "
            f"oder übertragen Sie ab dem 01.01.{year + 1}."
        )
        raise DomainError(sentence, "carry_over.payment_waits")


def _carry(carried: CarryOver, found: dict[int, int], actor: Actor, now: datetime) -> None:
    source = account_for(fund=carried.fund, budget_year=carried.from_year)
    target = account_for(fund=carried.fund, budget_year=carried.to_year)
    for account in sorted((source, target), key=lambda each: each.pk):
        hold_for_payment(account)
    _book(carried, source, {case: -cents for case, cents in found.items()}, actor, now)
    carry_over(source=source, target=target, amount_cents=carried.amount_cents, actor=actor, now=now)
    _book(carried, target, found, actor, now)
    grants = Grant.objects.filter(case__in=found, account=source)
    orders = PaymentOrder.objects.filter(grant__in=grants, state__in=OPEN_ORDERS)
    orders.update(budget_year=carried.to_year)
    grants.update(account=target)


def _book(
    carried: CarryOver, account: FundAccount, moves: dict[int, int], actor: Actor, now: datetime
) -> None:
    for case in Application.objects.filter(pk__in=moves).order_by("pk"):
        book(
            account=account,
            case=case,
            kind=LedgerKind.CARRY,
            key=f"carry:{carried.uuid.hex}:{account.budget_year}:{case.pk}",
            movement=Movement(committed=moves[case.pk]),
            actor=actor,
            now=now,
        )


def _log(action: str, carried: CarryOver, actor: Actor, now: datetime) -> None:
    details = {"from": carried.from_year, "to": carried.to_year, "amount_cents": carried.amount_cents}
    append_entry(action=action, subject=f"fund:{carried.fund.uuid}", actor=actor, details=details, now=now)
