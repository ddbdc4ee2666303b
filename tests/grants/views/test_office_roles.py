"""Personen und Rollen: a role is given, confirmed by a second person, ended; what cannot be is told."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.selectors import rights_of
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.dates import BERLIN
from tests.grants.views.office_browser import browser_of, text_of

People = dict[str, Actor]
FUND = "aktionskasse-demo"
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def first(people: People, clock: time_machine.Traveller) -> Client:
    return browser_of(people["administrator"])


@pytest.fixture
def second(people: People, clock: time_machine.Traveller) -> Client:
    return browser_of(people["administrator2"])


def give(client: Client, actor: Actor, role: str, **more: str) -> Any:
    form = {"role": role, "fund": FUND, "begins_on": "", "ends_on": "", "limit": "", "deputy_for": ""}
    return client.post(reverse("office_role_new", args=[actor.reference]), form | more, follow=True)


def newest() -> RoleAssignment:
    return RoleAssignment.objects.latest("pk")


def rights(actor: Actor) -> Any:
    return rights_of(User.objects.get(reference=actor.reference), timezone.now())


def test_role_of_one_person_counts_at_once(
    first: Client, people: People, clock: time_machine.Traveller
) -> None:
    page = text_of(give(first, people["manager"], "CI", fund="*"))
    assert "Die Rolle ist gegeben." in page
    assert "Rolle gegeben: Sachbearbeitung, Alle Fonds Adam Muster" in page
    assert ("CI", "") in rights(people["manager"])[0]
    count = AuditEntry.objects.count()
    clock.shift(1)
    assert "Diese Rolle steht schon da." in text_of(give(first, people["manager"], "CI", fund="*"))
    assert AuditEntry.objects.count() == count


def test_authority_to_order_is_confirmed_by_a_second_person(
    first: Client, second: Client, people: People
) -> None:
    officer, boss = people["officer"], User.objects.get(reference=people["orderer"].reference)
    more = {"limit": "1.500,00 €", "ends_on": "30.6.2026", "deputy_for": str(boss.pk)}
    page = text_of(give(first, officer, "FO", **more)).replace("\xa0", " ")
    assert "Eine zweite Person der Administration bestätigt ihn." in page
    assert "bis 1.500,00 €, in Vertretung für Arno Muster" in page
    assert "ab 02.03.2026 bis 30.06.2026 wartet auf die zweite Person" in page
    row, address = newest(), reverse("office_role", args=[newest().pk])
    assert row.valid_until == datetime(2026, 7, 1, tzinfo=BERLIN)
    assert "Rolle bestätigen" not in text_of(first.get(address))
    assert first.post(address, {"confirm": "1"}).status_code == 403
    assert "Olaf Muster: Anordnung" in text_of(second.get(reverse("office_people")))
    page = text_of(second.post(address, {"confirm": "1"}, follow=True))
    assert "Die Rolle ist bestätigt." in page
    assert "Adam Muster, 02.03.2026, 10:00 Uhr Alma Beispiel, 02.03.2026, 10:00 Uhr" in page
    assert ("FO", FUND, 150_000) in rights(officer)[1]
    count = AuditEntry.objects.count()
    assert "Diese Rolle war schon bestätigt." in text_of(second.post(address, {"confirm": "1"}, follow=True))
    assert AuditEntry.objects.count() == count


def test_nobody_gives_or_confirms_their_own(first: Client, second: Client, people: People) -> None:
    assert give(first, people["administrator"], "QM").status_code == 403
    give(first, people["administrator2"], "KM")
    address = reverse("office_role", args=[newest().pk])
    assert "Rolle bestätigen" not in text_of(second.get(address))
    assert second.post(address, {"confirm": "1"}).status_code == 403
    assert second.post(address, {"discard": "1"}).status_code == 403


def test_proposal_is_discarded_and_then_not_confirmed(first: Client, second: Client, people: People) -> None:
    give(first, people["officer"], "KM")
    address = reverse("office_role", args=[newest().pk])
    page = text_of(second.post(address, {"discard": "1"}, follow=True))
    assert "Der Vorschlag ist verworfen." in page
    assert "Vorschlag verworfen: Kämmerei, Aktionskasse DEMO Alma Beispiel" in page
    assert "Das war schon erledigt." in text_of(first.post(address, {"discard": "1"}, follow=True))
    refused = second.post(address, {"confirm": "1"})
    assert refused.status_code == 409
    assert "Die Rolle ist abgelaufen oder zurückgenommen." in text_of(refused)


@pytest.mark.parametrize(
    ("role", "more", "sentence"),
    [
        ("", {}, "Wählen Sie eine Rolle."),
        ("CI", {"fund": ""}, "Wählen Sie einen Fonds oder alle Fonds."),
        ("CI", {"fund": "gibt-es-nicht"}, "Wählen Sie einen Fonds oder alle Fonds."),
        ("CI", {"begins_on": "1.3.2026"}, "Dieser Tag ist vorbei."),
        ("CI", {"begins_on": "31.2.2027"}, "gibt es nicht"),
        ("CI", {"ends_on": "1.3.2026"}, "Das Ende liegt vor dem Anfang."),
        ("CI", {"limit": "500"}, "Nur eine Anordnung hat Grenzen."),
        ("FO", {"limit": "0"}, "Geben Sie einen Betrag über 0,00 € ein."),
        ("FO", {"limit": "viel"}, "Betrag"),
        ("FO", {"limit": "1.500"}, "1.500"),
        ("FO", {"deputy_for": "boss"}, "Eine Vertretung braucht ein Ende."),
        ("FO", {"deputy_for": "0"}, "Diese Person ordnet nichts mehr an."),
        ("AD", {}, "Die Administration gilt für das ganze Haus."),
        ("AU", {}, "darf nicht dieselbe Person haben"),
    ],
    ids=str,
)
def test_what_cannot_be_is_told_and_kept(
    first: Client, people: People, role: str, more: dict[str, str], sentence: str
) -> None:
    before = RoleAssignment.objects.count()
    boss = str(User.objects.get(reference=people["orderer"].reference).pk)
    typed = {name: boss if value == "boss" else value for name, value in more.items()}
    response = give(first, people["manager"], role, **{"begins_on": "5.5.2026"} | typed)
    page = response.content.decode()
    assert sentence.replace(" €", "") in text_of(response).replace("\xa0", " ").replace(" €", "")
    assert typed.get("begins_on", "5.5.2026") in page
    assert RoleAssignment.objects.count() == before


@pytest.mark.parametrize(
    ("name", "role"), [("administrator2", "FO"), ("administrator2", "KA"), ("orderer", "AD")]
)
def test_administration_neither_orders_nor_pays(first: Client, people: People, name: str, role: str) -> None:
    page = text_of(give(first, people[name], role, fund="*"))
    assert "darf nicht dieselbe Person haben." in page


def test_role_ends_on_a_day_and_only_earlier(
    first: Client, people: People, clock: time_machine.Traveller
) -> None:
    person = people["officer"]
    row = RoleAssignment.objects.get(user__reference=person.reference)
    address = reverse("office_role", args=[row.pk])
    page = text_of(first.post(address, {"ends_on": "31.3.2026"}, follow=True))
    assert "Das Ende der Rolle ist eingetragen." in page
    assert "ab 02.03.2026 bis 31.03.2026 gilt" in page
    for typed, sentence in (
        ("1.4.2026", "Das Ende lässt sich nur vorziehen."),
        ("1.3.2026", "Dieser Tag ist schon vorbei."),
        ("bald", "TT.MM.JJJJ"),
    ):
        response = first.post(address, {"ends_on": typed})
        assert sentence in text_of(response)
        assert f'value="{typed}"' in response.content.decode()
    first.post(address, {"ends_on": ""})
    assert not rights(person)[0]
    assert "Das war schon erledigt." in text_of(first.post(address, {"ends_on": ""}, follow=True))


def test_last_administrator_cannot_be_ended(first: Client, second: Client, people: People) -> None:
    """The second one has a role with an end, so the house would be without."""
    mine = RoleAssignment.objects.get(user__reference=people["administrator2"].reference)
    first.post(reverse("office_role", args=[mine.pk]), {"ends_on": "31.12.2026"})
    theirs = RoleAssignment.objects.get(user__reference=people["administrator"].reference)
    response = second.post(reverse("office_role", args=[theirs.pk]), {"ends_on": ""})
    assert "Mindestens eine Person muss die Administration ohne Enddatum behalten." in text_of(response)
    blocked = reverse("office_person_step", args=[people["administrator"].reference, "sperren"])
    assert "Mindestens eine Person" in text_of(second.post(blocked, follow=True))
    assert User.objects.get(reference=people["administrator"].reference).is_active


def test_proof_that_ran_out_over_a_form_loses_nothing(
    first: Client, people: People, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=6))
    response = give(first, people["manager"], "FO", limit="1.234,56")
    assert "Ihre Bestätigung ist abgelaufen." in text_of(response)
    assert "1.234,56" in response.content.decode()
    row = RoleAssignment.objects.get(user__reference=people["officer"].reference)
    response = first.post(reverse("office_role", args=[row.pk]), {"ends_on": "31.3.2026"})
    assert "Identität bestätigen" in text_of(response)
    assert 'value="31.3.2026"' in response.content.decode()
    confirm = first.post(reverse("office_role", args=[row.pk]), {"confirm": "1"})
    assert confirm.headers["Location"].startswith(reverse("confirm_identity"))
