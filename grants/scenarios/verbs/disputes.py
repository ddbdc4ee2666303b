"""Verbs of a dispute: an objection against a notice, how it ends, and a claim that is waived."""

from foundation.values.errors import DomainError
from grants.models import ClaimRelief, Objection, ObjectionEnd, ObjectionWay
from grants.models.claim import IS_OWED
from grants.scenarios.world import World
from grants.services import claim_steps, objections


def file_objection(world: World) -> None:
    """The applicant attacks the case's last notice; an officer notes it. Payments and the archive wait."""
    keys = world.step.keys
    notice = world.application().notices.filter(released_at__isnull=False).order_by("-pk").first()
    if notice is None:
        raise DomainError("Zu diesem Fall ist kein Bescheid hinausgegangen.", "objection.no_notice")
    arrival = objections.Arrival(
        came_on=keys.get("came_on", world.step.on),
        way=ObjectionWay(keys.get("way", ObjectionWay.LETTER)),
        text=str(keys.get("text", "Ich bin nicht einverstanden.")),
    )
    objections.note_objection(notice=notice, arrival=arrival, actor=world.person("officer"), now=world.now)


def end_objection(world: World) -> None:
    """An officer notes how the open objection ended; what changes the notice is a step of its own."""
    keys = world.step.keys
    mine = Objection.objects.filter(notice__case=world.application(), ended_at__isnull=True)
    found = mine.order_by("-pk").first()
    if found is None:
        raise DomainError("Zu diesem Fall ist kein Rechtsbehelf offen.", "objection.ended")
    objections.end_objection(
        objection=found,
        outcome=ObjectionEnd(keys["outcome"]),
        ended_on=world.step.on,
        reason=str(keys.get("reason", "Im Szenario ist es so entschieden.")),
        actor=world.person("officer"),
        now=world.now,
    )


def waive_claim(world: World) -> None:
    """One officer proposes that the rest is not owed any more, another decides."""
    claim = world.grant().claims.filter(state__in=IS_OWED).order_by("-pk").first()
    if claim is None:
        raise DomainError("Es gibt keine offene Rückforderung.", code="claim.missing")
    proposed = claim_steps.propose_relief(
        claim=claim,
        relief=ClaimRelief.WAIVE,
        reason=str(world.step.keys.get("reason", "Die Forderung ist unbillig.")),
        actor=world.people["officer"],
        now=world.now,
    )
    claim_steps.waive_claim(claim=proposed, actor=world.person("officer2"), now=world.now)
