"""The bank's check of the payee's name: noted by the Kasse, so that signatories see it."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.models import PayeeCheck, PayeeResult, PaymentOrder
from grants.services.workflow import check_version, lock
from grants.states import PaymentOrderState as S

#: As long as the money has not left.
CHECKABLE = (S.DRAFT, S.CERTIFIED_FACTUAL, S.CERTIFIED_ARITH, S.ORDERED, S.HANDED_OVER)


def note_payee_check(
    *,
    order: PaymentOrder,
    result: PayeeResult,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> PayeeCheck:
    """Note what the bank answered; a later answer stands beside the earlier one, and the newest counts.

    Raises NotAllowed, StaleVersion, DomainError once the money has left.
    """
    with transaction.atomic():
        fresh = lock(order)
        if not policy.may_note_payee_check(actor, fresh):
            raise NotAllowed(policy.may_note_payee_check.why_not(actor, fresh), "policy.denied")
        check_version(fresh, expected_version)
        if fresh.state not in CHECKABLE:
            raise DomainError("Dafür ist es zu spät: Diese Anordnung ist erledigt.", "order.wrong_state")
        made = PayeeCheck.objects.create(
            order=fresh,
            result=result,
            noted_by=actor.reference,
            noted_by_label=actor.label,
            noted_at=now,
        )
        details = {"result": result.value, "number": fresh.number}
        subject = fresh.subject
        append_entry(action="payee_check.note", subject=subject, actor=actor, details=details, now=now)
    return made
