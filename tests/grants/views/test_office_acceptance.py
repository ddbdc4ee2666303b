"""A paper case: the office types in the signed acceptance and the first account (permissions, row 21)."""

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import Application, Grant, PaymentKind
from grants.services.conflicts import declare_own_conflict
from grants.services.payments import prepare_order
from tests.grants.services.sheets import OTHER
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

People = dict[str, Actor]
SIGNED = {"signed": "on"}


@pytest.fixture
def case(story: Story, clock: time_machine.Traveller) -> Story:
    """The notice is out, and the application came on paper."""
    story.issued()
    Application.objects.update(channel="paper")
    return story


def page(story: Story, action: str = "") -> str:
    args = [story.application.reference, *([action] if action else [])]
    return reverse("office_action" if action else "office_case", args=args)


def test_acceptance_and_account_come_from_the_sheet(case: Story, people: People) -> None:
    client = browser_of(people["manager"])
    assert "Annahme eintragen (Papier)" in text_of(client.get(page(case)))
    words = SIGNED | {"waiver": "on", "holder": "Alex Beispiel", "iban": OTHER}
    assert send(client, page(case, "annahme-papier"), **words).status_code == 302
    grant = Grant.objects.get()
    assert (grant.state, grant.accepted_on, grant.waiver_on) == ("accepted", case.day, case.day)
    assert grant.bank_account is not None
    assert (grant.bank_account.holder, grant.bank_account_changed_at) == ("Alex Beispiel", None)
    shown = text_of(client.get(page(case)))
    assert "DE02 •••• 2051" in shown
    assert "Konto eintragen (Papier)" not in shown.replace("Anderes Konto eintragen (Papier)", "")


def test_account_can_follow(case: Story, people: People) -> None:
    client = browser_of(people["officer"])
    assert send(client, page(case, "annahme-papier"), **SIGNED).status_code == 302
    grant = Grant.objects.get()
    assert (grant.waiver_on, grant.bank_account) == (None, None)
    assert "Konto eintragen (Papier)" in text_of(client.get(page(case)))
    words = SIGNED | {"holder": "Alex Beispiel", "iban": OTHER}
    assert send(client, page(case, "konto-angeben"), **words).status_code == 302
    assert Grant.objects.get().bank_account is not None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "Ohne Unterschrift der Person geht es nicht."),
        (SIGNED | {"holder": "Alex Beispiel"}, "Geben Sie Name und IBAN ein, oder lassen Sie beides leer."),
        (SIGNED | {"iban": OTHER}, "Geben Sie Name und IBAN ein, oder lassen Sie beides leer."),
        (SIGNED | {"holder": "Alex", "iban": "DE00 1"}, "Die IBAN ist nicht richtig."),
    ],
)
def test_what_is_missing_is_said(case: Story, people: People, words: dict[str, str], sentence: str) -> None:
    answer = send(browser_of(people["manager"]), page(case, "annahme-papier"), **words)
    assert sentence in text_of(answer)
    assert Grant.objects.get().accepted_on is None


@pytest.mark.usefixtures("clock")
def test_own_money_of_the_plan_is_asked_for(story: Story, people: People) -> None:
    story.voted(40_000)
    story.drafted_now()
    story.issued_now()
    Application.objects.update(channel="paper")
    client = browser_of(people["manager"])
    assert 'value="87,65"' in client.get(page(story, "annahme-papier")).content.decode()
    less = SIGNED | {"own_money": "50,00", "own_less_reason": ""}
    assert send(client, page(story, "annahme-papier"), **less).status_code == 200
    assert Grant.objects.get().accepted_on is None
    less["own_less_reason"] = "Es wird billiger."
    assert send(client, page(story, "annahme-papier"), **less).status_code == 302
    grant = Grant.objects.get()
    assert (grant.own_committed_cents, grant.own_less_reason) == (5_000, "Es wird billiger.")


def test_account_needs_name_and_iban(case: Story, people: People) -> None:
    client = browser_of(people["manager"])
    send(client, page(case, "annahme-papier"), **SIGNED)
    said = text_of(send(client, page(case, "konto-angeben"), **SIGNED))
    assert "Geben Sie den Namen ein, der auf dem Blatt steht." in said
    assert "Geben Sie die IBAN ein, die auf dem Blatt steht." in said


def test_who_applied_online_accepts_on_their_own_page(case: Story, people: People) -> None:
    Application.objects.update(channel="web")
    client = browser_of(people["manager"])
    assert "Annahme eintragen (Papier)" not in text_of(client.get(page(case)))
    assert client.get(page(case, "annahme-papier")).status_code == 403


def test_order_says_that_the_account_came_with_the_acceptance_on_paper(case: Story, people: People) -> None:
    client = browser_of(people["manager"])
    send(
        client,
        page(case, "annahme-papier"),
        **SIGNED | {"waiver": "on", "holder": "Alex Beispiel", "iban": OTHER},
    )
    order = prepare_order(
        grant=Grant.objects.get(),
        kind=PaymentKind.ADVANCE,
        amount_cents=10_000,
        actor=people["manager"],
        now=case.now,
    )
    shown = text_of(browser_of(people["certifier"]).get(reverse("office_order", args=[order.number])))
    assert "Woher das Konto ist Mit der Annahme auf Papier: eingetragen vom Büro am" in shown


def test_who_is_biased_is_not_offered_the_account(case: Story, people: People) -> None:
    send(browser_of(people["manager"]), page(case, "annahme-papier"), **SIGNED)
    declare_own_conflict(application=case.application, actor=people["officer"], now=case.now)
    biased = browser_of(people["officer"])
    assert biased.get(page(case, "konto-angeben")).status_code == 403
    assert browser_of(people["manager"]).get(page(case, "konto-angeben")).status_code == 200
