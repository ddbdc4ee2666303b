"""Verbs of the Kämmerei: the change and the end of the budget year, and the requests to the Land."""

from foundation.values.errors import DomainError
from grants.models import YearStep
from grants.scenarios.reading import ScenarioMistake
from grants.scenarios.world import World
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.services.drawdowns import request_ahead, request_drawdown
from grants.services.year_closings import confirm_closing, propose_closing


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


def ask_ahead(world: World) -> None:
    """The city asks the Land for the shares of payments that are to come until a day."""
    request_ahead(
        land_grant=world.fund.land_grants.latest("programme_year"),
        amount_cents=world.cents("amount", 0) or 0,
        due_until=world.step.keys["until"],
        actor=world.person("kaemmerei"),
        now=world.now,
    )


def close_year(world: World) -> None:
    """The budget year is closed: proposed by one person of the Kämmerei, confirmed by another."""
    _walk(world, YearStep.CLOSE)


def reopen_year(world: World) -> None:
    """A closed year is opened again, by two persons and with a reason."""
    _walk(world, YearStep.REOPEN)


def _walk(world: World, step: YearStep) -> None:
    year = world.step.keys["year"]
    account = world.fund.accounts.filter(budget_year=year).first()
    if account is None:
        raise DomainError(f"Für {year} gibt es kein Konto.", code="year.missing")
    proposal = propose_closing(
        account=account,
        step=step,
        reason=str(world.step.keys.get("reason", "")),
        actor=world.people["kaemmerei"],
        now=world.now,
    )
    confirm_closing(proposal=proposal, actor=world.person("kaemmerei2"), now=world.now)
