"""What came in beyond a claim: noted, and marked when it has gone back to who paid it."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.models import Claim, Surplus


def keep_surplus(claim: Claim, amount_cents: int, received_on: date, *, actor: Actor, now: datetime) -> None:
    """Note cents that nobody owed, in the transaction that books what was owed. 0 is nothing to note."""
    if not amount_cents:
        return
    Surplus.objects.create(
        claim=claim,
        amount_cents=amount_cents,
        received_on=received_on,
        recorded_by=actor.reference,
        recorded_at=now,
    )
    details = {"amount_cents": amount_cents}
    append_entry(action="surplus.receive", subject=claim.subject, actor=actor, details=details, now=now)


def return_surplus(*, surplus: Surplus, actor: Actor, now: datetime) -> Surplus:
    """The Kasse has sent it back. Raises NotAllowed, DomainError when that is noted already."""
    with transaction.atomic():
        fresh = Surplus.objects.select_for_update().get(pk=surplus.pk)
        if not policy.may_receive_money(actor, fresh):
            raise NotAllowed(policy.may_receive_money.why_not(actor, fresh), "policy.denied")
        if fresh.returned_at is not None:
            raise DomainError("Das ist schon als zurückgegeben vermerkt.", "surplus.returned")
        fresh.returned_by, fresh.returned_at = actor.reference, now
        fresh.save()
        details = {"amount_cents": fresh.amount_cents}
        subject = fresh.claim.subject
        append_entry(action="surplus.return", subject=subject, actor=actor, details=details, now=now)
    return fresh
