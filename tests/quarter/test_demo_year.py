"""The demo's year: it plays on any day, and what lies open afterwards fits to it."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains
from pytest_django.fixtures import Settings

from foundation.outbox.models import Mail
from foundation.values.dates import local_date
from grants.models import Application, Letter
from grants.models.letter import IS_WAITING
from grants.scenarios.player import play
from grants.scenarios.reading import moved_to, read_scenario
from grants.selectors.invariants import broken_invariants
from quarter.management.commands.seed_demo import LETTERS_LEFT, YEAR

BEGUN = 24


@pytest.mark.django_db
def test_demo_year_leaves_a_tidy_office(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.IS_DEMO = tmp_path, True
    call_command("seed_demo", stdout=StringIO())
    assert broken_invariants() == []
    _only_new_letters_wait()
    _two_neighbours_share_a_house()
    _residents_are_named_with_the_way_to_their_link(client)


@pytest.mark.django_db
def test_demo_year_plays_over_the_change_of_a_year(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    today = date(2027, 8, 25)  # the second case is voted in the old year and paid in the new one
    moved = moved_to(read_scenario(YEAR), today=today)
    begun = replace(moved, steps=moved.steps[:BEGUN])
    assert {step.on.year for step in begun.steps} == {2026, 2027}
    assert play(begun, final_reports=False, letters_until=today).differences == ()
    assert broken_invariants() == []


def _only_new_letters_wait() -> None:
    waiting = Letter.objects.filter(IS_WAITING).select_related("case__grant")
    oldest = local_date(timezone.now()) - LETTERS_LEFT
    assert 0 < len(waiting) < Letter.objects.count()
    for letter in waiting:
        assert local_date(letter.drafted_at) > oldest - timedelta(days=7), letter
        assert getattr(getattr(letter.case, "grant", None), "state", "") != "closed", letter


def _two_neighbours_share_a_house() -> None:
    people: dict[str, set[str]] = {}
    for case in Application.objects.select_related("particulars"):
        people.setdefault(case.particulars.street, set()).add(case.particulars.name)
    shared = [names for names in people.values() if len(names) > 1]
    assert shared == [{"Olena Beispiel", "Erna Krause-Muster"}]


def _residents_are_named_with_the_way_to_their_link(client: Client) -> None:
    assert Mail.objects.filter(to="olena@beispiel.example").exists()
    page = client.get(reverse("demo_sign_ins"))
    assertContains(page, "olena@beispiel.example")
    assertContains(page, f'href="{reverse("key")}"')
    addresses = [case.particulars.email for case in page.context["residents"]]
    assert len(addresses) == len(set(addresses)) == 8
