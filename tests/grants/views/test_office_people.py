"""Personen und Rollen: the list, a new person, accounts that are closed and opened, the history."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.people import PAGE_SIZE
from foundation.accounts.services import Terms, assign_role
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail
from tests.grants.views.office_browser import browser_of, text_of

People = dict[str, Actor]
NEW = {"display_name": "Nora Neu (Beispiel)", "email": "nora@stadt.example"}
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def browser(people: People, clock: time_machine.Traveller) -> Client:
    return browser_of(people["administrator"])


def page_of(actor: Actor) -> str:
    return reverse("office_person", args=[actor.reference])


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def step(client: Client, actor: Actor, name: str) -> str:
    return text_of(client.post(reverse("office_person_step", args=[actor.reference, name]), follow=True))


def test_list_tells_who_may_do_what(browser: Client, people: People) -> None:
    page = text_of(browser.get(reverse("office_people")))
    assert "Arno Muster orderer@stadt.example Anordnung: Aktionskasse DEMO, ab 02.03.2026 aktiv nein" in page
    assert "Adam Muster administrator@stadt.example Administration: Alle Fonds" in page
    assert "Wartet auf eine zweite Person" not in page
    assert "Niemand kann Vorschläge bestätigen" not in page


def test_one_administrator_alone_is_warned(browser: Client, people: People) -> None:
    step(browser, people["administrator2"], "sperren")
    assert "Niemand kann Vorschläge bestätigen" in text_of(browser.get(reverse("office_people")))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"suche": "arno"}, ["Arno Muster"]),
        ({"suche": "ORDERER@"}, ["Arno Muster"]),
        ({"suche": "niemand\x00"}, []),
        ({"stand": "blocked"}, ["Karin Beispiel"]),
        ({"stand": "left"}, ["Fenja Beispiel"]),
        ({"suche": "arno", "stand": "left"}, []),
    ],
    ids=str,
)
def test_search_and_filter(browser: Client, people: People, query: dict[str, str], names: list[str]) -> None:
    step(browser, people["cashier"], "sperren")
    step(browser, people["certifier"], "ausgeschieden")
    response: Any = browser.get(reverse("office_people"), query)
    assert [person.display_name for person, *_ in response.context["rows"]] == names
    assert ("Keine Person passt dazu." in text_of(response)) is (not names)


def test_list_goes_on_page_by_page_and_back(browser: Client, people: People) -> None:
    count = User.objects.count()
    for number in range(PAGE_SIZE):
        User.objects.create_user(f"m{number}@stadt.example", display_name="Muster, Mehrfach")
    seen, cursor = [], ""
    first: Any = browser.get(reverse("office_people"))
    page: Any = first
    while True:
        seen += [person.pk for person, *_ in page.context["rows"]]
        cursor = page.context["found"].later
        if not cursor:
            break
        page = browser.get(reverse("office_people"), {"nach": cursor})
    assert (len(seen), len(set(seen))) == (count + PAGE_SIZE, count + PAGE_SIZE)
    back: Any = browser.get(reverse("office_people"), {"vor": page.context["found"].earlier})
    assert [row[0].pk for row in back.context["rows"]] == [row[0].pk for row in first.context["rows"]]
    assert browser.get(reverse("office_people"), {"nach": "x\x00"}).status_code == 200


def test_pages_ask_the_same_however_many_people_and_roles(browser: Client, people: People) -> None:
    pages = [reverse("office_people"), page_of(people["officer"])]
    give: dict[str, Any] = {"by": people["administrator"], "now": timezone.now()}
    assign_role(user=User.objects.get(reference=people["officer"].reference), role="KM", scope="", **give)
    before = [queries(browser, page) for page in pages]
    boss = User.objects.get(reference=people["orderer"].reference)
    for number in range(10):
        user = User.objects.create_user(f"m{number}@stadt.example", display_name=f"Muster {number}")
        terms = Terms(deputy_for=boss, ends_at=timezone.now() + timedelta(days=number + 1))
        for each in (user, User.objects.get(reference=people["officer"].reference)):
            assign_role(user=each, role="FO", scope="", terms=terms, **give)
            assign_role(user=each, role="QM", scope=f"fonds-{number}", **give)
    assert [queries(browser, page) for page in pages] == before


def test_new_person_gets_a_link_and_no_role(browser: Client) -> None:
    address = reverse("office_person_new")
    page = text_of(browser.post(address, NEW, follow=True))
    assert "Geben Sie ihr jetzt eine Rolle." in page
    assert "noch nicht festgelegt" in page
    mail = Mail.objects.get()
    assert (mail.to, "/anmelden/passwort/" in mail.body) == (NEW["email"], True)
    again = browser.post(address, NEW)
    assert "Mit dieser E-Mail-Adresse gibt es schon ein Konto." in text_of(again)
    assert NEW["display_name"] in again.content.decode()
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "nora"}, "Das ist keine E-Mail-Adresse."),
        ({"email": ""}, "Geben Sie die E-Mail-Adresse der Person ein."),
        ({"display_name": " "}, "Geben Sie den Namen der Person ein."),
        ({"display_name": "x" * 151}, "zu lang"),
        ({"display_name": "\u202e"}, "Geben Sie den Namen der Person ein."),
        ({"display_name": "a\x00"}, "Zeichen, das sich nicht speichern lässt"),
    ],
    ids=str,
)
def test_odd_input_is_told_and_kept(browser: Client, change: dict[str, str], sentence: str) -> None:
    response = browser.post(reverse("office_person_new"), NEW | change)
    assert sentence in text_of(response)
    kept = ({*NEW} - {*change}).pop()
    assert NEW[kept] in response.content.decode()
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_account_is_blocked_and_opened_with_a_word_before(browser: Client, people: People) -> None:
    person = people["officer"]
    theirs = browser_of(person)
    asked = text_of(browser.get(reverse("office_person_step", args=[person.reference, "sperren"])))
    assert "Offene Sitzungen enden." in asked
    assert "Das Konto ist gesperrt." in step(browser, person, "sperren")
    assert theirs.get(reverse("office_today")).status_code == 302
    assert "Dieses Konto ist schon gesperrt." in step(browser, person, "sperren")
    page = step(browser, person, "oeffnen")
    assert "Das Konto ist wieder offen." in page
    assert "Konto gesperrt Adam Muster" in page
    assert AuditEntry.objects.filter(action="account.blocked").count() == 1
    assert "Der Link ist unterwegs." in step(browser, person, "passwort")
    assert "Das Konto ist geschlossen." in step(browser, person, "ausgeschieden")
    page = text_of(browser.get(page_of(person)))
    assert "Frühere Rollen" in page
    assert "Rolle geben" not in page
    assert browser.get(reverse("office_person_step", args=[person.reference, "x"])).status_code == 404


def test_own_account_is_for_somebody_else(browser: Client, people: People) -> None:
    own = people["administrator"]
    assert "Das ist Ihr eigenes Konto." in text_of(browser.get(page_of(own)))
    address = reverse("office_person_step", args=[own.reference, "sperren"])
    assert browser.post(address).status_code == 403
    assert User.objects.get(reference=own.reference).is_active


def test_changes_ask_for_a_fresh_proof_of_identity(people: People, clock: time_machine.Traveller) -> None:
    tired = browser_of(people["administrator"], stepped_up=False)
    person = people["officer"].reference
    for address in (
        reverse("office_person_new"),
        reverse("office_role_new", args=[person]),
        reverse("office_person_step", args=[person, "sperren"]),
    ):
        assert tired.get(address).headers["Location"].startswith(reverse("confirm_identity"))
    assert tired.post(address).headers["Location"].startswith(reverse("confirm_identity"))
    assert User.objects.get(reference=person).is_active


def test_proof_that_ran_out_over_a_form_loses_nothing(browser: Client, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=6))
    response = browser.post(reverse("office_person_new"), NEW)
    assert "Ihre Bestätigung ist abgelaufen. Nichts ist verloren" in text_of(response)
    assert NEW["display_name"] in response.content.decode()
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_auditor_reads_everything_and_changes_nothing(browser: Client, people: People) -> None:
    auditor = browser_of(people["auditor"])
    assert "Person anlegen" not in text_of(auditor.get(reverse("office_people")))
    page = text_of(auditor.get(page_of(people["officer"])))
    assert "Rolle gegeben: Sachbearbeitung, Aktionskasse DEMO Einrichtung" in page
    assert "Konto ändern" not in page
    pk = RoleAssignment.objects.filter(user__reference=people["officer"].reference).latest("pk").pk
    role_page = reverse("office_role", args=[pk])
    assert "Rolle beenden" not in text_of(auditor.get(role_page))
    assert auditor.post(role_page, {"ends_on": ""}).status_code == 403


def test_administrator_of_one_fund_changes_nothing(people: People, clock: time_machine.Traveller) -> None:
    user = User.objects.get(reference=people["officer"].reference)
    system = Actor(people["officer"].kind.SYSTEM, "system")
    assign_role(user=user, role="AD", scope="aktionskasse-demo", by=system, now=timezone.now())
    narrow = browser_of(people["officer"])
    assert "Person anlegen" not in text_of(narrow.get(reverse("office_people")))
    assert narrow.post(reverse("office_person_new"), NEW).status_code == 403
    assert "Konto ändern" not in text_of(narrow.get(page_of(people["manager"])))
