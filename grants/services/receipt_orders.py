"""Receipt orders: what the Kasse is to take in, certified by one person and ordered by another (§§ 3, 6–8
KomKBVO LSA). That of a claim or a drawdown comes into being with it, in the same transaction.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from foundation.accounts.selectors import ordering_authority
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from foundation.values.money import format_euro
from grants import policy
from grants.models import Claim, Drawdown, Fund, IncomingMoney, ReceiptKind, ReceiptOrder
from grants.models.receipt_order import BY_HAND, IS_LIVING
from grants.rules.cash_references import cash_reference
from grants.services.references import next_reference
from grants.services.workflow import check_version, lock, perform

LAND = "Land Sachsen-Anhalt (Landesverwaltungsamt)"


@dataclass(frozen=True)
class Expected:
    """Money that is to come by hand: whose it is, why, how much in cents, until when."""

    kind: ReceiptKind
    payer: str
    reason: str
    amount_cents: int
    due_on: date


def prepare_for_claim(*, claim: Claim, now: datetime) -> ReceiptOrder:
    """The order for a claim whose notice goes out: the letter names its Kassenzeichen.

    Interest is income; a repayment lowers the expense of its year, in a later one it is what the rules say.
    """
    case, due_on = claim.case, claim.pay_by or local_date(now)
    is_late = due_on.year > claim.grant.account.budget_year
    is_income = claim.is_interest or (is_late and case.rules.later_repayments == "city")
    return _prepare(
        ReceiptOrder(
            fund=case.fund,
            kind=ReceiptKind.INTEREST if claim.is_interest else ReceiptKind.CLAIM,
            claim=claim,
            payer=case.particulars.name[:140],
            reason=f"{case.reference} {case.title}"[:140],
            amount_cents=claim.amount_cents,
            account_assignment=case.rules.assignment(is_income=is_income),
            due_on=due_on,
        ),
        actor=SYSTEM,
        now=now,
    )


def prepare_for_drawdown(*, drawdown: Drawdown, actor: Actor, now: datetime) -> ReceiptOrder | None:
    """The order for what is asked of the Land; None when nothing is left to ask for."""
    if drawdown.claimed_cents <= 0:
        return None
    today = local_date(now)
    return _prepare(
        ReceiptOrder(
            fund=drawdown.fund,
            kind=ReceiptKind.LAND,
            drawdown=drawdown,
            payer=LAND,
            reason=f"Mittelabruf {drawdown.number}, {drawdown.land_grant or drawdown.fund}"[:140],
            amount_cents=drawdown.claimed_cents,
            account_assignment=drawdown.fund.rules_on(today).assignment(is_income=True),
            due_on=today,
        ),
        actor=actor,
        now=now,
    )


def prepare_by_hand(*, fund: Fund, expected: Expected, actor: Actor, now: datetime) -> ReceiptOrder:
    """The order for private or municipal money that somebody has promised.

    Raises NotAllowed, InvalidInput without a payer, a reason, an amount, or for a day that is over, and
    DomainError when just this money is ordered already (a second click).
    """
    if not policy.may_prepare_receipt(actor, fund):
        raise NotAllowed(policy.may_prepare_receipt.why_not(actor, fund), "policy.denied")
    _demand_complete(expected, local_date(now))
    same: dict[str, Any] = {
        "fund": fund,
        "kind": expected.kind,
        "payer": expected.payer.strip()[:140],
        "reason": expected.reason.strip()[:140],
        "amount_cents": expected.amount_cents,
        "due_on": expected.due_on,
    }
    with transaction.atomic():
        Fund.objects.select_for_update().get(pk=fund.pk)  # two tabs at once wait for each other
        twin = ReceiptOrder.objects.filter(IS_LIVING, **same).first()
        if twin is not None:
            sentence = (
                f"Genau das ist schon vorbereitet: {twin.number}. Kommt noch einmal so viel, sagen Sie "
            )
            raise DomainError(f"{sentence}unter „Wofür?“, was daran anders ist.", "receipt_order.twice")
        assignment = fund.rules_on(local_date(now)).assignment(is_income=True)
        return _prepare(ReceiptOrder(**same, account_assignment=assignment), actor=actor, now=now)


def certify_receipt_order(
    *, order: ReceiptOrder, actor: Actor, now: datetime, expected_version: int | None = None
) -> ReceiptOrder:
    """Certify the order as factually and arithmetically right, in one signature (combined stamp)."""
    signature = {"certified_by": actor.reference, "certified_by_label": actor.label, "certified_at": now}
    return perform(
        order, "certify", actor=actor, now=now, expected_version=expected_version, payload=signature
    )


def order_receipt(
    *, order: ReceiptOrder, actor: Actor, now: datetime, expected_version: int | None = None
) -> ReceiptOrder:
    """Order that the Kasse takes the money in: a second person, within their authority (§ 7 KomKBVO)."""
    authority = ordering_authority(actor.reference, order.fund.slug, order.amount_cents, now)
    signature = {
        "ordered_by": actor.reference,
        "ordered_by_label": actor.label,
        "ordered_at": now,
        "ordered_limit_cents": authority.limit_cents,
        "ordered_for_label": authority.deputy_for,
    }
    return perform(order, "order", actor=actor, now=now, expected_version=expected_version, payload=signature)


def void_receipt_certificate(
    *, order: ReceiptOrder, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> ReceiptOrder:
    """Take the certificate off an order that is not yet ordered."""
    return perform(
        order,
        "void_certificate",
        actor=actor,
        now=now,
        expected_version=expected_version,
        payload={"certified_by": "", "certified_by_label": "", "certified_at": None},
        reason=reason,
    )


def cancel_receipt_order(
    *, order: ReceiptOrder, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> ReceiptOrder:
    """Cancel an order: the money is not expected any more. Raises Blocked when some of it has come in."""
    return perform(order, "cancel", actor=actor, now=now, expected_version=expected_version, reason=reason)


def cancel_for_claim(*, claim: Claim, reason: str, now: datetime) -> None:
    """The claim is not owed any more: its order goes with it, unless money has come in on it."""
    for order in claim.receipt_orders.filter(IS_LIVING):
        if not order.received_cents:
            cancel_receipt_order(order=order, reason=reason, actor=SYSTEM, now=now)


def move_for_claim(*, claim: Claim) -> None:
    """A deferral, or its end, moves the due day of an order that nobody has certified.

    What is signed keeps the day that was read; beside it the page and the paper say what holds now.
    """
    days = claim.later_days
    due_on = days[0].due_on if days else claim.pay_by
    for order in claim.receipt_orders.filter(state="draft"):
        order.due_on = due_on or order.due_on
        order.save()


def cancel_for_drawdown(*, drawdown: Drawdown, reason: str, now: datetime) -> None:
    """Nothing is asked of the Land any more: the order of the withdrawn request goes with it."""
    for order in drawdown.receipt_orders.filter(IS_LIVING):
        cancel_receipt_order(order=order, reason=reason, actor=SYSTEM, now=now)


def note_money(
    *,
    order: ReceiptOrder,
    amount_cents: int,
    received_on: date,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
    may_exceed: bool = False,
) -> IncomingMoney:
    """The Kasse notes private or municipal money that came in on an order, in cents.

    More than is open is noted only where the person says that so much came (`may_exceed`): a slip of the pen
    is asked about first. Raises NotAllowed, StaleVersion, InvalidInput for a day to come, for more than is
    open without that word, or where the order is not signed yet or its money is noted elsewhere.
    """
    with transaction.atomic():
        held = lock(order)
        if not policy.may_receive_money(actor, held):
            raise NotAllowed(policy.may_receive_money.why_not(actor, held), "policy.denied")
        check_version(held, expected_version)
        if not held.is_by_hand or held.state != "ordered":
            sentence = "Auf dieser Anordnung wird jetzt kein Eingang vermerkt."
            raise InvalidInput(sentence, "receipt_order.not_now", "")
        if received_on > local_date(now):
            raise InvalidInput("Dieser Tag liegt in der Zukunft.", "receipt_order.day", "received_on")
        if amount_cents <= 0 or (amount_cents > held.open_cents and not may_exceed):
            sentence = (
                f"Offen sind noch {format_euro(held.open_cents)}. Prüfen Sie den Betrag. Ist wirklich mehr "
                "gekommen, setzen Sie den Haken darunter."
            )
            raise InvalidInput(sentence, "receipt_order.amount", "amount")
        held.version += 1
        held.save()
        noted = IncomingMoney.objects.create(
            order=held,
            amount_cents=amount_cents,
            received_on=received_on,
            recorded_by=actor.reference,
            recorded_by_label=actor.label,
            recorded_at=now,
        )
        details = {"number": held.number, "amount_cents": amount_cents}
        append_entry(
            action="receipt_order.received", subject=held.subject, actor=actor, details=details, now=now
        )
    return noted


def _demand_complete(expected: Expected, today: date) -> None:
    if expected.kind not in BY_HAND:
        raise ValueError("claims and drawdowns bring their order with them")
    payer, reason = expected.payer.strip(), expected.reason.strip()
    if not payer:
        raise InvalidInput("Schreiben Sie, von wem das Geld kommt.", "receipt_order.no_payer", "payer")
    if not reason:
        raise InvalidInput("Schreiben Sie, wofür das Geld ist.", "reason.missing", "reason")
    if expected.amount_cents <= 0:
        sentence = "Geben Sie einen Betrag über 0,00 € ein."
        raise InvalidInput(sentence, "receipt_order.no_amount", "amount")
    if expected.due_on < today:
        raise InvalidInput(
            "Dieser Tag ist vorbei. Wählen Sie einen, der noch kommt.", "receipt_order.day", "due_on"
        )


def _prepare(order: ReceiptOrder, *, actor: Actor, now: datetime) -> ReceiptOrder:
    order.number = next_reference(fund=order.fund, series="E", now=now)
    year, counter = order.number.rpartition("-")[0].rpartition("-")[2], order.number.rpartition("-E")[2]
    order.cash_reference = cash_reference(order.fund.reference_prefix, int(year), int(counter))
    order.budget_year = order.due_on.year
    order.prepared_by, order.prepared_by_label = actor.reference, actor.label
    order.prepared_at = now
    order.save()
    append_entry(
        action="receipt_order.prepare",
        subject=order.subject,
        actor=actor,
        details={"number": order.number, "amount_cents": order.amount_cents, "kind": str(order.kind)},
        now=now,
    )
    return order
