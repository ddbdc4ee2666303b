"""What was approved and will not be paid becomes free again: one booking for each grant."""

from datetime import datetime

from foundation.audit.actors import Actor
from grants.models import Grant, LedgerKind
from grants.services.ledger import Movement, book


def release_commitment(grant: Grant, cents: int, *, actor: Actor, now: datetime) -> None:
    """Release so many cents of the commitment. Belongs into the `work` of the edge that is the cause."""
    if not cents:
        return
    book(
        account=grant.account,
        case=grant.case,
        kind=LedgerKind.RELEASE,
        key=f"release:{grant.uuid}",
        movement=Movement(committed=-cents),
        actor=actor,
        now=now,
    )
    grant.released_cents = cents


def release_unpaid(grant: Grant, *, actor: Actor, now: datetime) -> None:
    """Release everything that has not been paid out."""
    release_commitment(grant, grant.approved_cents - grant.paid_cents, actor=actor, now=now)
