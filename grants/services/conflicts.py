"""Conflicts of interest of people who work on a case."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import NotAllowed
from grants import policy
from grants.models import Application, ConflictOfInterest


def declare_own_conflict(*, application: Application, actor: Actor, now: datetime) -> ConflictOfInterest:
    """Say of oneself: I am biased in this case. From now on the person decides and signs nothing in it."""
    if not policy.has_role("QM", "CI", "FC", "FO")(actor, application):
        raise NotAllowed(policy.NO_RIGHT, "policy.denied")
    with transaction.atomic():
        conflict, created = ConflictOfInterest.objects.get_or_create(
            application=application,
            person_reference=actor.reference,
            defaults={"person_label": actor.label, "declared_at": now, "declared_by": actor.reference},
        )
        if created:
            append_entry(
                action="conflict.declare", subject=application.subject, actor=actor, details={}, now=now
            )
    return conflict
