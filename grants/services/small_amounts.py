"""Kleinbetrag: less than the fund claims back is let go, with a reason and a row that says so (INV-08)."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.values.errors import DomainError
from grants.models import Claim, Grant
from grants.services.claims import claim_of_overpayment
from grants.services.grants import close_if_settled
from grants.services.workflow import check_version, lock, perform


def let_small_amount_go(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> Claim:
    """Write the claim over exactly what was overpaid, and let it go: nobody is heard and nothing is asked.

    A grant where nothing else is open closes. Raises NotAllowed, Blocked when it is no small amount,
    DomainError when nothing is overpaid, a claim exists, or without a reason; StaleVersion.
    """
    with transaction.atomic():
        fresh = lock(grant)
        check_version(fresh, expected_version)
        if fresh.claims.exists():
            raise DomainError("Es gibt schon eine Rückforderung.", "claim.exists")
        claim = claim_of_overpayment(fresh, actor, now)
        gone = perform(claim, "let_go", actor=actor, now=now, reason=reason)
        close_if_settled(grant=fresh, actor=SYSTEM, now=now)
    return gone
