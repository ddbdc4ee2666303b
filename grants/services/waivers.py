"""The waiver of remedy (Rechtsbehelfsverzicht) after the acceptance: money need not wait any longer."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, NotAllowed
from foundation.values.phrases import say
from grants import policy
from grants.models import Grant
from grants.services.on_behalf import Spoken, check_spoken
from grants.services.workflow import check_version, lock

#: As long as money can come before the proof.
BEFORE_PROOF = ("accepted", "running", "proof_due", "proof_overdue")


def why_no_waiver(grant: Grant, today: date) -> str:
    """The sentence that stands in the way; empty while the award can be attacked and nobody has waived it."""
    if grant.waiver_on is not None:
        return say("Der Verzicht ist schon da.")
    if grant.accepted_on is None:
        return say("Ein Verzicht ist erst nach der Annahme möglich. Vorher gehört er zur Annahme.")
    notice = grant.released_award if grant.state in BEFORE_PROOF else None
    if notice is None or notice.remedy_until is None:
        return say("Der Nachweis ist schon da. Ein Verzicht ist nicht mehr nötig.")
    if today > notice.remedy_until:
        return say("Die Frist für den Rechtsbehelf ist vorbei. Ein Verzicht ist nicht mehr nötig.")
    if grant.case.award_form.is_agreement:
        return say("Gegen eine Vereinbarung gibt es keinen Rechtsbehelf, auf den jemand verzichten kann.")
    return ""


def waive_remedy(
    *,
    grant: Grant,
    actor: Actor,
    now: datetime,
    spoken: Spoken | None = None,
    expected_version: int | None = None,
) -> Grant:
    """Give up the remedy after the acceptance; an advance is free from now on, as with an early waiver.

    `spoken`: the office types in what came by letter or at the counter. Raises NotAllowed, StaleVersion,
    InvalidInput when staff do not say from whom it is, DomainError when there is nothing to waive.
    """
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_waive_remedy(actor, fresh):
            raise NotAllowed(policy.may_waive_remedy.why_not(actor, fresh), "policy.denied")
        check_version(fresh, expected_version)
        check_spoken(spoken, actor=actor, now=now)
        refused = why_no_waiver(fresh, local_date(now))
        if refused:
            raise DomainError(refused, "waiver.not_possible")
        fresh.waiver_on = spoken.received_on if spoken else local_date(now)
        fresh.waiver_note = f"{spoken.in_words}, eingetragen von {actor.label}"[:300] if spoken else ""
        fresh.save()
        details = {"on": fresh.waiver_on.isoformat(), "note": bool(spoken)}
        append_entry(
            action="grant.waive_remedy", subject=fresh.subject, actor=actor, details=details, now=now
        )
    return fresh
