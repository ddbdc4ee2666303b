"""How people come in: passwords, second factor, waiting, roles of two persons; and what runs by itself.

Every figure is the constant that the program obeys.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from foundation.accounts.actors import SESSION_LENGTH, STEP_UP_LENGTH
from foundation.accounts.limits import BOTH, say_wait
from foundation.accounts.password_links import LIFETIME
from foundation.accounts.roles import EXCLUDED_PAIRS, TWO_PERSON_ROLES, Role
from grants.selectors.timeline import AUTOMATIC
from reports.catalog.case_file.parts import Grid, Part

LENGTH_RULE = "django.contrib.auth.password_validation.MinimumLengthValidator"
WITHOUT_ROLE = (
    "Antragstellende und Mitglieder der Jury haben keine Rolle. Sie kommen mit einem Schlüssel herein: "
    "Antragstellende zu ihren eigenen Anträgen, Mitglieder der Jury zu der Sitzung, zu der sie eingeladen "
    "sind. Wer da war, steht im Protokoll der Sitzung."
)
SECOND_FACTOR = (
    "mit einer App (TOTP). Wer ihn eingerichtet hat, kommt ohne ihn nicht herein; vorgeschrieben ist er nicht"
)
RUNS_NOTE = (
    "Diese Läufe fragen, was ansteht. Fällt einer aus, findet der nächste, was noch aussteht. "
    f"Was ein Lauf an einem Fall tut, steht im Verlauf des Falls als „{AUTOMATIC}“."
)
RUNS = {
    "outbox.sweep": "Aufträge anstoßen, die warten: Briefe, E-Mails, Dokumente",
    "outbox.heartbeat": "Lebenszeichen des Dienstes, der Dateien erstellt",
    "grants.daily": "Fristen: erinnern; den nächsten Stand setzen, wenn sein Tag da ist",
    "reports.subscriptions": "abonnierte Berichte bestellen und melden",
    "files.clean": "Dateien entfernen, zu denen es keinen Eintrag gibt oder niemand zurückkam",
    "accounts.clean": "alte Fehlversuche der Anmeldung vergessen",
}


def signing_in() -> Part:
    """Who comes in how. No query."""
    rules: Any = settings.AUTH_PASSWORD_VALIDATORS
    length = next(each["OPTIONS"]["min_length"] for each in rules if each["NAME"] == LENGTH_RULE)
    pairs = sorted(" und ".join(sorted(_label(code) for code in pair)) for pair in EXCLUDED_PAIRS)
    return Part(
        "Anmeldung und Trennung der Rollen",
        (
            ("Passwort", f"mindestens {length} Zeichen; häufige werden abgelehnt"),
            ("Link für ein neues Passwort", f"gilt {LIFETIME.days} Tage"),
            ("Zweiter Faktor", SECOND_FACTOR),
            ("Anmeldung endet", f"spätestens nach {SESSION_LENGTH // timedelta(hours=1)} Stunden"),
            (
                "Neue Bestätigung vor Geld und Löschung",
                f"gilt {STEP_UP_LENGTH // timedelta(minutes=1)} Minuten",
            ),
            (
                "Falsche Anmeldungen",
                f"nach {BOTH.free} Fehlern warten: {say_wait(BOTH.first)} bis {say_wait(BOTH.longest)}",
            ),
            (
                "Beginnt erst, wenn eine zweite Administration bestätigt",
                ", ".join(sorted(_label(code) for code in TWO_PERSON_ROLES)),
            ),
            ("Hält eine Person nie zugleich", "; ".join(pairs)),
        ),
        (WITHOUT_ROLE,),
    )


def runs() -> Part:
    """What the program does without a person, and how often. No query."""
    schedule: Any = settings.CELERY_BEAT_SCHEDULE
    rows: tuple[tuple[str, ...], ...] = tuple(
        (RUNS[each["task"]], _every(timedelta(seconds=each["schedule"])), each["task"])
        for each in schedule.values()
    )
    columns = (("Lauf", 3.4), ("Wie oft", 1.0), ("Name im Programm", 1.2))
    return Part("Was ohne eine Person läuft", words=(RUNS_NOTE,), grid=Grid(columns, rows))


def _every(pause: timedelta) -> str:
    hours, rest = divmod(pause, timedelta(hours=1))
    if pause == timedelta(minutes=1):
        return "jede Minute"
    if rest:
        return f"alle {say_wait(pause)}"
    return "jede Stunde" if hours == 1 else f"alle {hours} Stunden"


def _label(code: str) -> str:
    return str(Role(code).label)
