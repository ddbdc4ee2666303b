"""What was approved and will not be paid becomes free again: one booking for each cause."""

from datetime import datetime

from foundation.audit.actors import Actor
from grants.models import Grant, LedgerKind
from grants.services.ledger import Movement, book


def release_commitment(grant: Grant, cents: int, *, actor: Actor, now: datetime, cause: str = "") -> None:
    """Release so many cents of the commitment. Belongs into the `work` of the edge that is the cause.

    `cause` names a release that may come beside the one at the end, and no second time.
    """
    if not cents:
        return
    book(
        account=grant.account,
        case=grant.case,
        kind=LedgerKind.RELEASE,
        key=f"release:{cause or grant.uuid}",
        movement=Movement(committed=-cents),
        actor=actor,
        now=now,
    )
    grant.released_cents += cents


def release_unpaid(grant: Grant, *, actor: Actor, now: datetime) -> None:
    """Release everything that has not been paid out."""
    release_commitment(grant, grant.approved_cents - grant.paid_cents, actor=actor, now=now)


def release_returned(grant: Grant, *, cause: str, actor: Actor, now: datetime) -> None:
    """Money came back from the bank when it is known already what is due: only that stays committed.

    Asks nothing of a grant whose proof is still to come: all of it may be due.
    """
    if grant.state == "settling" and grant.confirmed_check is not None:
        due_cents = max(0, grant.confirmed_check.entitlement_cents - grant.paid_cents)
    elif grant.state == "cancelled" and not grant.paid_cents:
        due_cents = 0  # it ends as if nothing had ever been paid
    else:
        return
    surplus_cents = grant.approved_cents - grant.released_cents - grant.paid_cents - due_cents
    release_commitment(grant, surplus_cents, actor=actor, now=now, cause=cause)
