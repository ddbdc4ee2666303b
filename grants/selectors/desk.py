"""Who sits at a desk of the house, and for which funds they hold which role."""

from dataclasses import dataclass

from foundation.audit.actors import Actor
from grants.models import Fund
from grants.predicates import has_role


@dataclass(frozen=True)
class Desk:
    """A person and all funds there are: they are few, so they are read once for many questions."""

    actor: Actor
    funds: tuple[Fund, ...]

    def held(self, *roles: str) -> list[Fund]:
        """The funds in which the person holds one of the roles, by name."""
        may = has_role(*roles)
        return [fund for fund in self.funds if may(self.actor, fund)]


def desk_of(actor: Actor) -> Desk:
    """One query."""
    return Desk(actor, tuple(Fund.objects.order_by("name")))
