"""Codes that are shown: to the resident on the own page, in the office as a sheet to print."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import AccessKey, Applicant
from applicants.services.keys import open_with_code
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError
from grants.models import Application, Grant, PaymentKind
from grants.services.access_sheets import SheetReason, issue_access_sheet
from tests.grants.views.office_browser import browser_of, hidden_version, send, text_of
from tests.stories import IBAN, Story, sheet_code

ClientOf = Callable[[Applicant], Client]
People = dict[str, Actor]


def nonce_in(response: Any) -> str:
    found = re.search(r'name="nonce" value="([^"]+)"', response.content.decode())
    assert found is not None, text_of(response)
    return found[1]


def code_in(response: Any) -> str:
    found = re.search(r'class="ak-code" dir="ltr"><strong>([^<]+)</strong>', response.content.decode())
    assert found is not None, text_of(response)
    return found[1]


def sheet_page(case: Application) -> str:
    return reverse("office_action", args=[case.reference, "zugangsblatt"])


def test_code_page_sent_again_shows_the_same_code(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    client, page = client_of(sent.applicant), reverse("draft_code", args=[sent.uuid])
    data = {"nonce": nonce_in(client.get(reverse("draft_sent", args=[sent.uuid])))}
    first, again = client.post(page, data), client.post(page, data)
    assert code_in(first) == code_in(again)
    assert open_with_code(code=code_in(first), now=story.now) == sent.applicant
    assert code_in(first).replace(" ", "") not in "".join(AccessKey.objects.values_list("digest", flat=True))
    assert "no-store" in first.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["my_case", "draft_sent", "draft_later"])
def test_every_page_with_the_button_brings_a_new_token(story: Story, client_of: ClientOf, page: str) -> None:
    case = story.draft() if page == "draft_later" else story.submitted()
    client = client_of(case.applicant)
    address = reverse(page, args=[case.reference if page == "my_case" else case.uuid])
    assert nonce_in(client.get(address)) != nonce_in(client.get(address))


def test_code_that_was_replaced_is_not_shown_again(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    client, page = client_of(sent.applicant), reverse("draft_code", args=[sent.uuid])
    data = {"nonce": nonce_in(client.get(reverse("draft_sent", args=[sent.uuid])))}
    client.post(page, data)
    newer = sheet_code(sent.applicant, story.now)
    response = client.post(page, data, follow=True)
    assert "Dieser Code wird nicht noch einmal gezeigt." in text_of(response)
    assert open_with_code(code=newer, now=story.now) == sent.applicant


def test_code_without_the_token_of_the_form_is_not_made(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    response = client_of(sent.applicant).post(reverse("draft_code", args=[sent.uuid]), follow=True)
    assert "Die Seite war nicht vollständig." in text_of(response)
    assert not AccessKey.objects.exists()


@pytest.mark.parametrize("role", ["manager", "officer"])
def test_office_prints_a_sheet_that_opens_the_case(story: Story, people: People, role: str) -> None:
    case = story.submitted()
    old = sheet_code(case.applicant, story.now)
    browser, page = browser_of(people[role]), sheet_page(case)
    form = browser.get(page)
    data = {"why": "lost", "nonce": nonce_in(form), "expected_version": hidden_version(form)}
    response, again = browser.post(page, data), browser.post(page, data)
    text = text_of(response)
    for part in (case.particulars.name, str(case.reference), f"http://localhost:8000{reverse('key_code')}"):
        assert part in text
    assert "no-store" in response.headers["Cache-Control"]
    assert code_in(response) == code_in(again)
    assert re.fullmatch(r"\w{4} \w{4} \w{4}", code_in(response))
    assert open_with_code(code=code_in(response), now=story.now) == case.applicant
    with pytest.raises(DomainError):
        open_with_code(code=old, now=story.now)


def test_sheet_is_in_the_audit_log_without_its_code(story: Story, people: People) -> None:
    case = story.submitted()
    browser, page = browser_of(people["manager"]), sheet_page(case)
    form = browser.get(page)
    data = {"why": "counter", "nonce": nonce_in(form), "expected_version": hidden_version(form)}
    code = code_in(browser.post(page, data))
    browser.post(page, data)
    entries = AuditEntry.objects.filter(action__startswith="access_sheet").order_by("seq")
    reference = people["manager"].reference
    assert [(each.action, each.actor_reference, each.details) for each in entries] == [
        ("access_sheet.issue", reference, {"why": "counter"}),
        ("access_sheet.show_again", reference, {"why": "counter"}),
    ]
    everything = str(list(AuditEntry.objects.values()))
    assert code not in everything
    assert code.replace(" ", "") not in everything


def test_two_people_of_the_office_do_not_get_each_others_code(story: Story, people: People) -> None:
    case = story.submitted()
    page = sheet_page(case)
    form = browser_of(people["manager"]).get(page)
    data = {"why": "lost", "nonce": nonce_in(form), "expected_version": hidden_version(form)}
    codes = [code_in(browser_of(people[role]).post(page, data)) for role in ("manager", "officer")]
    assert codes[0] != codes[1]


@pytest.mark.parametrize("why", ["", "because"])
def test_sheet_needs_a_reason(story: Story, people: People, why: str) -> None:
    case = story.submitted()
    browser = browser_of(people["manager"])
    nonce = nonce_in(browser.get(sheet_page(case)))
    response = send(browser, sheet_page(case), why=why, nonce=nonce)
    assert "Wählen Sie, warum die Person einen neuen Code braucht." in text_of(response)
    assert nonce_in(response) == nonce
    assert not AccessKey.objects.exists()


@pytest.mark.parametrize("role", ["certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator"])
def test_sheet_is_refused_to_everybody_else(story: Story, people: People, role: str) -> None:
    case = story.submitted()
    data = {"why": "lost", "nonce": "n" * 43, "expected_version": "1"}
    assert browser_of(people[role]).post(sheet_page(case), data).status_code == 403
    assert not AccessKey.objects.exists()


def test_who_certifies_reads_that_a_new_sheet_came_before_the_account(
    story: Story, people: People, client_of: ClientOf
) -> None:
    case = story.issued().case
    issue_access_sheet(
        application=case, why=SheetReason.LOST, form_nonce="n" * 43, actor=people["manager"], now=story.now
    )
    story.grant = story.accept_without_account()
    account = {"holder": "Alex Beispiel", "iban": IBAN, "confirmed": "on"}
    client_of(case.applicant).post(reverse("my_bank_details", args=[case.reference]), account)
    story.grant = Grant.objects.get()
    order = story.order(PaymentKind.ADVANCE, 10_000)
    browser = browser_of(people["certifier"])
    for address in (
        reverse("office_order", args=[order.number]),
        reverse("office_order_action", args=[order.number, "zeichnen"]),
    ):
        assert (
            "Konto nach neuem Zugangsblatt vom 02.03.2026 eingetragen. Fragen Sie bei der Person nach."
            in text_of(browser.get(address))
        )
