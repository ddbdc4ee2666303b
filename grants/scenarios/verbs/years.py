"""Verbs of the Kämmerei: the change of the budget year, and the request to the Land."""

from grants.scenarios.reading import ScenarioMistake
from grants.scenarios.world import World
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.services.drawdowns import request_drawdown


def carry_over(world: World) -> None:
    """One person of the Kämmerei proposes, another confirms."""
    keys, number = world.step.keys, world.step.number
    if keys.get("to") != keys.get("from", 0) + 1:
        raise ScenarioMistake(f"Schritt {number}: „to“ ist das Jahr nach „from“.")
    proposal = propose_carry_over(
        fund=world.fund, from_year=keys["from"], actor=world.people["kaemmerei"], now=world.now
    )
    confirm_carry_over(proposal=proposal, actor=world.person("kaemmerei2"), now=world.now)


def drawdown(world: World) -> None:
    """The city asks the Land for the shares of a period's payments."""
    keys = world.step.keys
    request_drawdown(
        land_grant=world.fund.land_grants.latest("programme_year"),
        from_on=keys["from"],
        to_on=keys["to"],
        actor=world.person("kaemmerei"),
        now=world.now,
    )
