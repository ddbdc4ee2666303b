"""Verbs of money that is owed: more time in instalments, its end, and what is too little to be claimed."""

from foundation.values.errors import DomainError
from grants.models import Claim
from grants.rules.instalments import plan_rates
from grants.scenarios.world import World
from grants.services.claim_steps import defer_claim
from grants.services.recalls import propose_recall, recall_deferral
from grants.services.small_amounts import let_small_amount_go


def defer(world: World) -> None:
    """Stundung: the rest is owed on one day, or in monthly instalments from that day on."""
    found, first_on = _open_claim(world), world.step.keys["until"]
    rate = world.cents("rate")
    defer_claim(
        claim=found,
        until=first_on,
        reason=str(world.step.keys.get("reason", "Das Geld ist gerade knapp.")),
        rates=() if rate is None else plan_rates(found.open_cents, rate, first_on),
        actor=world.person("officer"),
        now=world.now,
    )


def recall(world: World) -> None:
    """One officer proposes to end a deferral that should not be, another decides."""
    keys = world.step.keys
    proposed = propose_recall(
        claim=_open_claim(world),
        reason=str(keys.get("reason", "Die Stundung galt einem anderen Fall.")),
        heard=str(keys.get("heard", "Am Telefon: einverstanden.")),
        actor=world.people["officer"],
        now=world.now,
    )
    recall_deferral(claim=proposed, actor=world.person("officer2"), now=world.now)


def let_go(world: World) -> None:
    """Kleinbetrag: less than the fund claims back is not claimed."""
    reason = str(world.step.keys.get("reason", "Der Betrag liegt unter der Grenze des Fonds."))
    let_small_amount_go(grant=world.grant(), reason=reason, actor=world.person("officer"), now=world.now)


def _open_claim(world: World) -> Claim:
    found = world.grant().claims.exclude(state="paid").order_by("-pk").first()
    if found is None:
        raise DomainError("Es gibt keine offene Rückforderung.", code="claim.missing")
    return found
