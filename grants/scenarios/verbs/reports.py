"""The verb that orders a report."""

from foundation.files.services import order_document
from grants.scenarios.world import World


def report(world: World) -> None:
    """A report is ordered; the outbox makes it when it is drained."""
    keys = world.step.keys
    subject = world.application().subject if world.step.case else f"fund:{world.fund.uuid}"
    as_of = keys.get("as_of", world.step.on)
    params = {name: str(keys[name]) for name in ("year", "from", "to") if name in keys}
    order_document(
        slug=str(keys.get("slug", "")),
        title=str(keys.get("slug", "")),
        subject=subject,
        params=params or {"year": str(world.step.on.year)},
        as_of=as_of,
        actor=world.person("kaemmerei"),
        now=world.now,
        key=f"scenario:{world.step.number}",
    )
