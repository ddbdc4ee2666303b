"""The De-minimis entry of a grant to an undertaking; without it nothing is paid."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants import policy
from grants.models import Grant, StateAidEntry
from grants.rules.state_aid import StateAidFacts, check_state_aid
from grants.services.workflow import lock


def record_state_aid(
    *,
    grant: Grant,
    other_aid_cents: int,
    register_number: str,
    entered_on: date,
    actor: Actor,
    now: datetime,
) -> StateAidEntry:
    """Record what other De-minimis aid there was in three years, in cents, and the entry in the register.

    A later entry corrects an earlier one, which stays. Raises NotAllowed, DomainError for a grant that is no
    state aid, Blocked above the limit of the regulation or without a number.
    """
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_record_state_aid(actor, fresh):
            raise NotAllowed(policy.may_record_state_aid.why_not(actor, fresh), "policy.denied")
        if not fresh.case.is_state_aid:
            raise DomainError("Diese Förderung ist keine De-minimis-Beihilfe.", "state_aid.none")
        findings = check_state_aid(
            StateAidFacts(
                today=local_date(now),
                granted_cents=fresh.approved_cents - fresh.released_cents,
                other_cents=other_aid_cents,
                register_number=register_number,
                entered_on=entered_on,
            )
        )
        if findings:
            raise Blocked(findings=findings)
        entry = StateAidEntry.objects.create(
            grant=fresh,
            other_aid_cents=other_aid_cents,
            register_number=register_number.strip(),
            entered_on=entered_on,
            recorded_by=actor.reference,
            recorded_by_label=actor.label,
            recorded_at=now,
        )
        append_entry(
            action="state_aid.record",
            subject=fresh.subject,
            actor=actor,
            details={"other_aid_cents": other_aid_cents},
            now=now,
        )
    return entry
