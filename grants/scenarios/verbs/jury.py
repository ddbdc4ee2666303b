"""The verb of the jury: a session of the day, attendance, single votes of single people, the result."""

from collections.abc import Mapping
from typing import Any

from foundation.values.errors import DomainError
from grants.models import Application, JuryMember, JurySession, Outcome
from grants.scenarios.world import World
from grants.services.sessions import (
    Decision,
    invite_jury,
    open_session,
    plan_session,
    record_decision,
    schedule_application,
)
from grants.workflows.facts import ceiling_of


def vote(world: World) -> None:
    """The case is put before a session of that day and voted on."""
    manager = world.person("manager")
    session = _session_of_the_day(world)
    application = schedule_application(
        application=world.application(), session=session, actor=manager, now=world.now
    )
    record_decision(
        application=application, decision=_decision(world, application), actor=manager, now=world.now
    )


def _session_of_the_day(world: World) -> JurySession:
    found = world.fund.sessions.filter(held_on=world.step.on, is_circular=False).first()
    if found is not None:
        return found
    manager = world.people["manager"]
    planned = plan_session(fund=world.fund, held_on=world.step.on, actor=manager, now=world.now)
    invited = invite_jury(session=planned, actor=manager, now=world.now)
    return open_session(session=invited, present=world.jurors(), actor=manager, now=world.now)


def _decision(world: World, application: Application) -> Decision:
    keys = world.step.keys
    outcome = Outcome(keys["result"])
    present, biased = _people(world.jurors(), keys.get("present", 0), keys.get("biased", 0))
    default = ceiling_of(application, world.step.on.year).total_cents
    return Decision(
        outcome=outcome,
        present=present,
        votes=_votes(present[: len(present) - len(biased)], keys),
        biased=biased,
        amount_cents=world.cents("amount", default) if outcome in (Outcome.YES, Outcome.PARTIAL) else None,
        reason=str(keys.get("reason", "")),
        obligations=list(keys.get("obligations", [])),
    )


def _people(jurors: list[JuryMember], present: int, biased: int) -> tuple[list[JuryMember], list[JuryMember]]:
    """The first so many members are in the room, the last of them are biased."""
    if not 0 <= biased <= present <= len(jurors):
        raise DomainError(f"Die Jury hat {len(jurors)} Mitglieder.", code="vote.too_many")
    room = jurors[:present]
    return room, room[present - biased :]


def _votes(voters: list[JuryMember], keys: Mapping[str, Any]) -> dict[JuryMember, str]:
    choices = [choice for choice in ("yes", "no", "abstain") for _ in range(keys.get(choice, 0))]
    if len(choices) > len(voters):
        raise DomainError("Es sind mehr Stimmen als stimmberechtigte Anwesende.", code="vote.count")
    return dict(zip(voters, choices, strict=False))
