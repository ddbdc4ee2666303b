"""Registers and terms of the office as pages: who sees what."""

from datetime import date

import pytest
from django.urls import reverse

from grants.models import FundRules
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
    send(client, reverse("office_action", args=[case.reference, "archivieren"]))
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
    assert story.name not in text_of(admin.get(reverse("office_retention")))


def test_proposal_without_an_answer_says_what_is_missing(story: Story) -> None:
    client = browser_of(story.people["officer"])
    page = text_of(client.post(reverse("office_deletion_new"), {"expected_version": "0"}))
    assert "Erst muss das Land die Schlussabrechnung annehmen." in page
    assert "Erst muss die Stadt die Fristen der Aufbewahrung bestätigen." in page
