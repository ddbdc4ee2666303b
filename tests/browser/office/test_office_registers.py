"""Registers, terms, reminders and retention of the office in Chromium, narrow and wide."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import BERLIN, local_date
from grants.models import Fund, FundRules, TermReminder
from grants.services.applications import withdraw_application
from grants.services.bindings import ThingLine, enter_bound_thing
from grants.services.retention import archive_case, propose_deletion
from tests.browser.desk import Desk
from tests.infra.browser import OpenPage
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now


@pytest.fixture
def addresses(fund: Fund, people: dict[str, Actor]) -> list[str]:
    """Questions with their terms, a bound thing, cases at their end, a proposal; -> the pages to look at."""
    FundRules.objects.update(binding_years=3, retention_years_unfunded=0)
    today = local_date(NOW())
    stories = [
        Story(fund, people, day=today, name=f"Nachbarschaft Musterhof und Umgebung {number}", cents=10_000)
        for number in range(5)
    ]
    asked, late, bound, *gone = stories
    asked.incomplete().information_requests.update(due_on=today + timedelta(days=5))
    late.incomplete().information_requests.update(due_on=today - timedelta(days=2))
    TermReminder.objects.create(
        case=late.application,
        kind="question",
        term_on=today,
        planned_on=today,
        way="office",
        recorded_at=NOW(),
    )
    bound.accepted()
    bound.proof_sent(10_000)
    thing = ThingLine("Gartenbank aus Lärche", 19_900, today + timedelta(days=1000), "Musterhof", True)
    enter_bound_thing(grant=bound.grant, thing=thing, actor=people["officer"], now=bound.now)
    for story in gone:
        story.submitted()
        story.application = withdraw_application(
            application=story.application, actor=story.resident, now=story.now
        )
    archive_case(target=gone[0].application, actor=people["officer"], now=NOW())
    run = propose_deletion(
        fund=fund,
        periods_confirmed=True,
        final_account_accepted=True,
        actor=people["officer"],
        now=datetime.combine(date(today.year + 1, 1, 2), datetime.min.time(), tzinfo=BERLIN),
    )
    registers = ("", "termine/", "erinnerungen/", "zweckbindung/", "aufbewahrung/", "aufbewahrung/loeschen/")
    case, grant = asked.application.reference, bound.application.reference
    return [
        *(f"/buero/{name}" for name in registers),
        f"/buero/aufbewahrung/loeschen/{run.pk}/",
        f"/buero/antraege/{grant}/zweckbindung/",
        f"/buero/antraege/{grant}/zweckbindung-beenden/",
        f"/buero/antraege/{case}/erinnerungen-pausieren/",
        f"/buero/antraege/{case}/sperre-setzen/",
    ]


def test_registers_are_readable_on_every_screen(open_page: OpenPage, addresses: list[str]) -> None:
    """One heading, no sideways scrolling, big targets, no complaint of axe: `Desk.go` looks at each page."""
    officer = Desk(open_page, "officer")
    for address in addresses:
        officer.go(address)
    officer.go("/buero/erinnerungen/")
    officer.page.get_by_role("button", name="Erledigt").click()
    officer.reads("Es ist nichts zu schreiben.")
