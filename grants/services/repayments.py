"""Money that comes back on a claim: noted by the Kasse, booked as far as it is owed."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.values.dates import local_date
from foundation.values.errors import InvalidInput
from foundation.values.money import format_euro
from grants.models import Claim, Grant, LedgerKind
from grants.rules.payment_days import wrong_repayment_day
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

    `received_on`, by default today, decides whether it came in time; after the year of the grant it is income
    (domain handbook 5.4). Raises InvalidInput for a day that cannot be, or for too much that nobody checked.
    """
    received_on = received_on or local_date(now)
    with transaction.atomic():
        held = lock(claim)
        _demand_possible_day(held, received_on, now)
        account = account_for(fund=held.fund, budget_year=received_on.year)
        hold_for_payment(account, held.grant.account.land_grant)
        booked = _owed_part(held, amount_cents, surplus_checked)
        repaid, is_late = held.repaid_cents + booked, held.state in HELD_STATES

        def work(fresh: Claim) -> None:
            book(
                account=account,
                case=fresh.case,
                kind=LedgerKind.INTEREST if fresh.is_interest else LedgerKind.REPAY,
                key=f"repay:{fresh.uuid}:{repaid}",
                movement=Movement(interest=booked) if fresh.is_interest else Movement(paid=-booked),
                actor=actor,
                now=now,
                occurred_on=received_on,
                claim=fresh,
                land_grant=fresh.grant.account.land_grant,
            )

        updated = perform(
            held,
            "pay_partly" if repaid < held.amount_cents else "pay_late" if is_late else "pay",
            actor=actor,
            now=now,
            expected_version=expected_version,
            payload={"repaid_cents": repaid},
            work=work,
        )
        keep_surplus(updated, amount_cents - booked, received_on, actor=actor, now=now)
        close_if_settled(grant=Grant.objects.get(pk=updated.grant_id), actor=SYSTEM, now=now)
    return updated


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
