"""An account from a signed sheet on the pages of the office, and what the resident reads afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import AccountSheet, Grant, PaymentKind
from tests.grants.services.sheets import OTHER
from tests.grants.views.office_browser import browser_of, hidden_version, send, text_of
from tests.stories import IBAN, Story

ClientOf = Callable[[Applicant], Client]
WAITS = "Es wartet auf die zweite Person."


@pytest.fixture
def case(story: Story, clock: time_machine.Traveller) -> Story:
    story.accepted()
    return story


def page(story: Story, action: str = "") -> str:
    names = ["office_action", "office_case"]
    args = [story.application.reference, *([action] if action else [])]
    return reverse(names[not action], args=args)


def typed(story: Story, **change: str) -> dict[str, str]:
    day = format_date(story.day)
    return {"holder": "Alex Beispiel", "iban": OTHER, "came_on": day, "signed": "on"} | change


def confirmed(**change: str) -> dict[str, str]:
    return {"iban": OTHER, "compared": "on"} | change


def test_two_persons_bring_the_account_in(case: Story, people: dict[str, Actor], client_of: ClientOf) -> None:
    manager, officer = browser_of(people["manager"]), browser_of(people["officer"])
    assert "Anderes Konto eintragen (Papier)" in text_of(manager.get(page(case)))
    assert send(manager, page(case, "konto-papier"), **typed(case)).status_code == 302
    shown = text_of(manager.get(page(case)))
    label = people["manager"].label
    assert f"Alex Beispiel, DE02 •••• 2051, eingetragen von {label}. {WAITS}" in shown
    assert "Warum geht „Anderes Konto bestätigen“ nicht? Wer das Konto eingetragen hat, bestätigt es" in shown
    assert "Warum geht „Anderes Konto eintragen" not in shown
    asked = officer.get(page(case, "konto-bestaetigen"))
    assert "Neues Konto Alex Beispiel, DE02 •••• 2051" in text_of(asked)
    assert "1203 0000" not in asked.content.decode()
    assert send(officer, page(case, "konto-bestaetigen"), **confirmed()).status_code == 302
    shown = text_of(officer.get(page(case)))
    assert "Das neue Konto gilt. Anordnen geht nach 24 Stunden. Der Brief wartet im Ausgang." in shown
    assert f"DE02 •••• 2051, geändert am {format_date(case.day)}" in shown
    assert "Anderes Konto vom Papier bestätigt" in shown
    assert WAITS not in shown
    resident = client_of(case.application.applicant)
    mine = text_of(resident.get(reverse("my_bank_details", args=[case.application.reference])))
    assert "Geändert 2. März 2026, nach dem Blatt mit Ihrer Unterschrift vom 2. März 2026" in mine


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"iban": "DE00 1234"}, "Die IBAN ist nicht richtig. Vergleichen Sie sie mit dem Blatt."),
        ({"iban": ""}, "Geben Sie die IBAN ein, die auf dem Blatt steht."),
        ({"holder": ""}, "Geben Sie den Namen ein, der auf dem Blatt steht."),
        ({"came_on": ""}, "Geben Sie den Tag ein, an dem es kam."),
        ({"came_on": "01.01.2030"}, "Dieser Tag liegt in der Zukunft."),
        ({"signed": ""}, "Ohne Unterschrift der Person geht es nicht."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays(
    case: Story, people: dict[str, Actor], change: dict[str, str], sentence: str
) -> None:
    client, words = browser_of(people["officer"]), typed(case, **change)
    answer = send(client, page(case, "konto-papier"), **{key: each for key, each in words.items() if each})
    assert sentence in text_of(answer)
    assert all(each in answer.content.decode() for each in (words["holder"], words["iban"]))
    assert not AccountSheet.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"iban": IBAN}, "Eingetragen ist eine andere IBAN. Vergleichen Sie noch einmal mit dem Blatt."),
        ({"iban": "DE00 1234"}, "Die IBAN ist nicht richtig. Vergleichen Sie sie mit dem Blatt."),
        ({"compared": ""}, "Vergleichen Sie Name und Unterschrift mit dem Blatt."),
    ],
)
def test_second_person_confirms_nothing_unseen(
    case: Story, people: dict[str, Actor], change: dict[str, str], sentence: str
) -> None:
    send(browser_of(people["manager"]), page(case, "konto-papier"), **typed(case))
    words = {key: each for key, each in confirmed(**change).items() if each}
    answer = send(browser_of(people["officer"]), page(case, "konto-bestaetigen"), **words)
    assert sentence in text_of(answer)
    assert Grant.objects.get().bank_account_changed_at is None


def test_sheet_is_discarded_with_a_reason_and_another_one_comes(
    case: Story, people: dict[str, Actor]
) -> None:
    client = browser_of(people["manager"])
    send(client, page(case, "konto-papier"), **typed(case))
    assert "Schreiben Sie eine Begründung." in text_of(send(client, page(case, "konto-verwerfen"), reason=""))
    stale = hidden_version(client.get(page(case, "konto-verwerfen")))
    assert send(client, page(case, "konto-verwerfen"), reason="Zahlendreher").status_code == 302
    assert send(client, page(case, "konto-papier"), **typed(case)).status_code == 302
    late = client.post(page(case, "konto-verwerfen"), {"expected_version": stale, "reason": "Noch einmal"})
    assert late.status_code == 409
    assert [each.is_waiting for each in AccountSheet.objects.all()] == [False, True]


def test_second_click_enters_no_second_sheet(case: Story, people: dict[str, Actor]) -> None:
    client, address = browser_of(people["manager"]), page(case, "konto-papier")
    data: dict[str, Any] = {"expected_version": hidden_version(client.get(address)), **typed(case)}
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 409]
    assert AccountSheet.objects.count() == 1


def test_page_says_why_not_while_money_is_on_its_way(case: Story, people: dict[str, Actor]) -> None:
    case.ordered(PaymentKind.ADVANCE, 10_000)
    client = browser_of(people["officer"])
    sentence = "Auf das bisherige Konto wird gerade überwiesen."
    assert sentence in text_of(client.get(page(case)))
    assert sentence in text_of(client.get(page(case, "konto-papier")))


def test_button_is_not_there_before_there_is_an_account(story: Story, people: dict[str, Actor]) -> None:
    story.issued()
    story.accept_without_account()
    assert "Anderes Konto" not in text_of(browser_of(people["officer"]).get(page(story)))
