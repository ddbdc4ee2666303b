"""Votes that members of the jury cast themselves, over their link or the code of their sheet."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import Blocked, InvalidInput, NotAllowed
from grants import policy
from grants.models import AgendaItem, Choice, JuryMember, Score, Vote
from grants.rules.ballots import check_ballot
from grants.rules.criteria import check_points
from grants.services.attendance import check_seats
from grants.services.sessions import write_vote
from grants.services.workflow import lock
from grants.workflows.facts import ballot_facts


def cast_vote(
    *,
    item: AgendaItem,
    choice: str,
    actor: Actor,
    now: datetime,
    points: Mapping[str, int] | None = None,
) -> Vote:
    """Cast or change the own vote on an item until it is closed; the last one counts.

    `points` are given by the names of the fund's criteria, all of them or none; they decide nothing.

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
        if points is not None:
            _write_points(fresh, member, points, now=now)
        append_entry(
            action="vote.cast",
            subject=fresh.application.subject,
            actor=actor,
            details={"item": fresh.uuid.hex},
            now=now,
        )
    return vote


def _write_points(item: AgendaItem, member: JuryMember, points: Mapping[str, int], *, now: datetime) -> None:
    criteria = item.session.fund.rules_on(item.session.held_on).criteria
    check_points(criteria, points)
    missing = [criterion.name for criterion in criteria if criterion.name not in points]
    if points and missing:
        sentence = f"Geben Sie auch Punkte für „{missing[0]}“, oder lassen Sie alle leer."
        raise InvalidInput(sentence, "points.missing", missing[0])
    item.scores.filter(member=member).delete()
    Score.objects.bulk_create(
        Score(item=item, member=member, criterion=name, points=given, given_at=now)
        for name, given in points.items()
    )
