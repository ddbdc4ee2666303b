"""`manage.py seed_demo`: play the demo's year into an empty database and print who can sign in."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.accounts.models import User
from foundation.values.dates import local_date
from grants import scenarios
from grants.models import Fund
from grants.scenarios.player import Played, play
from grants.scenarios.reading import moved_to, read_scenario
from grants.services.sessions import invite_jury, plan_session
from quarter.models import Office, OfficeHours, Weekday

YEAR = Path(scenarios.__file__).parent / "demo.toml"
UNTIL_NEXT_SESSION = timedelta(days=17)
CUT_OFF_BEFORE = timedelta(days=7)
#: Letters of the last two weeks are left in the outbox, so that somebody can send them.
LETTERS_LEFT = timedelta(days=14)


class Command(BaseCommand):
    help = "Spielt das Jahr der Vorführung und nennt die Anmeldungen."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("Die Vorführung gibt es nur mit AKTIONSKASSE_MODE=demo.")
        if not Fund.objects.exists():
            now = timezone.now()
            scenario = moved_to(read_scenario(YEAR), today=local_date(now))
            played = play(
                scenario,
                password=settings.DEMO_PASSWORD,
                final_reports=False,
                letters_until=local_date(now) - LETTERS_LEFT,
            )
            if played.differences:
                raise CommandError("\n".join(played.differences))
            open_office(played.fund)
            plan_session_of_today(played)
            plan_next_session(played)
        self.stdout.write(sign_ins())


def open_office(fund: Fund) -> None:
    """The Quartiersbüro with its weekly hours."""
    office = Office.objects.create(
        fund=fund,
        name="Quartiersbüro Am Leipziger Tor (Beispiel)",
        host_note="derzeit im Sekretariat der Musterschule",
        street="Musterplatz 1",
        postcode="06844",
        town="Dessau-Roßlau",
        phone="0340 000000",
        email="quartier@stadt.example",
        directions="Eingang vom Hof, ohne Stufen. Haltestelle Musterplatz.",
    )
    for weekday, opens, closes in (
        (Weekday.TUESDAY, time(14), time(18)),
        (Weekday.THURSDAY, time(9), time(12)),
    ):
        OfficeHours.objects.create(office=office, weekday=weekday, opens_at=opens, closes_at=closes)


def plan_session_of_today(played: Played) -> None:
    """A session that can be opened at once, so that the whole way can be clicked through on one day."""
    now = timezone.now()
    manager, today = played.people["manager"], local_date(now)
    session = plan_session(fund=played.fund, held_on=today, place="Quartiersbüro", actor=manager, now=now)
    session.cut_off_on = today - CUT_OFF_BEFORE
    session.save(update_fields=["cut_off_on"])
    invite_jury(session=session, actor=manager, now=now)


def plan_next_session(played: Played) -> None:
    """A session some weeks from now, to which the jury is already invited."""
    now = timezone.now()
    manager = played.people["manager"]
    held_on = local_date(now) + UNTIL_NEXT_SESSION
    session = plan_session(fund=played.fund, held_on=held_on, place="Quartiersbüro", actor=manager, now=now)
    session.cut_off_on = held_on - CUT_OFF_BEFORE
    session.save(update_fields=["cut_off_on"])
    invite_jury(session=session, actor=manager, now=now)


def sign_ins() -> str:
    """The table of demo sign-ins, as text."""
    users = User.objects.filter(is_active=True).prefetch_related("role_assignments").order_by("pk")
    rows = [
        (", ".join(role.get_role_display() for role in user.role_assignments.all()), user.email)
        for user in users
    ]
    width = max((len(role) for role, _ in rows), default=0)
    lines = [f"  {role:<{width}}  {email}" for role, email in rows]
    return "\n".join(
        ["Anmeldungen (alle mit demselben Passwort):", *lines, f"  Passwort: {settings.DEMO_PASSWORD}"]
    )
