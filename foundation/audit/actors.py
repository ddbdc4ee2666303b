"""Who acts: a kind and a random reference, no foreign key, so that every app can name an actor."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What somebody acts as."""

    STAFF = "staff"
    APPLICANT = "applicant"
    JUROR = "juror"
    SYSTEM = "system"
    ANYONE = "anyone"


@dataclass(frozen=True)
class Actor:
    """The person (or the system) on whose behalf something happens.

    `reference` is a random uuid in hex and the only part that enters the audit chain; `label` is a name
    for screens. A role is a pair (role code, scope), the scope a fund's slug, or "" for all funds; `limits`
    names, in cents, how far such a pair goes where it has a limit.
    """

    kind: ActorKind
    reference: str
    label: str = ""
    roles: frozenset[tuple[str, str]] = frozenset()
    email: str = ""
    stepped_up: bool = False
    limits: frozenset[tuple[str, str, int]] = frozenset()

    def has_role(self, code: str, scope: str) -> bool:
        """True when the actor holds the role for this scope or for all scopes."""
        return (code, scope) in self.roles or (code, "") in self.roles

    def limit_of(self, code: str, scope: str) -> int | None:
        """How far the role goes for this scope, in cents: 0 without the role, None without a limit."""
        limits = {(held, place): cents for held, place, cents in self.limits}
        held = [pair for pair in ((code, scope), (code, "")) if pair in self.roles]
        if any(pair not in limits for pair in held):
            return None
        return max((limits[pair] for pair in held), default=0)


SYSTEM = Actor(kind=ActorKind.SYSTEM, reference="system", label="System")
ANYONE = Actor(kind=ActorKind.ANYONE, reference="anyone", label="")
