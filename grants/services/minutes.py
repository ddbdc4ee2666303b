"""The chair of a session, the approval of its minutes, and what is added to them afterwards."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import JuryMember, JurySession, MinutesAddition
from grants.services.attendance import check_seats
from grants.services.workflow import check_version, lock, perform
from grants.workflows.requirements import latest_minutes

APPROVED = "minutes_approved"


def choose_chair(
    *,
    session: JurySession,
    member: JuryMember,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> JurySession:
    """Mark the member who leads the session and approves its minutes, until they are approved.

    Raises NotAllowed, StaleVersion, Blocked for who does not sit, DomainError after the approval.
    """
    if not policy.may_hold_session(actor, session):
        raise NotAllowed(policy.may_hold_session.why_not(actor, session), "policy.denied")
    with transaction.atomic():
        fresh = lock(session)
        check_version(fresh, expected_version)
        if fresh.state == APPROVED:
            raise DomainError("Das Protokoll ist schon bestätigt.", "minutes.approved")
        check_seats(fresh, [member])
        fresh.chair = member
        fresh.version += 1
        fresh.save()
        details = {"member": member.reference}
        append_entry(action="session.chair", subject=fresh.subject, actor=actor, details=details, now=now)
    return fresh


def approve_minutes(
    *, session: JurySession, actor: Actor, now: datetime, expected_version: int | None = None
) -> JurySession:
    """The chair approves the minutes as they were made last; from now on they stay as they are."""

    def work(fresh: JurySession) -> None:
        fresh.minutes = latest_minutes(fresh)

    return perform(
        session, "approve_minutes", actor=actor, now=now, expected_version=expected_version, work=work
    )


def add_to_minutes(*, session: JurySession, text: str, actor: Actor, now: datetime) -> MinutesAddition:
    """Write an addition to approved minutes; it is numbered and stays.

    Raises NotAllowed, InvalidInput for an empty text, DomainError before the approval.
    """
    if not policy.may_hold_session(actor, session):
        raise NotAllowed(policy.may_hold_session.why_not(actor, session), "policy.denied")
    if not text.strip():
        raise InvalidInput("Schreiben Sie, was nachgetragen wird.", "text.missing", "text")
    with transaction.atomic():
        fresh = lock(session)
        if fresh.state != APPROVED:
            sentence = "Das Protokoll ist noch nicht bestätigt. Ein Nachtrag kommt erst danach."
            raise DomainError(sentence, "minutes.not_approved")
        addition = MinutesAddition.objects.create(
            session=fresh,
            number=fresh.additions.count() + 1,
            text=text.strip(),
            written_by=actor.reference,
            written_by_label=actor.label,
            written_at=now,
        )
        details = {"number": addition.number}
        append_entry(action="minutes.add", subject=fresh.subject, actor=actor, details=details, now=now)
    return addition
