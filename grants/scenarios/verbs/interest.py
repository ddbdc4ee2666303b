"""Verbs of interest on money that came back too late."""

from foundation.values.errors import DomainError
from grants.models import Claim
from grants.scenarios.verbs.money import HEARING, ONE_DAY
from grants.scenarios.verbs.proof import post
from grants.scenarios.world import World
from grants.services import interest
from grants.services.claims import release_claim_notice


def charge_interest(world: World) -> None:
    """The notice over the interest, by two officers. The hearing ended the day before, as with `claim`."""
    begun = world.now - HEARING
    drafted = interest.draft_interest(
        claim=_principal(world),
        heard_until=world.step.on - ONE_DAY,
        actor=world.people["officer"],
        now=begun,
    )
    post(world, "anhoerung-zinsen", begun)
    release_claim_notice(
        claim=drafted,
        actor=world.person("officer2"),
        now=world.now,
        channel=str(world.step.keys.get("channel", "")),
    )


def forgo_interest(world: World) -> None:
    """The city asks for no interest."""
    reason = str(world.step.keys.get("reason", "Die Bank hat das Geld zu spät gutgeschrieben."))
    interest.forgo_interest(
        claim=_principal(world), reason=reason, actor=world.person("officer2"), now=world.now
    )


def _principal(world: World) -> Claim:
    found = world.grant().claims.filter(principal__isnull=True).order_by("-pk").first()
    if found is None:
        raise DomainError("Es gibt keine Rückforderung.", code="claim.missing")
    return found
