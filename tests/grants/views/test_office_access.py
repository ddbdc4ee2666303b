"""Who comes in: staff by role and fund; everybody else is led to the sign-in, refused, or told nothing."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from applicants.middleware import SESSION_KEY
from foundation.accounts.services import assign_role, create_user
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.models import AccessEntry
from grants.models import Application, JurySession, PaymentKind, PaymentOrder
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

NAMES = (
    "manager", "officer", "certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator",
)  # fmt: skip
CASE_READERS = {"manager", "officer", "certifier", "orderer", "kaemmerei", "auditor"}
SESSION_READERS = {"manager", "officer", "auditor"}
ORDER_READERS = {"manager", "officer", "certifier", "orderer", "cashier", "auditor"}
CLAIM_READERS = {"manager", "officer", "cashier", "auditor"}
PAGES: Mapping[str, set[str]] = {
    "office_today": set(NAMES),
    "office_cases": CASE_READERS,
    "office_case": CASE_READERS,
    "office_sessions": SESSION_READERS,
    "office_session": SESSION_READERS,
    "office_session_new": {"manager", "officer"},
    "office_finance": ORDER_READERS | {"kaemmerei"},
    "office_orders": ORDER_READERS,
    "office_order": ORDER_READERS,
    "office_claims": CLAIM_READERS,
}


@pytest.fixture
def addresses(story: Story) -> Mapping[str, str]:
    """One address for each page, about a case with a payment order."""
    story.accepted()
    order = story.order(PaymentKind.ADVANCE, 10_000)
    arguments: dict[str, list[object]] = {
        "office_case": [story.application.reference],
        "office_session": [JurySession.objects.get().pk],
        "office_order": [order.number],
    }
    return {name: reverse(name, args=arguments.get(name, [])) for name in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_its_roles_and_refuses_the_others(
    page: str, addresses: Mapping[str, str], people: dict[str, Actor]
) -> None:
    found = {name: browser_of(people[name]).get(addresses[page]).status_code for name in NAMES}
    assert found == {name: 200 if name in PAGES[page] else 403 for name in NAMES}


@pytest.mark.parametrize("page", PAGES)
def test_page_leads_who_is_not_staff_to_the_sign_in(
    page: str, addresses: Mapping[str, str], story: Story
) -> None:
    resident = Client()
    session = resident.session
    session[SESSION_KEY] = str(story.application.applicant.uuid)
    session.save()
    expected = f"/anmelden/?next={addresses[page]}".replace("/", "%2F").replace(
        "%2Fanmelden%2F", "/anmelden/"
    )
    found = [client.get(addresses[page]).headers.get("Location") for client in (Client(), resident)]
    assert found == [expected, expected]


@pytest.mark.parametrize("page", ["office_case", "office_session", "office_order"])
def test_page_of_another_fund_does_not_exist(
    page: str, addresses: Mapping[str, str], people: dict[str, Actor], now: datetime
) -> None:
    user = create_user(
        email="fremd@stadt.example", display_name="Fremd Muster", password="ein langes Passwort",
        by=SYSTEM, now=now,
    )  # fmt: skip
    for role in ("QM", "CI", "FC"):
        assign_role(user=user, role=role, scope="anderer-fonds", by=SYSTEM, now=now)
    client = browser_of(Actor(people["manager"].kind, user.reference))
    assert client.get(addresses[page]).status_code == 404


def test_action_of_another_role_is_refused_with_a_sentence(story: Story, people: dict[str, Actor]) -> None:
    case = story.submitted()
    address = reverse("office_action", args=[case.reference, "foerderfaehig"])
    response = browser_of(people["auditor"]).post(address, {"expected_version": 1, "cost_1": "ja"})
    assert response.status_code == 403
    assert "Das macht das Quartiersmanagement oder die Sachbearbeitung der Stadt." in text_of(response)
    assert Application.objects.get(pk=case.pk).state == "submitted"


@pytest.mark.parametrize("name", ["certifier", "officer", "cashier", "auditor"])
def test_payment_is_ordered_by_nobody_but_the_orderer(
    story: Story, people: dict[str, Actor], name: str
) -> None:
    story.accepted()
    order = story.certified(PaymentKind.ADVANCE, 10_000)
    address = reverse("office_order_action", args=[order.number, "anordnen"])
    assert browser_of(people[name]).post(address, {"expected_version": order.version}).status_code == 403
    assert PaymentOrder.objects.get().state == "certified_arith"


def test_orderer_proves_anew_who_she_is(story: Story, people: dict[str, Actor]) -> None:
    story.accepted()
    order = story.certified(PaymentKind.ADVANCE, 10_000)
    address = reverse("office_order_action", args=[order.number, "anordnen"])
    client = browser_of(people["orderer"], stepped_up=False)
    for response in (client.get(address), client.post(address, {"expected_version": order.version})):
        assert response.headers["Location"].startswith(reverse("confirm_identity"))
    assert PaymentOrder.objects.get().state == "certified_arith"


def test_biased_person_does_nothing_more_in_the_case(story: Story, people: dict[str, Actor]) -> None:
    case = story.submitted()
    manager = browser_of(people["manager"])
    address = reverse("office_action", args=[case.reference, "befangen"])
    assert manager.post(address, {"expected_version": case.version, "sure": "on"}).status_code == 302
    refused = manager.get(reverse("office_action", args=[case.reference, "foerderfaehig"]))
    assert refused.status_code == 403
    assert "Sie sind in diesem Fall befangen." in text_of(refused)


def test_reading_a_case_leaves_a_line_in_the_access_log(story: Story, people: dict[str, Actor]) -> None:
    case = story.submitted()
    browser_of(people["auditor"]).get(reverse("office_case", args=[case.reference]))
    entry = AccessEntry.objects.get()
    assert (entry.actor_reference, entry.subject, entry.purpose) == (
        people["auditor"].reference, case.subject, "case.read",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/buero/antraege/LT-2026-9999/",
        "/buero/antraege/LT-2026-9999/rueckfrage/",
        "/buero/sitzungen/99999999999999999999999999/",
        "/finanzen/auszahlungen/LT-2026-A9999/",
        "/finanzen/rueckforderungen/00000000-0000-4000-8000-000000000000/zahlung/",
    ],
)
def test_what_does_not_exist_is_not_found(address: str, people: dict[str, Actor]) -> None:
    assert browser_of(people["officer"]).get(address).status_code == 404


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "zeichnen", "eroeffnen", "zahlung", "auszahlung"])
def test_action_that_the_case_does_not_know_is_not_found(
    slug: str, story: Story, people: dict[str, Actor]
) -> None:
    case = story.submitted()
    address = reverse("office_action", args=[case.reference, slug])
    assert browser_of(people["officer"]).get(address).status_code == 404
