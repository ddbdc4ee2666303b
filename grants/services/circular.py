"""The circular vote (Umlaufverfahren): begun with all who sit, votes that came by post, objections."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import AgendaItem, Application, Choice, JuryMember, JurySession, Outcome, Vote, VoteWay
from grants.predicates import Predicate
from grants.rules.ballots import check_ballot
from grants.selectors.session_papers import sitting_members
from grants.services.attendance import check_seats
from grants.services.sessions import Decision, open_session, record_decision, write_vote
from grants.services.workflow import lock
from grants.workflows.facts import ballot_facts

NONE_RUNS = "Zu diesem Antrag läuft kein Umlaufverfahren."


def start_circular_vote(
    *, session: JurySession, actor: Actor, now: datetime, expected_version: int | None = None
) -> JurySession:
    """From now on all members who sit can vote. Raises what `open_session` raises."""
    present = sitting_members(session)
    return open_session(
        session=session, present=present, actor=actor, now=now, expected_version=expected_version
    )


def enter_vote(
    *, application: Application, member: JuryMember, choice: str, way: str, actor: Actor, now: datetime
) -> Vote:
    """Type in a vote that came by telephone, letter or e-mail; one cast over the member's own link stays.

    Raises NotAllowed, InvalidInput for a choice or a way that does not exist, Blocked when it is not the time
    or the member does not sit, DomainError for who is biased or has voted themself.
    """
    if choice not in Choice.values:
        raise InvalidInput("Wählen Sie Ja, Nein oder Enthaltung.", "vote.choice", "choice")
    if way not in VoteWay.values:
        raise InvalidInput("Wählen Sie, wie die Stimme gekommen ist.", "vote.way", "way")
    with transaction.atomic():
        item = _running_item(application, policy.may_record_decision, actor)
        check_seats(item.session, [member])
        if item.application.conflicts.filter(person_reference=member.reference).exists():
            raise DomainError(f"{member.name} ist befangen und stimmt nicht mit.", "vote.biased_member")
        findings = check_ballot(ballot_facts(item, member))
        if findings:
            raise Blocked(findings=findings)
        vote = write_vote(item, member, choice, actor=actor, now=now)
        if not vote.is_own:
            vote.way = way
            vote.save()
        details = {"item": item.uuid.hex, "member": member.reference, "way": way}
        subject = item.application.subject
        append_entry(action="vote.enter", subject=subject, actor=actor, details=details, now=now)
    return vote


def object_to_circular(*, item: AgendaItem, reason: str, actor: Actor, now: datetime) -> Application:
    """A member wants a session: the case is deferred at once, its votes go. Nobody else needs to agree.

    Raises NotAllowed, InvalidInput without a reason, DomainError when no circular vote runs.
    """
    with transaction.atomic():
        fresh = _running_item(item.application, policy.may_object, actor)
        return _object(fresh, actor.reference, actor.label, reason, actor=actor, now=now)


def note_objection(
    *, application: Application, member: JuryMember, reason: str, actor: Actor, now: datetime
) -> Application:
    """The same, said to the office. Raises also Blocked for who does not sit."""
    with transaction.atomic():
        fresh = _running_item(application, policy.may_record_decision, actor)
        check_seats(fresh.session, [member])
        return _object(fresh, member.reference, member.name, reason, actor=actor, now=now)


def _running_item(application: Application, may: Predicate, actor: Actor) -> AgendaItem:
    """The case's item in a circular vote that runs, under the lock of the case."""
    fresh = lock(application)
    if not may(actor, fresh):
        raise NotAllowed(may.why_not(actor, fresh) or policy.may_object.sentence, "policy.denied")
    items = fresh.agenda_items.filter(
        decided_at__isnull=True, session__is_circular=True, session__state="open"
    )
    item = items.select_related("session__fund", "application").order_by("-pk").first()
    if item is None:
        raise DomainError(NONE_RUNS, "circular.not_open")
    return item


def _object(
    item: AgendaItem, reference: str, name: str, reason: str, *, actor: Actor, now: datetime
) -> Application:
    said = " ".join(reason.split())
    if not said:
        sentence = "Schreiben Sie kurz auf, warum der Antrag in eine Sitzung soll."
        raise InvalidInput(sentence, "reason.missing", "reason")
    item.votes.filter(voided_at__isnull=True).delete()
    item.objected_by = reference
    item.save()
    decision = Decision(Outcome.DEFERRED, reason=f"{name} widerspricht dem Umlaufverfahren: {said}")
    return record_decision(application=item.application, decision=decision, actor=actor, now=now)
