"""Nobody but the person with the key learns that a case exists; a wrong method is 405."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from grants.models import Application
from tests.grants.views.office_browser import browser_of
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
FORM, LOOK, ACT = {"get", "post"}, {"get"}, {"post"}

BY_UUID = {
    "draft": LOOK,
    "draft_later": LOOK,
    "draft_check": FORM,
    "draft_sent": LOOK,
    "draft_code": ACT,
    "draft_section": FORM,
    "draft_file_remove": ACT,
}
BY_REFERENCE = {
    "my_case": LOOK,
    "my_question": FORM,
    "my_withdraw": FORM,
    "my_accept": FORM,
    "my_bank_details": FORM,
    "my_proof": LOOK,
    "my_receipt_new": FORM,
    "my_receipt_remove": FORM,
    "my_report": FORM,
    "my_proof_check": FORM,
    "my_done": LOOK,
}
CASES = [(name, method) for name, methods in (BY_UUID | BY_REFERENCE).items() for method in sorted(methods)]
REFUSED = [
    (name, method)
    for name, methods in (BY_UUID | BY_REFERENCE).items()
    for method in ("get", "post", "put", "delete", "patch")
    if method not in methods
]


def address(name: str, application: Application) -> str:
    more: dict[str, list[object]] = {
        "draft_section": ["idee"],
        "draft_file_remove": [uuid4()],
        "my_receipt_remove": [1],
    }
    first = application.uuid if name in BY_UUID else application.reference
    return reverse(name, args=[first, *more.get(name, [])])


@pytest.mark.parametrize(("name", "method"), CASES)
def test_strangers_get_the_same_404_as_for_nothing(
    story: Story, stranger: Client, name: str, method: str
) -> None:
    story.issued()
    own = address(name, story.application)
    missing = own.replace(str(story.application.uuid), str(uuid4())).replace("-2026-0001", "-2026-9999")
    for client in (stranger, Client()):
        answer, nothing = getattr(client, method)(own), getattr(client, method)(missing)
        assert (answer.status_code, nothing.status_code) == (404, 404)
        assert reverse("key") in answer.content.decode()
        assert "Blühstreifen" not in answer.content.decode()


@pytest.mark.parametrize(("name", "method"), REFUSED)
def test_wrong_method_is_405(story: Story, client_of: ClientOf, name: str, method: str) -> None:
    story.submitted()
    client = client_of(story.application.applicant)
    assert getattr(client, method)(address(name, story.application)).status_code == 405


def test_begin_needs_a_post(story: Story) -> None:
    """A typed address leads to the page with the button and begins nothing."""
    response = Client().get(reverse("draft_new", args=[story.fund.slug]))
    assert (response.status_code, Application.objects.exists()) == (302, False)


def test_list_of_cases_is_404_without_a_key(db: None) -> None:
    assert Client().get(reverse("my_cases")).status_code == 404


@pytest.mark.parametrize("name", sorted(set(BY_REFERENCE) - {"my_case", "my_question", "my_withdraw"}))
def test_nothing_of_the_decision_shows_before_the_notice_is_out(
    story: Story, client_of: ClientOf, name: str
) -> None:
    story.drafted()
    client = client_of(story.application.applicant)
    response = client.get(address(name, story.application))
    assert response.headers["Location"] == reverse("my_case", args=[story.application.reference])
    html = client.get(response.headers["Location"]).content.decode()
    assert "Die Stadt schreibt gerade ihre Entscheidung." in html
    assert "Bewilligt" not in html


@pytest.mark.parametrize(("name", "method"), CASES)
def test_staff_get_404_on_pages_of_residents(story: Story, clock: object, name: str, method: str) -> None:
    story.issued()
    client = browser_of(story.people["manager"])
    assert getattr(client, method)(address(name, story.application)).status_code == 404


def test_staff_begin_no_draft(story: Story, clock: object) -> None:
    client = browser_of(story.people["manager"])
    response = client.post(reverse("draft_new", args=[story.fund.slug]))
    assert response.status_code == 403
    assert "Melden Sie sich zuerst ab." in response.content.decode()
    assert not Application.objects.exists()
