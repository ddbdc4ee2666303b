"""Verbs of money: the three steps of a payment order, claims and repayments."""

from datetime import timedelta

from foundation.values.errors import DomainError
from grants.models import Grant, PaymentKind, PaymentOrder
from grants.rules.deadlines import HEARING_DAYS
from grants.scenarios.verbs.proof import check_proof, post
from grants.scenarios.world import World
from grants.services import payment_returns
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.payments import certify_order, execute_payment, order_payment, prepare_order
from grants.services.repayments import record_repayment
from grants.services.state_aid import record_state_aid

DONE_ORDERS = ("executed", "cancelled", "returned")
ONE_DAY = timedelta(days=1)
HEARING = timedelta(days=HEARING_DAYS) + ONE_DAY


def certify(world: World) -> None:
    """An order is prepared and certified."""
    order = _prepare(world)
    certify_order(order=order, actor=world.person("certifier"), now=world.now)


def order(world: World) -> None:
    """The case's open order is ordered by another person."""
    order_payment(order=_open_order(world), actor=world.person("orderer"), now=world.now)


def execute(world: World) -> None:
    """The Kasse has paid the case's open order."""
    execute_payment(order=_open_order(world), actor=world.person("cashier"), now=world.now)


def pay(world: World) -> None:
    """All three steps on one day, by three persons."""
    order = _prepare(world)
    certified = certify_order(order=order, actor=world.people["certifier"], now=world.now)
    ordered = order_payment(order=certified, actor=world.people["orderer"], now=world.now)
    execute_payment(order=ordered, actor=world.person("cashier"), now=world.now)


def return_payment(world: World) -> None:
    """The bank sent the case's last payment back."""
    paid = world.grant().orders.filter(state="executed").order_by("-pk").first()
    if paid is None:
        raise DomainError("Zu diesem Fall ist nichts ausgezahlt.", code="order.missing")
    payment_returns.return_payment(
        order=paid,
        reason=str(world.step.keys.get("reason", "Das Konto ist erloschen.")),
        actor=world.person("cashier"),
        now=world.now,
    )


def claim(world: World) -> None:
    """The repayment notice with its hearing, unless `dun` was one: by two officers.

    The step is the day of the notice; the hearing began in time before, and ended the day before.
    """
    if world.grant().state == "cancelled":
        check_proof(world)
    grant = world.grant()
    begun, heard_until = world.now, None
    if grant.demand_sent_on is None:
        begun, heard_until = world.now - HEARING, world.step.on - ONE_DAY
    drafted = draft_claim(grant=grant, actor=world.people["officer"], now=begun, heard_until=heard_until)
    if heard_until is not None:
        post(world, "anhoerung-rueckforderung", begun)
    release_claim_notice(
        claim=drafted,
        actor=world.person("officer2"),
        now=world.now,
        channel=str(world.step.keys.get("channel", "")),
    )


def repay(world: World) -> None:
    """Money has come in on the case's claim."""
    found = world.grant().claims.exclude(state="paid").order_by("-pk").first()
    if found is None:
        raise DomainError("Es gibt keine offene Rückforderung.", code="claim.missing")
    record_repayment(
        claim=found, amount_cents=world.cents("amount", 0) or 0, actor=world.person("cashier"), now=world.now
    )


def _prepare(world: World) -> PaymentOrder:
    kind = PaymentKind(world.step.keys.get("kind", "final"))
    amount = world.cents("amount", 0) or 0
    grant = world.grant()
    _enter_in_register(world, grant)
    return prepare_order(
        grant=grant, kind=kind, amount_cents=amount, actor=world.people["certifier"], now=world.now
    )


def _enter_in_register(world: World, grant: Grant) -> None:
    """No step says so, but the office has entered a grant to an undertaking before it pays."""
    if grant.case.is_state_aid and grant.state_aid_entry is None:
        record_state_aid(
            grant=grant,
            other_aid_cents=0,
            register_number=f"DM-{grant.case.reference}",
            entered_on=world.step.on,
            actor=world.people["officer"],
            now=world.now,
        )


def _open_order(world: World) -> PaymentOrder:
    found = world.grant().orders.exclude(state__in=DONE_ORDERS).order_by("-pk").first()
    if found is None:
        raise DomainError("Zu diesem Fall gibt es keine offene Anordnung.", code="order.missing")
    return found
