"""Money that the bank sent back: the counter-entry, the open case, and the payee's other account."""

from datetime import date, datetime

from django.db import transaction

from applicants.models import BankAccount
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from foundation.values.phrases import say
from grants import policy
from grants.models import Grant, LedgerEntry, LedgerKind, PaymentOrder
from grants.rules.account_changes import is_fresh
from grants.rules.payment_days import wrong_return_day
from grants.selectors.payments import BANK_DETAILS
from grants.services.grants import close_if_settled
from grants.services.ledger import Movement, account_for, book, hold_for_payment
from grants.services.news import ACCOUNT_CHANGED, PAYMENT_RETURNED, tell
from grants.services.payments import void_certificates
from grants.services.releases import release_returned
from grants.services.workflow import lock, perform

UNDER_WAY = ("ordered", "handed_over")
UNSIGNED, CERTIFIED = "draft", ("certified_factual", "certified_arith")


def return_payment(
    *,
    order: PaymentOrder,
    reason: str,
    actor: Actor,
    now: datetime,
    returned_on: date | None = None,
    expected_version: int | None = None,
) -> PaymentOrder:
    """The bank sent the money back: the payment becomes a commitment again, the applicant is asked.

    The counter-entry negates the stored split (INV-16). It stands in the account that bears the grant now,
    which after a carry-over or the end of its year is that of a later one. A closed case opens again; what is
    not due any more is released, and where nothing is due the case closes. `returned_on` is by default today.
    Raises InvalidInput for a day that cannot be.
    """
    returned_on = returned_on or local_date(now)
    with transaction.atomic():
        held = lock(order)
        sentence = wrong_return_day(returned_on, today=local_date(now), paid_on=held.executed_on)
        if sentence:
            raise InvalidInput(sentence, "return.day", "returned_on")
        _bear_in_open_year(held, returned_on)
        entry = held.entries.filter(kind=LedgerKind.PAY).select_related("land_grant").first()
        if entry is not None:
            hold_for_payment(held.grant.account, entry.land_grant)

        def work(fresh: PaymentOrder) -> None:
            if entry is not None:
                _take_back(fresh, entry, returned_on, actor=actor, now=now)

        back = perform(
            held,
            "return_payment",
            actor=actor,
            now=now,
            reason=reason,
            expected_version=expected_version,
            work=work,
        )
        grant = lock(Grant.objects.get(pk=back.grant_id))
        if grant.state == "closed":
            grant = perform(grant, "reopen", actor=SYSTEM, now=now)
        release_returned(grant, cause=str(back.uuid), actor=actor, now=now)
        grant.save()
        close_if_settled(grant=grant, actor=SYSTEM, now=now)
    return back


def _bear_in_open_year(order: PaymentOrder, returned_on: date) -> None:
    """A grant of a closed year is borne by the year in which the money came back: it gains what it binds."""
    if order.grant.account.closed_at is None:
        return
    order.grant.account = account_for(fund=order.fund, budget_year=returned_on.year)
    Grant.objects.filter(pk=order.grant_id).update(account=order.grant.account)


def _take_back(
    order: PaymentOrder, entry: LedgerEntry, returned_on: date, *, actor: Actor, now: datetime
) -> None:
    book(
        account=order.grant.account,
        case=order.case,
        kind=LedgerKind.RETURN,
        key=f"return:{order.uuid}",
        movement=Movement(committed=order.amount_cents, paid=-order.amount_cents),
        actor=actor,
        now=now,
        occurred_on=returned_on,
        order=order,
        reverses=entry,
        land_grant=entry.land_grant,
    )
    tell(PAYMENT_RETURNED, case=order.case, cause=f"return:{order.uuid}", now=now)


def change_bank_details(
    *, grant: Grant, bank_account: BankAccount, confirmed_at: datetime | None, actor: Actor, now: datetime
) -> Grant:
    """The applicant gives another account after acceptance; the certificates of open orders are void.

    `confirmed_at` is when the person last showed with a code or a new link that the case is theirs; it must
    be half an hour ago at most. For 24 hours nothing can be ordered to the new account (person rule 6).
    Raises NotAllowed, DomainError when there is nothing to change, a payment is on its way, or the proof is
    not fresh.
    """
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_change_account(actor, fresh):
            raise NotAllowed(policy.may_change_account.why_not(actor, fresh), "policy.denied")
        _demand_change_is_possible(fresh, bank_account, confirmed_at, now)
        put_new_account(fresh, bank_account, now)
        details = {"bank_account": bank_account.uuid.hex, "changed": True}
        append_entry(action=BANK_DETAILS, subject=fresh.subject, actor=actor, details=details, now=now)
        tell(ACCOUNT_CHANGED, case=fresh.case, cause=f"account:{bank_account.uuid}", now=now)
    return fresh


def put_new_account(grant: Grant, bank_account: BankAccount, now: datetime) -> None:
    """The held grant and its open orders get the account; certificates are void, a day of rest begins.

    Asks for no right and saves the grant; whoever calls has asked whether an order is on its way.
    """
    for order in grant.orders.filter(state__in=(UNSIGNED, *CERTIFIED)):
        _put_into_order(order, bank_account, now)
    grant.bank_account, grant.bank_account_changed_at = bank_account, now
    grant.save()


def _demand_change_is_possible(
    grant: Grant, bank_account: BankAccount, confirmed_at: datetime | None, now: datetime
) -> None:
    if grant.bank_account_id is None:
        raise DomainError(say("Sie haben noch kein Konto angegeben."), "bank_account.missing")
    if bank_account.applicant_id != grant.case.applicant_id:
        raise DomainError(say("Dieses Konto gehört nicht zu diesem Antrag."), "bank_account.other_applicant")
    if grant.orders.filter(state__in=UNDER_WAY).exists():
        sentence = say("Die Stadt überweist gerade auf Ihr bisheriges Konto. Rufen Sie uns an.")
        raise DomainError(sentence, "bank_account.payment_under_way")
    if not is_fresh(confirmed_at, now):
        sentence = say(
            "Öffnen Sie Ihren Antrag zuerst noch einmal, mit Ihrem Code oder mit einem neuen Link."
        )
        raise DomainError(sentence, "bank_account.not_fresh")


def _put_into_order(order: PaymentOrder, bank_account: BankAccount, now: datetime) -> None:
    if order.state in CERTIFIED:
        reason = say("Die Person hat ein anderes Konto angegeben.")
        void_certificates(order=order, reason=reason, actor=SYSTEM, now=now, bank_account=bank_account)
        return
    draft = lock(order)
    draft.bank_account = bank_account
    draft.version += 1
    draft.save()
