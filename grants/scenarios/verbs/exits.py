"""Verbs by which a grant leaves its plain way: a change, no acceptance, an early end, a revocation."""

from grants.models import ChangeKind
from grants.scenarios.world import World
from grants.services import changes
from grants.services.exits import cancel_grant, decline_grant
from grants.services.revocations import draft_revocation, release_revocation


def request_change(world: World) -> None:
    """The applicant asks: with a new end for another period, without one for other costs."""
    keys = world.step.keys
    ends_on = keys.get("ends_on")
    kind = ChangeKind.COSTS if ends_on is None else ChangeKind.PERIOD
    wish = changes.Wish(kind, str(keys.get("text", "Der Plan hat sich geändert.")), ends_on)
    changes.request_change(grant=world.grant(), wish=wish, actor=world.person("applicant"), now=world.now)


def decide_change(world: World) -> None:
    """The manager prepares, an officer decides."""
    approve = bool(world.step.keys.get("approve", True))
    reason = "Die Aktion bleibt dieselbe." if approve else "Der Plan trägt die Änderung nicht."
    changes.prepare_change(
        grant=world.grant(), approve=approve, reason=reason, actor=world.people["manager"], now=world.now
    )
    changes.decide_change(grant=world.grant(), approve=approve, actor=world.person("officer"), now=world.now)


def decline(world: World) -> None:
    """The applicant does not want the grant."""
    reason = str(world.step.keys.get("reason", ""))
    decline_grant(grant=world.grant(), reason=reason, actor=world.person("applicant"), now=world.now)


def cancel(world: World) -> None:
    """The applicant stops the project."""
    reason = str(world.step.keys.get("reason", "Wir können die Aktion nicht zu Ende bringen."))
    cancel_grant(grant=world.grant(), reason=reason, actor=world.person("applicant"), now=world.now)


def revoke(world: World) -> None:
    """The revocation: drafted by one officer, released by another."""
    grant, drafter = world.grant(), world.people["officer"]
    reason = str(world.step.keys.get("reason", "In der Anhörung kam keine Antwort."))
    draft_revocation(grant=grant, reason=reason, actor=drafter, now=world.now)
    release_revocation(grant=grant, actor=world.person("officer2"), now=world.now)
