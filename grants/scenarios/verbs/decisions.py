"""Verbs of decisions beside the jury: the office alone, a second body, a city that deviates."""

from grants.scenarios.world import World
from grants.services import rulings

DEFAULT_REASON = "Im Szenario ist es so entschieden."


def decide_alone(world: World) -> None:
    """The manager decides without the jury, and drafts the notice with it; "0.00" is a no."""
    application = world.application()
    rulings.decide_alone(
        application=application,
        amount_cents=_amount(world, application.requested_cents),
        reason=str(world.step.keys.get("reason", DEFAULT_REASON)),
        obligations=[str(text) for text in world.step.keys.get("obligations", [])],
        actor=world.person("manager"),
        now=world.now,
    )


def note_second_body(world: World) -> None:
    """The manager notes what the second body decided; the amount of the jury's yes unless one is named."""
    application, keys = world.application(), world.step.keys
    item = application.agenda_items.order_by("-pk").first()
    rulings.note_second_body(
        application=application,
        amount_cents=_amount(world, item.amount_cents if item else 0),
        body=str(keys.get("body", application.rules.second_body_name)),
        decided_on=keys.get("decided_on", world.step.on),
        file_reference=str(keys.get("file_reference", f"BV/{world.step.number}/{world.step.on.year}")),
        reason=str(keys.get("reason", "")),
        actor=world.person("manager"),
        now=world.now,
    )


def deviate(world: World) -> None:
    """An officer of the city does not follow what the jury recommends; "0.00" is a no."""
    rulings.deviate(
        application=world.application(),
        amount_cents=_amount(world, 0),
        reason=str(world.step.keys.get("reason", "")),
        actor=world.person("officer"),
        now=world.now,
    )


def _amount(world: World, default: int | None) -> int:
    return world.cents("amount", default) or 0
