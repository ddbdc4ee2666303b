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
    for screens. A role is a pair (role code, scope), the scope a fund's slug, or "" for all funds.
    """

    kind: ActorKind
    reference: str
    label: str = ""
    roles: frozenset[tuple[str, str]] = frozenset()
    email: str = ""
    stepped_up: bool = False

    def has_role(self, code: str, scope: str) -> bool:
        """True when the actor holds the role for this scope or for all scopes."""
        return (code, scope) in self.roles or (code, "") in self.roles


SYSTEM = Actor(kind=ActorKind.SYSTEM, reference="system", label="System")
ANYONE = Actor(kind=ActorKind.ANYONE, reference="anyone", label="")
