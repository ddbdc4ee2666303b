"""Votes that members of the jury cast themselves, over their link or the code of their sheet."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import Blocked, InvalidInput, NotAllowed
from grants import policy
from grants.models import AgendaItem, Choice, JuryMember, Vote
from grants.rules.ballots import check_ballot
from grants.services.attendance import check_seats
from grants.services.sessions import write_vote
from grants.services.workflow import lock
from grants.workflows.facts import ballot_facts


def cast_vote(*, item: AgendaItem, choice: str, actor: Actor, now: datetime) -> Vote:
    """Cast or change the own vote on an item until it is closed; the last one counts.

    The audit log says that somebody voted, never how. Raises NotAllowed for who does not sit in the session
    or is biased, InvalidInput for a choice that does not exist, Blocked when it is not the time.
    """
    if choice not in Choice.values:
        raise InvalidInput("Wählen Sie Ja, Nein oder Enthaltung.", "vote.choice", "choice")
    with transaction.atomic():
        lock(item.application)  # whoever closes the item waits, or has closed it: no vote comes after
        fresh = AgendaItem.objects.select_related("session", "application").get(pk=item.pk)
        if not policy.may_vote(actor, fresh):
            raise NotAllowed(policy.may_vote.why_not(actor, fresh), "policy.denied")
        member = JuryMember.objects.get(reference=actor.reference)
        check_seats(fresh.session, [member])
        findings = check_ballot(ballot_facts(fresh, member))
        if findings:
            raise Blocked(findings=findings)
        vote = write_vote(fresh, member, choice, actor=actor, now=now)
        append_entry(
            action="vote.cast",
            subject=fresh.application.subject,
            actor=actor,
            details={"item": fresh.uuid.hex},
            now=now,
        )
    return vote
