"""Money that comes back on a claim: noted by the Kasse, booked as far as it is owed."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.values.dates import local_date
from foundation.values.errors import InvalidInput
from foundation.values.money import format_euro
from grants.models import BudgetKind, Claim, FundAccount, Grant, LedgerKind
from grants.rules.payment_days import wrong_repayment_day
from grants.services.budgets import enter_budget
from grants.services.claims import first_paid_on
from grants.services.grants import close_if_settled
from grants.services.ledger import Movement, account_for, book, hold_for_payment
from grants.services.surplus import keep_surplus
from grants.services.workflow import lock, perform

HELD_STATES = ("deferred", "enforcement", "written_off")


def record_repayment(
    *,
    claim: Claim,
    amount_cents: int,
    actor: Actor,
    now: datetime,
    received_on: date | None = None,
    surplus_checked: bool = False,
    expected_version: int | None = None,
) -> Claim:
    """The Kasse notes money that came in. Cents. What is not owed is kept apart, if somebody looked twice.

    `received_on`, by default today, decides whether it came in time. After the year of the grant the fund's
    rules say whether the fund can spend it again or whether it is blocked there, as the city's income (domain
    handbook 5.4). Raises InvalidInput for a day that cannot be, or for too much that nobody checked.
    """
    received_on = received_on or local_date(now)
    with transaction.atomic():
        held = lock(claim)
        _demand_possible_day(held, received_on, now)
        account = account_for(fund=held.fund, budget_year=received_on.year)
        hold_for_payment(account, held.grant.account.land_grant)
        booked = _owed_part(held, amount_cents, surplus_checked)
        repaid, is_late = held.repaid_cents + booked, held.state in HELD_STATES

        updated = perform(
            held,
            "pay_partly" if repaid < held.amount_cents else "pay_late" if is_late else "pay",
            actor=actor,
            now=now,
            expected_version=expected_version,
            payload={"repaid_cents": repaid},
            work=lambda fresh: _book(fresh, account, booked, received_on, actor=actor, now=now),
        )
        keep_surplus(updated, amount_cents - booked, received_on, actor=actor, now=now)
        close_if_settled(grant=Grant.objects.get(pk=updated.grant_id), actor=SYSTEM, now=now)
    return updated


def _book(
    claim: Claim, account: FundAccount, cents: int, received_on: date, *, actor: Actor, now: datetime
) -> None:
    book(
        account=account,
        case=claim.case,
        kind=LedgerKind.INTEREST if claim.is_interest else LedgerKind.REPAY,
        key=f"repay:{claim.uuid}:{claim.repaid_cents}",
        movement=Movement(interest=cents) if claim.is_interest else Movement(paid=-cents),
        actor=actor,
        now=now,
        occurred_on=received_on,
        claim=claim,
        land_grant=claim.grant.account.land_grant,
    )
    if _belongs_to_the_city(claim, received_on):
        enter_budget(
            account=account,
            kind=BudgetKind.BLOCK,
            amount_cents=cents,
            actor=actor,
            now=now,
            occurred_on=received_on,
        )


def _belongs_to_the_city(claim: Claim, received_on: date) -> bool:
    """Money of an earlier year that the fund may not spend again; interest never raised what it may spend."""
    is_late = received_on.year > claim.grant.account.budget_year
    return is_late and not claim.is_interest and claim.case.rules.later_repayments == "city"


def _demand_possible_day(claim: Claim, received_on: date, now: datetime) -> None:
    sentence = wrong_repayment_day(received_on, today=local_date(now), paid_on=first_paid_on(claim.grant))
    if sentence:
        raise InvalidInput(sentence, "repayment.day", "received_on")


def _owed_part(claim: Claim, amount_cents: int, surplus_checked: bool) -> int:
    """What of the money is owed, in cents: only that is booked."""
    still_owed = claim.amount_cents - claim.repaid_cents
    if amount_cents <= 0:
        raise InvalidInput("Geben Sie einen Betrag über 0,00 € ein.", "repayment.amount", "amount")
    if not still_owed:
        raise InvalidInput("Zu dieser Rückforderung ist nichts mehr offen.", "repayment.amount", "amount")
    if amount_cents > still_owed and not surplus_checked:
        too_much = format_euro(amount_cents - still_owed)
        sentence = (
            f"Offen sind noch {format_euro(still_owed)}. Ist wirklich so viel eingegangen, bestätigen Sie "
        )
        sentence += f"es: {too_much} gehen dann an die zahlende Person zurück."
        raise InvalidInput(sentence, "repayment.amount", "surplus_checked")
    return min(amount_cents, still_owed)
