"""Who is there: members of the jury who sit in a session, corrected while it is open."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants import policy, predicates
from grants.models import JuryMember, JurySession
from grants.rules.seats import check_seat
from grants.services.workflow import check_version, lock
from grants.workflows.facts import seat_facts


def change_attendance(
    *,
    session: JurySession,
    present: Sequence[JuryMember],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> JurySession:
    """Correct who is there while the session is open; items already decided keep their counts.

    Raises NotAllowed, StaleVersion, DomainError when the session is not open, Blocked for one who does not
    sit in it.
    """
    with transaction.atomic():
        fresh = lock(session)
        if not policy.may_hold_session(actor, fresh):
            raise NotAllowed(predicates.NO_RIGHT, "policy.denied")
        check_version(fresh, expected_version)
        if fresh.state != "open":
            sentence = "Die Anwesenheit ändern Sie nur, solange die Sitzung offen ist."
            raise DomainError(sentence, "session.not_open")
        check_seats(fresh, present)
        before = set(fresh.present.all())
        fresh.present.set(present)
        fresh.version += 1
        fresh.save()
        append_entry(
            action="session.change_attendance",
            subject=fresh.subject,
            actor=actor,
            details={"came": _references(set(present) - before), "left": _references(before - set(present))},
            now=now,
        )
    return fresh


def _references(members: Iterable[JuryMember]) -> list[str]:
    return sorted(member.reference for member in members)


def check_seats(session: JurySession, members: Iterable[JuryMember]) -> None:
    """Raises Blocked, with a sentence for each member who does not sit in the session."""
    findings = [each for member in dict.fromkeys(members) for each in check_seat(seat_facts(member, session))]
    if findings:
        raise Blocked(findings=findings)
