"""Who tries the edges: a person for each role, and those whom only a rule between persons holds back."""

from collections.abc import Mapping

from foundation.audit.actors import SYSTEM, Actor, ActorKind
from grants.models import Fund

#: name -> roles
STAFF: Mapping[str, str] = {
    "manager": "QM",
    "officer": "CI",
    "officer2": "CI",
    "certifier": "FC",
    "orderer": "FO",
    "cashier": "KA",
    "kaemmerei": "KM",
    "auditor": "AU",
    "administrator": "AD",
}
ALL_ROLES = "QM CI FC FO KA KM AD"
#: Every role, and nothing against them. In the places the author has drafted, checked, proposed, certified;
#: the colleague has signed where a second signature is there already.
EVERY = frozenset({"author", "colleague"})
#: Every role, and has not shown again that it is them.
FORGETFUL = frozenset({"forgetful"})

OFFICE = frozenset({"manager", "officer", "officer2"}) | EVERY | FORGETFUL
CITY = frozenset({"officer", "officer2"}) | EVERY | FORGETFUL
SECOND_OF_CITY = CITY - {"author"}
CERTIFY = CITY | {"certifier"}
ORDER = (EVERY | {"orderer"}) - {"author"}
KASSE = EVERY | FORGETFUL | {"cashier"}
DELETE = frozenset({"administrator", "colleague"})
OWN = frozenset({"resident"})
CHAIR = frozenset({"chair"})
NOBODY_BUT_THE_RUN = frozenset({"system"})
#: Steps that decide nothing about a case are open to who is biased in it.
BIASED = frozenset({"biased"})
ON_PAPER = OFFICE | OWN | BIASED
BY_TELEPHONE = OFFICE | OWN
#: Who differs from somebody else only where a rule compares persons: walks a step if the other may not.
TWINS: Mapping[str, str] = {"officer2": "officer", "colleague": "author", "forgetful": "author"}


def cast(fund: Fund) -> dict[str, Actor]:
    """Everybody of the office and beside it; residents and jurors come with their case."""
    people = {name: _staff(name, roles, fund.slug) for name, roles in STAFF.items()}
    for name in ("author", "colleague", "biased"):
        people[name] = _staff(name, ALL_ROLES, fund.slug)
    people["forgetful"] = _staff("forgetful", ALL_ROLES, fund.slug, stepped_up=False)
    people["foreigner"] = _staff("foreigner", ALL_ROLES.removesuffix(" AD"), "anderer-fonds")
    people["neighbour"] = Actor(ActorKind.APPLICANT, "neighbour", "Nina Beispiel")
    people["juror"] = Actor(ActorKind.JUROR, "juror", "Jan Beispiel", frozenset({("JU", "session:other")}))
    people["system"] = SYSTEM
    return people


def _staff(name: str, roles: str, slug: str, *, stepped_up: bool = True) -> Actor:
    held = frozenset((role, "" if role == "AD" else slug) for role in roles.split())
    return Actor(ActorKind.STAFF, name, name, held, f"{name}@stadt.example", stepped_up)
