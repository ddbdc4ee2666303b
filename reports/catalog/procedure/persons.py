"""Who could do what, and when; and the steps of every workflow with who may walk them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from foundation.accounts.models import RoleAssignment
from foundation.accounts.people import names_of
from grants.models import Fund
from grants.selectors.machines import MachineLines, machine_lines
from grants.selectors.people import fund_names, role_lines, standing_of
from reports.catalog.case_file.parts import Chapter, Grid, Part, chapter
from reports.catalog.procedure.access import signing_in

ROLES_NOTE = (
    "Alle Rollen, die in diesem Fonds oder in allen Fonds je vorgeschlagen oder gegeben wurden. Eine "
    "bestätigte Rolle wird nicht mehr geändert, nur beendet."
)
EDGES_NOTE = (
    "Aus den Tabellen des Programms gelesen, nach denen es jeden Schritt erlaubt oder ablehnt. Die Spalte "
    "„Wer“ nennt Aufgaben; was in Anführungszeichen steht, ist die Absage an alle anderen. „Andere Person“ "
    "ist die Absage, wenn dieselbe Person beides tun will. Die Regeln des Fonds (Profil) sagen, bis zu "
    "welchem Betrag sie darauf verzichten."
)


def persons(fund: Fund, until: datetime) -> Chapter:
    """Every role with its beginning and end, who gave, confirmed and ended it. Three queries."""
    rows = list(
        RoleAssignment.objects.filter(Q(scope="") | Q(scope=fund.slug))
        .filter(Q(given_at__isnull=True) | Q(given_at__lte=until))
        .select_related("user", "deputy_for")
        .order_by("user__display_name", "user_id", "valid_from", "pk")
    )
    people = {name for row in rows for name in (row.given_by, row.confirmed_by, row.ended_by)}
    lines = role_lines(rows, now=until, funds=fund_names(), names=names_of(people))
    grid = Grid(
        (
            ("Person", 1.3),
            ("Konto", 0.9),
            ("Rolle", 1.5),
            ("Fonds", 1.1),
            ("Zeit", 1.3),
            ("Stand", 0.8),
            ("Gegeben", 1.4),
            ("Bestätigt", 1.4),
            ("Beendet", 1.4),
        ),
        tuple(
            (
                row.user.display_name,
                standing_of(row.user),
                f"{line.role} ({line.terms})" if line.terms else line.role,
                line.fund,
                line.period,
                line.state,
                line.given,
                line.confirmed,
                line.ended,
            )
            for row, line in zip(rows, lines, strict=True)
        ),
        size=7.0,
    )
    return chapter(
        "3. Wer was wann durfte", Part(words=(ROLES_NOTE,)), Part("Rollen", grid=grid), signing_in()
    )


def workflows() -> Chapter:
    """Every machine of the program. No query."""
    parts = [part for machine in machine_lines() for part in _parts(machine)]
    return chapter("4. Abläufe und Vier-Augen-Regeln", Part(words=(EDGES_NOTE,)), *parts)


def _parts(machine: MachineLines) -> Iterator[Part]:
    states = " · ".join(label for _, label in machine.states)
    grid = Grid(
        (("Schritt", 1.3), ("Von", 1.4), ("Nach", 0.9), ("Wer", 2.4), ("Andere Person", 1.6), ("Grund", 0.5)),
        tuple(
            (
                each.label,
                each.sources,
                each.target,
                each.who,
                each.four_eyes,
                "ja" if each.needs_reason else "",
            )
            for each in machine.edges
        ),
        size=7.0,
    )
    yield Part(machine.name, words=(f"Zustände: {states}.",), grid=grid)
