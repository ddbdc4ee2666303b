"""Litigation hold: the city stops archive and deletion of a case, and lifts it again."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.models import Application, LitigationHold
from grants.services.workflow import lock


def set_hold(*, case: Application, reason: str, actor: Actor, now: datetime) -> LitigationHold:
    """Nothing of the case is archived or deleted from now on.

    Raises NotAllowed, DomainError without a reason, while a hold stands, or when the case is deleted already.
    """
    with transaction.atomic():
        fresh = _demand_right(case, actor, reason)
        if hasattr(fresh, "deletion_record"):
            raise DomainError("Dieser Fall ist gelöscht.", "hold.wrong_state")
        if fresh.holds.filter(lifted_at__isnull=True).exists():
            raise DomainError("Für diesen Fall gilt schon eine Sperre.", "hold.exists")
        hold = LitigationHold.objects.create(
            case=fresh,
            reason=reason.strip(),
            set_by=actor.reference,
            set_by_label=actor.label,
            set_at=now,
        )
        append_entry(
            action="hold.set", subject=fresh.subject, actor=actor, details={"hold": hold.pk}, now=now
        )
    return hold


def lift_hold(*, case: Application, reason: str, actor: Actor, now: datetime) -> LitigationHold:
    """The dispute is over. Raises NotAllowed, DomainError without a reason, without a hold, or while an
    objection is open.
    """
    with transaction.atomic():
        fresh = _demand_right(case, actor, reason)
        hold = fresh.holds.filter(lifted_at__isnull=True).first()
        if hold is None:
            raise DomainError("Für diesen Fall gilt keine Sperre.", "hold.missing")
        if hold.objections.filter(ended_at__isnull=True).exists():
            sentence = "Ein Rechtsbehelf ist noch offen. Vermerken Sie zuerst, wie er ausgegangen ist."
            raise DomainError(sentence, "hold.objection_open")
        hold.lifted_by, hold.lifted_by_label, hold.lifted_at = actor.reference, actor.label, now
        hold.lift_reason = reason.strip()
        hold.save()
        append_entry(
            action="hold.lift", subject=fresh.subject, actor=actor, details={"hold": hold.pk}, now=now
        )
    return hold


def _demand_right(case: Application, actor: Actor, reason: str) -> Application:
    fresh = lock(case)
    if not policy.may_hold(actor, fresh):
        raise NotAllowed(policy.may_hold.why_not(actor, fresh), "policy.denied")
    if not reason.strip():
        raise DomainError("Schreiben Sie eine Begründung dazu.", "reason.missing")
    return fresh
