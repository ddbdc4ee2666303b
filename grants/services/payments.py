"""Payment orders: prepared, certified, ordered, executed by persons kept apart (§§ 3, 6–12 KomKBVO LSA)."""

from datetime import date, datetime

from django.db import transaction

from applicants.models import BankAccount
from foundation.accounts.selectors import ordering_authority
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Grant, LedgerKind, PaymentKind, PaymentOrder
from grants.rules.advances import check_order
from grants.rules.findings import only_blockers
from grants.rules.payment_days import wrong_payment_day
from grants.services.grants import close_if_settled
from grants.services.ledger import Movement, book, hold_for_payment
from grants.services.news import PAYMENT, tell
from grants.services.references import next_reference
from grants.services.workflow import blockers, lock, perform
from grants.states import PaymentOrderState
from grants.workflows.facts import order_facts, strange_holder
from grants.workflows.requirements import no_check_waits

PAYABLE_STATES = (
    "issued",
    "accepted",
    "running",
    "proof_due",
    "proof_overdue",
    "proof_submitted",
    "settling",
)


def prepare_order(
    *,
    grant: Grant,
    kind: PaymentKind,
    amount_cents: int,
    actor: Actor,
    now: datetime,
    due_on: date | None = None,
    holder_checked: bool = False,
) -> PaymentOrder:
    """Draft a payment order over an amount in cents; the payee's account is frozen in it.

    `holder_checked`: somebody has asked why the account is a third person's. Raises NotAllowed, Blocked with
    every reason of INV-03 and INV-04, and while a check waits for its confirmation; InvalidInput when the
    account is somebody else's and nobody has asked.
    """
    today = local_date(now)
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_prepare_order(actor, fresh):
            raise NotAllowed(policy.may_prepare_order.why_not(actor, fresh), "policy.denied")
        if fresh.state not in PAYABLE_STATES:
            raise DomainError("In diesem Stand wird nichts ausgezahlt.", "order.wrong_state")
        facts = order_facts(fresh, kind=kind, amount_cents=amount_cents, today=today)
        rules = check_order(facts, fresh.case.rules.parameters())
        findings = [*no_check_waits(fresh, today), *only_blockers(rules)]
        if findings or fresh.bank_account is None:
            raise Blocked(findings=findings)
        details = {"amount_cents": amount_cents, "kind": str(kind)} | _asked_about(fresh, holder_checked)
        order = PaymentOrder.objects.create(
            grant=fresh,
            number=next_reference(fund=fresh.fund, series="A", now=now),
            kind=kind,
            amount_cents=amount_cents,
            bank_account=fresh.bank_account,
            reason=f"{fresh.case.reference} {fresh.case.title}"[:140],
            account_assignment=fresh.case.rules.assignment(),
            budget_year=fresh.account.budget_year,
            due_on=due_on or today,
            prepared_by=actor.reference,
            prepared_at=now,
        )
        append_entry(
            action="payment_order.prepare",
            subject=order.subject,
            actor=actor,
            details=details | {"number": order.number},
            now=now,
        )
    return order


def _asked_about(grant: Grant, holder_checked: bool) -> dict[str, object]:
    """What the audit log keeps when the account is a third person's."""
    for finding in strange_holder(grant.bank_account, grant.case):
        if not holder_checked:
            raise InvalidInput(finding.message, finding.code, finding.field or "")
        return {"other_holder": True}
    return {}


def certify_order(
    *, order: PaymentOrder, actor: Actor, now: datetime, expected_version: int | None = None
) -> PaymentOrder:
    """Certify the order as factually and arithmetically right, in one signature (combined stamp)."""
    with transaction.atomic():
        factual = {
            "certified_factual_by": actor.reference,
            "certified_factual_by_label": actor.label,
            "certified_factual_at": now,
        }
        arithmetical = {
            "certified_arith_by": actor.reference,
            "certified_arith_by_label": actor.label,
            "certified_arith_at": now,
        }
        certified = perform(
            order, "certify_factual", actor=actor, now=now, expected_version=expected_version, payload=factual
        )
        return perform(certified, "certify_arith", actor=actor, now=now, payload=arithmetical)


def order_payment(
    *, order: PaymentOrder, actor: Actor, now: datetime, expected_version: int | None = None
) -> PaymentOrder:
    """Order the payment: a second person, after certification. From here the Kasse acts.

    The order keeps how far the person's authority went and for whom it was held (§ 7 KomKBVO). Raises
    NotAllowed above that limit.
    """
    authority = ordering_authority(actor.reference, order.fund.slug, order.amount_cents, now)
    signature = {
        "ordered_by": actor.reference,
        "ordered_by_label": actor.label,
        "ordered_at": now,
        "ordered_limit_cents": authority.limit_cents,
        "ordered_for_label": authority.deputy_for,
    }
    return perform(order, "order", actor=actor, now=now, expected_version=expected_version, payload=signature)


def execute_payment(
    *,
    order: PaymentOrder,
    actor: Actor,
    now: datetime,
    paid_on: date | None = None,
    bank_reference: str = "",
    expected_version: int | None = None,
) -> PaymentOrder:
    """The Kasse has paid: the commitment becomes a payment in the ledger, split by shares.

    An order that no run has handed over is taken on the way. `paid_on` is the day the money left, by default
    today. A running or settling grant moves on when this was
    its first or its last money. Raises InvalidInput for a day that cannot be (INV-12, INV-18).
    """
    paid_on = paid_on or local_date(now)
    with transaction.atomic():
        fresh = lock(order)
        _demand_possible_day(fresh, paid_on, now)
        was_handed_over = fresh.state == PaymentOrderState.HANDED_OVER
        # Two edges may be walked. What is booked on is held before the first audit entry, as everywhere.
        hold_for_payment(order.grant.account)
        if not was_handed_over:
            order = perform(order, "hand_over", actor=actor, now=now, expected_version=expected_version)
            expected_version = order.version
        signature = {
            "executed_by": actor.reference,
            "executed_by_label": actor.label,
            "executed_on": paid_on,
            "bank_reference": bank_reference,
        }
        executed = perform(
            order,
            "execute",
            actor=actor,
            now=now,
            expected_version=expected_version,
            payload=signature,
            work=lambda fresh: _book_payment(fresh, paid_on, actor=actor, now=now),
        )
        grant = Grant.objects.get(pk=executed.grant_id)
        if grant.state in ("issued", "accepted") and not blockers(
            grant, "begin", actor=SYSTEM, today=local_date(now)
        ):
            perform(grant, "begin", actor=SYSTEM, now=now)
        close_if_settled(grant=grant, actor=SYSTEM, now=now)
    return executed


def void_certificates(
    *,
    order: PaymentOrder,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
    bank_account: BankAccount | None = None,
) -> PaymentOrder:
    """Take both certificates off an order that is not yet ordered: any change voids them (person rule 4).

    `bank_account` is the payee's new account, where its change is the cause.
    """
    payload: dict[str, object] = dict.fromkeys(
        (
            "certified_factual_by",
            "certified_factual_by_label",
            "certified_arith_by",
            "certified_arith_by_label",
        ),
        "",
    ) | {"certified_factual_at": None, "certified_arith_at": None}
    if bank_account is not None:
        payload["bank_account"] = bank_account
    return perform(
        order,
        "void_certificates",
        actor=actor,
        now=now,
        expected_version=expected_version,
        payload=payload,
        reason=reason,
    )


def cancel_order(
    *, order: PaymentOrder, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> PaymentOrder:
    """Discard an order before the hand-over; afterwards only a counter-entry helps.

    A settling grant closes when this was the last that was open.
    """
    with transaction.atomic():
        cancelled = perform(
            order, "cancel", actor=actor, now=now, expected_version=expected_version, reason=reason
        )
        close_if_settled(grant=cancelled.grant, actor=SYSTEM, now=now)
    return cancelled


def _demand_possible_day(order: PaymentOrder, paid_on: date, now: datetime) -> None:
    if order.ordered_at is None:  # not signed yet: the edge says so
        return
    sentence = wrong_payment_day(
        paid_on,
        today=local_date(now),
        ordered_on=local_date(order.ordered_at),
        budget_year=order.budget_year,
    )
    if sentence:
        raise InvalidInput(sentence, "payment.day", "paid_on")


def _book_payment(order: PaymentOrder, paid_on: date, *, actor: Actor, now: datetime) -> None:
    book(
        account=order.grant.account,
        case=order.case,
        kind=LedgerKind.PAY,
        key=f"pay:{order.uuid}",
        movement=Movement(committed=-order.amount_cents, paid=order.amount_cents),
        actor=actor,
        now=now,
        occurred_on=paid_on,
        order=order,
    )
    tell(PAYMENT, case=order.case, cause=f"payment:{order.uuid}", now=now)
