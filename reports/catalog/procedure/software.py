"""What runs: release, commit, database, installed parts, and when which change of the tables came."""

from __future__ import annotations

import platform
from datetime import datetime
from importlib.metadata import distributions

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from reports.catalog.case_file.parts import Chapter, Grid, Part, chapter, when
from reports.catalog.procedure.access import runs
from reports.catalog.report_parts import VERSION

NO_COMMIT = "nicht bekannt: Er wurde beim Einrichten nicht angegeben (AKTIONSKASSE_COMMIT)"
MODES = {"demo": "Demo mit erfundenen Personen", "test": "Testlauf", "production": "Betrieb"}
PARTS_TITLE = "Installierte Teile, wie der Rechner sie bei der Erstellung nannte"


def software(until: datetime) -> Chapter:
    """The release and its parts. One query, and one for the version of the database."""
    facts = (
        ("Programm", f"Aktionskasse {VERSION}"),
        ("Commit", settings.RELEASE_COMMIT or NO_COMMIT),
        ("Betriebsart", MODES[settings.MODE]),
        ("Python", platform.python_version()),
        ("Datenbank", f"{connection.display_name} {_database_version()}"),
        ("Zeitzone", settings.TIME_ZONE),
    )
    parts = " · ".join(f"{name} {version}" for name, version in installed_parts())
    return chapter(
        "1. Software",
        Part(facts=facts),
        Part("Änderungen der Datenbank, die neueste je Bereich", grid=_migrations(until)),
        Part(PARTS_TITLE, words=(parts,)),
        runs(),
    )


def installed_parts() -> tuple[tuple[str, str], ...]:
    """Name and version of every installed distribution, each once, by name."""
    found = {each.metadata["Name"].lower(): each.version for each in distributions()}
    return tuple(sorted(found.items()))


def _database_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()"
        )
        return str(cursor.fetchone()[0])


def _migrations(until: datetime) -> Grid:
    """The newest step of each room that this program knows, and when the database took it."""
    taken = MigrationRecorder.Migration.objects.filter(applied__lte=until)
    moments = {(app, name): applied for app, name, applied in taken.values_list("app", "name", "applied")}
    rows = [
        (app, name, when(moments.get((app, name))) or "später oder noch nicht")
        for app, name in sorted(MigrationLoader(connection).graph.leaf_nodes())
    ]
    return Grid((("Bereich", 1.0), ("Letzte Änderung", 2.0), ("Eingespielt", 1.2)), tuple(rows))
