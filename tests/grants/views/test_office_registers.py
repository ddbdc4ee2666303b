"""Registers and terms of the office as pages: who sees what."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.values.dates import local_date
from grants.models import Application, DeletionRun, FundRules, TermReminder
from grants.scenarios.founding import found
from tests.conftest import SECTION
from tests.grants.services.ended import archive, propose, withdrawn
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_register_of_bound_things_says_what_whose_until_when(story: Story) -> None:
    FundRules.objects.update(binding_years=3)
    story.accepted()
    story.proof_sent(story.cents)
    reference = story.grant.case.reference
    client = browser_of(story.people["manager"])
    address = reverse("office_action", args=[reference, "zweckbindung"])
    until = story.grant.ends_on.replace(year=story.grant.ends_on.year + 3)
    assert f'value="{until:%d.%m.%Y}"' in client.get(address).content.decode()
    send(client, address, what="Gartenbank", value="199,00", place="Musterhof", until=f"{until:%d.%m.%Y}")
    page = text_of(client.get(reverse("office_bindings")))
    assert f"Gartenbank {reference} {story.name} Musterhof nein {until:%d.%m.%Y} 199,00" in page
    stranger = browser_of(story.people["cashier"])
    assert stranger.get(reverse("office_bindings")).status_code == 403


def test_withdrawn_case_goes_into_the_archive_from_its_page(story: Story) -> None:
    case = withdrawn(story)
    client = browser_of(story.people["officer"])
    page = text_of(client.get(reverse("office_retention")))
    assert f"{case.reference} Zurückgezogen 02.03.2026 01.01.2030 Kann archiviert werden." in page
    send(client, reverse("office_action", args=[case.reference, "sperre-setzen"]), reason="Klage.")
    assert "gilt seit" in text_of(client.get(reverse("office_retention")))
    send(client, reverse("office_action", args=[case.reference, "sperre-aufheben"]), reason="Urteil.")
    archive = reverse("office_action", args=[case.reference, "archivieren"])
    assert "lässt sich nicht rückgängig machen" in text_of(client.get(archive))
    send(client, archive)
    assert "Archiviert 02.03.2026 01.01.2030" in text_of(client.get(reverse("office_retention")))


def test_proposal_is_made_with_both_answers_and_released_by_another(story: Story) -> None:
    """The stories play in 2026: a case that is kept for no years may be deleted on 1 January 2027."""
    case = archive(story, target=withdrawn(story))
    FundRules.objects.update(retention_years_unfunded=0)
    story.day = date(2027, 1, 1)
    run = propose(story)
    officer, admin = browser_of(story.people["officer"]), browser_of(story.people["administrator"])
    address = reverse("office_deletion", args=[run.pk])
    page = text_of(officer.get(address))
    assert "Vorschlag zurückziehen" in page
    assert "Löschung freigeben" not in page
    assert officer.post(address, {"release": "1"}).status_code == 403
    unproven = browser_of(story.people["administrator"], stepped_up=False)
    assert "bestaetigen" in unproven.post(address, {"release": "1"}).headers["Location"]
    assert case.reference in text_of(admin.get(address))
    assert "Löschvorschlag vom 01.01.2027" in text_of(admin.get(address))
    assert story.name not in text_of(admin.get(reverse("office_retention")))
    FundRules.objects.update(retention_years_unfunded=100)
    page = text_of(admin.post(address, {"release": "1"}, follow=True))
    assert f"{case.reference} bleibt: Die Aufbewahrung läuft bis 31. Dezember 2126." in page
    assert "Gelöscht: 0." in page


def test_proposal_of_another_fund_is_not_there(story: Story) -> None:
    archive(story, target=withdrawn(story))
    FundRules.objects.update(retention_years_unfunded=0)
    story.day = date(2027, 1, 1)
    run = propose(story)
    address, officer = reverse("office_deletion", args=[run.pk]), browser_of(story.people["officer"])
    assert str(run) in text_of(officer.get(reverse("office_retention")))
    DeletionRun.objects.update(fund=found({**SECTION, "name": "Anderer Fonds"}))
    assert officer.get(address).status_code == 404
    assert officer.post(address, {"withdraw": "1"}).status_code == 404
    page = text_of(officer.get(reverse("office_retention")))
    assert str(run) not in page
    assert "Anderer Fonds" not in text_of(officer.get(reverse("office_deletion_new")))


def test_proposal_without_an_answer_says_what_is_missing(story: Story) -> None:
    client = browser_of(story.people["officer"])
    page = text_of(client.post(reverse("office_deletion_new"), {"expected_version": "0"}))
    assert "Erst muss das Land die Schlussabrechnung annehmen." in page
    assert "Erst muss die Stadt die Fristen der Aufbewahrung bestätigen." in page


def asked(story: Story) -> Application:
    """A question whose term is in five days from now; its reminder is planned for the day after tomorrow."""
    story.incomplete()
    story.application.information_requests.update(due_on=local_date(timezone.now()) + timedelta(days=5))
    return story.application


def test_calendar_lists_terms_by_day_with_what_is_past(story: Story) -> None:
    case, client = asked(story), browser_of(story.people["certifier"])
    due = local_date(timezone.now()) + timedelta(days=5)
    line = f"{due:%d.%m.%Y} Antwort auf die Rückfrage {case.reference} {story.name}"
    page = text_of(client.get(reverse("office_terms")))
    assert line in page
    assert "Schon vorbei" not in page
    case.information_requests.update(due_on=due - timedelta(days=6))
    page = text_of(client.get(reverse("office_terms")))
    assert "Schon vorbei und noch offen" in page
    assert "In den nächsten vier Wochen ist nichts fällig." in page


def test_preview_shows_what_goes_out_and_a_pause(story: Story) -> None:
    case, client = asked(story), browser_of(story.people["manager"])
    page = text_of(client.get(reverse("office_reminders")))
    assert f"{case.reference} {story.name} Antwort auf die Rückfrage" in page
    until = local_date(timezone.now()) + timedelta(days=20)
    address = reverse("office_action", args=[case.reference, "erinnerungen-pausieren"])
    send(client, address, until=f"{until:%d.%m.%Y}", reason="Im Krankenhaus.")
    assert f"keine, Pause bis {until:%d.%m.%Y}" in text_of(client.get(reverse("office_reminders")))


def test_letter_is_ticked_off_once(story: Story) -> None:
    case, client = asked(story), browser_of(story.people["manager"])
    row = TermReminder.objects.create(
        case=case,
        kind="question",
        term_on=story.day,
        planned_on=story.day,
        way="office",
        recorded_at=story.now,
    )
    assert f"{case.reference} {story.name} Antwort auf die Rückfrage 02.03.2026 Brief" in text_of(
        client.get(reverse("office_reminders"))
    )
    address = reverse("office_reminder_done", args=[row.pk])
    assert "Erledigt: " in text_of(client.post(address, follow=True))
    assert "Das ist schon erledigt." in text_of(client.post(address, follow=True))
    assert TermReminder.objects.get().done_by == story.people["manager"].reference


@pytest.mark.parametrize("name", ["office_terms", "office_reminders", "office_retention", "office_bindings"])
def test_pages_ask_the_same_number_of_queries_for_many_cases(
    stories: Callable[..., Story], django_assert_num_queries: Any, name: str
) -> None:
    first = stories(1, cents=1_000)
    asked(first)
    withdrawn(stories(2, cents=1_000))
    client = browser_of(first.people["officer"])
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(name))
    for number in range(3, 7):
        asked(stories(number, cents=1_000))
        withdrawn(stories(number + 10, cents=1_000))
    with django_assert_num_queries(len(few)):
        client.get(reverse(name))
