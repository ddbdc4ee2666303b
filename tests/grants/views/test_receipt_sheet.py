"""The sheet for gluing receipts: asked for on the page of the proof and on the page of the case."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.outbox.services import drain
from tests.grants.views.office_browser import browser_of
from tests.grants.views.test_resident_proof import RIGHT, at
from tests.stories import Story

BUTTON = "Blatt zum Aufkleben erstellen"


def page(browser: Client, story: Story) -> str:
    return browser.get(at(story, "my_proof")).content.decode()


def test_sheet_is_ordered_and_found_where_the_button_was(browser_of_grant: Client, story: Story) -> None:
    assert BUTTON in page(browser_of_grant, story)
    response = browser_of_grant.post(at(story, "my_receipt_sheet"))
    assert response.headers["Location"] == at(story, "my_proof")
    html = page(browser_of_grant, story)
    assert BUTTON not in html
    assert "Ein Dokument wird gerade erstellt." in html
    drain(now=story.now)
    file = Document.objects.get(slug="belegblatt").files.get().file_id
    assert reverse("file", args=[file]) in page(browser_of_grant, story)
    pdf = browser_of_grant.get(reverse("file", args=[file]))
    assert pdf.getvalue().startswith(b"%PDF")


def test_sheet_of_a_list_that_has_changed_is_not_offered(browser_of_grant: Client, story: Story) -> None:
    browser_of_grant.post(at(story, "my_receipt_sheet"))
    browser_of_grant.post(at(story, "my_receipt_new"), {**RIGHT, "number": "1"})
    assert BUTTON in page(browser_of_grant, story)
    browser_of_grant.post(at(story, "my_receipt_sheet"))
    drain(now=story.now)
    assert BUTTON not in page(browser_of_grant, story)
    old, new = Document.objects.filter(slug="belegblatt").order_by("pk")
    letters = browser_of_grant.get(at(story, "my_case")).content.decode()
    shown = [reverse("file", args=[each.files.get().file_id]) in letters for each in (old, new)]
    assert shown == [False, True]


def test_grant_that_is_not_announced_has_no_sheet(story: Story, client_of: Callable[..., Client]) -> None:
    story.drafted()
    response = client_of(story.application.applicant).post(at(story, "my_receipt_sheet"))
    assert response.headers["Location"] == at(story, "my_case")
    assert not Document.objects.filter(slug="belegblatt").exists()


@pytest.mark.parametrize(("role", "may"), [("manager", True), ("officer", True), ("auditor", False)])
def test_office_orders_it_on_the_page_of_the_case(
    story: Story, people: dict[str, Actor], clock: object, role: str, may: bool
) -> None:
    story.accepted()
    browser, address = browser_of(people[role]), at(story, "office_receipt_sheet")
    assert (address in browser.get(at(story, "office_case")).content.decode()) is may
    assert browser.post(address).status_code == (302 if may else 403)
    assert Document.objects.filter(slug="belegblatt").exists() is may


def test_office_has_no_sheet_before_the_notice_is_out(story: Story, manager: Actor, clock: object) -> None:
    story.drafted()
    browser = browser_of(manager)
    assert at(story, "office_receipt_sheet") not in browser.get(at(story, "office_case")).content.decode()
    assert browser.post(at(story, "office_receipt_sheet")).status_code == 404
