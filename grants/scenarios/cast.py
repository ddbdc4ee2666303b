"""The people of a scenario. All of them are invented, and their names say so."""

from collections.abc import Mapping
from datetime import datetime

from foundation.accounts.actors import actor_of
from foundation.accounts.models import User
from foundation.accounts.services import assign_role, create_user
from foundation.audit.actors import SYSTEM, Actor
from foundation.values.codes import make_token
from grants.models import Fund

#: name in the file -> (display name, roles)
CAST: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "manager": ("Mara Beispiel", ("QM",)),
    "officer": ("Olaf Muster", ("CI",)),
    "officer2": ("Ottilie Muster", ("CI",)),
    "certifier": ("Fenja Beispiel", ("FC",)),
    "orderer": ("Arno Muster", ("FO",)),
    "cashier": ("Karin Beispiel", ("KA",)),
    "kaemmerei": ("Knut Muster", ("KM",)),
    "kaemmerei2": ("Klara Beispiel", ("KM",)),
    "auditor": ("Paula Beispiel", ("AU",)),
    "administrator": ("Adam Muster", ("AD",)),
    "administrator2": ("Alma Beispiel", ("AD",)),
}

JURORS = (
    "Jana Musterfrau",
    "Jakob Mustermann",
    "Jutta Beispiel",
    "Jonas Muster",
    "Jasmin Beispiel",
    "Johann Muster",
    "Judith Beispiel",
)


def hire(fund: Fund, *, now: datetime, password: str = "") -> dict[str, Actor]:
    """Make the staff accounts with their roles for this fund. -> actors by name.

    Without a password everybody gets a random one that nobody knows.
    """
    actors = {}
    for name, (display_name, roles) in CAST.items():
        email = f"{name}@stadt.example"
        user = User.objects.filter(email=email).first() or create_user(
            email=email, display_name=display_name, password=password or make_token(), by=SYSTEM, now=now
        )
        for role in roles:
            # An administrator's role is for the whole house, the others for this fund.
            assign_role(user=user, role=role, scope="" if role == "AD" else fund.slug, by=SYSTEM, now=now)
        # They have just shown who they are: a scenario has no sign-in page.
        actors[name] = actor_of(user, now, stepped_up=True)
    return actors


def juror_name(position: int) -> str:
    """A name for the n-th juror, counted from 0; beyond the known ones a number helps."""
    rounds, place = divmod(position, len(JURORS))
    return JURORS[place] + (f" {rounds + 1}" if rounds else "")
