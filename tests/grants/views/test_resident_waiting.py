"""A photo is not lost when another field is wrong."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.files.models import StoredFile
from foundation.files.pending import remove_pending
from grants.models import Receipt
from grants.views import resident_uploads
from tests.grants.views.office_browser import text_of
from tests.grants.views.test_resident_proof import RIGHT, at, photo
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
WRONG = {**RIGHT, "payee": "", "number": "1"}
FIXED = {**RIGHT, "number": "1"}


def waiting_in(response: Any) -> str:
    found = re.search(r'name="waiting_file" value="([^"]+)"', response.content.decode())
    assert found is not None, text_of(response)
    return found[1]


def files() -> list[tuple[str, str]]:
    """(name, kind of subject) of everything stored."""
    rows = StoredFile.objects.values_list("original_name", "subject").order_by("original_name")
    return [(name, subject.partition(":")[0]) for name, subject in rows]


@pytest.fixture
def page(browser_of_grant: Client, story: Story) -> str:
    return at(story, "my_receipt_new")


def test_photo_waits_and_is_used_at_the_next_try(browser_of_grant: Client, page: str) -> None:
    refused = browser_of_grant.post(page, {**WRONG, "file": photo()})
    assert "beleg.png ist schon da." in text_of(refused)
    assert files() == [("beleg.png", "pending")]
    assert browser_of_grant.post(page, {**FIXED, "waiting_file": waiting_in(refused)}).status_code == 302
    receipt = Receipt.objects.get()
    assert receipt.file is not None
    assert (receipt.file.subject, files()) == (receipt.proof.grant.subject, [("beleg.png", "grant")])


def test_photo_waits_through_several_mistakes(browser_of_grant: Client, page: str) -> None:
    first = waiting_in(browser_of_grant.post(page, {**WRONG, "file": photo()}))
    assert waiting_in(browser_of_grant.post(page, {**WRONG, "waiting_file": first})) == first


def test_photo_can_be_dropped(browser_of_grant: Client, page: str) -> None:
    first = waiting_in(browser_of_grant.post(page, {**WRONG, "file": photo()}))
    browser_of_grant.post(page, {**FIXED, "waiting_file": first, "drop_file": "on"})
    assert Receipt.objects.get().file is None
    assert files() == []


def test_photo_can_be_replaced(browser_of_grant: Client, page: str) -> None:
    first = waiting_in(browser_of_grant.post(page, {**WRONG, "file": photo()}))
    other = photo("anders.png", "blue")
    second = browser_of_grant.post(page, {**WRONG, "waiting_file": first, "file": other})
    assert "anders.png ist schon da." in text_of(second)
    assert files() == [("anders.png", "pending")]
    browser_of_grant.post(page, {**FIXED, "waiting_file": waiting_in(second)})
    assert files() == [("anders.png", "grant")]


def test_wrong_file_does_not_push_out_the_one_that_waits(browser_of_grant: Client, page: str) -> None:
    first = waiting_in(browser_of_grant.post(page, {**WRONG, "file": photo()}))
    film = SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42" + b"x" * 99)
    refused = browser_of_grant.post(page, {**FIXED, "waiting_file": first, "file": film})
    assert "‚film.mp4‘ ist kein Foto und keine PDF." in text_of(refused)
    assert waiting_in(refused) == first
    assert not Receipt.objects.exists()


def test_second_click_with_a_waiting_photo_adds_one(browser_of_grant: Client, page: str) -> None:
    first = waiting_in(browser_of_grant.post(page, {**WRONG, "file": photo()}))
    for _ in range(2):
        assert browser_of_grant.post(page, {**FIXED, "waiting_file": first}).status_code == 302
    assert (Receipt.objects.count(), files()) == (1, [("beleg.png", "grant")])


@pytest.mark.parametrize("data", [WRONG, FIXED])
def test_photo_that_was_swept_is_asked_for_again(
    browser_of_grant: Client, page: str, story: Story, data: dict[str, str], clock: time_machine.Traveller
) -> None:
    first = waiting_in(browser_of_grant.post(page, {**WRONG, "file": photo()}))
    StoredFile.objects.update(created_at="2020-01-01T00:00:00Z")
    remove_pending(now=story.now)
    response = browser_of_grant.post(page, {**data, "waiting_file": first})
    assert "Die Datei ist nicht mehr da. Wählen Sie sie noch einmal aus." in text_of(response)
    assert "waiting_file" not in response.content.decode()
    assert not Receipt.objects.exists()


def test_pending_photo_of_somebody_else_cannot_be_attached(
    browser_of_grant: Client, page: str, stories: Callable[..., Story], client_of: ClientOf
) -> None:
    theirs = waiting_in(browser_of_grant.post(page, {**WRONG, "file": photo()}))
    other = stories(2)
    other.accepted()
    thief = client_of(other.application.applicant)
    data = {**RIGHT, "issued_on_month": "3", "issued_on_day": "1", "number": "1", "waiting_file": theirs}
    response = thief.post(at(other, "my_receipt_new"), data)
    assert "Die Datei ist nicht mehr da." in text_of(response)
    assert thief.get(reverse("file", args=[theirs])).status_code == 404
    assert not Receipt.objects.exists()
    assert files() == [("beleg.png", "pending")]


def test_pending_photo_of_another_form_cannot_be_attached(
    browser_of_grant: Client, page: str, story: Story, stories: Callable[..., Story]
) -> None:
    other = stories(2)
    object.__setattr__(other, "applicant", lambda: story.application.applicant)
    other.incomplete()
    question = at(other, "my_question")
    answer = waiting_in(browser_of_grant.post(question, {"text": "", "file": photo()}))
    response = browser_of_grant.post(page, {**FIXED, "waiting_file": answer})
    assert "Die Datei ist nicht mehr da." in text_of(response)
    assert not Receipt.objects.exists()


def test_double_photo_is_said_and_forgotten(browser_of_grant: Client, page: str) -> None:
    browser_of_grant.post(page, {**FIXED, "file": photo()})
    data = {**RIGHT, "payee": "Baumarkt", "number": "2"}
    refused = browser_of_grant.post(page, {**data, "file": photo("anders.png")})
    assert "Diesen Beleg haben Sie schon." in text_of(refused)
    assert "waiting_file" not in refused.content.decode()
    assert files() == [("beleg.png", "grant")]


def test_forgotten_photos_make_room_and_never_lock_the_form(
    browser_of_grant: Client, page: str, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resident_uploads, "MAX_FILES", 2)
    for colour in ("red", "blue", "green"):
        refused = browser_of_grant.post(page, {**WRONG, "file": photo(f"{colour}.png", colour)})
        clock.shift(60)
    assert files() == [("blue.png", "pending"), ("green.png", "pending")]
    browser_of_grant.post(page, {**FIXED, "waiting_file": waiting_in(refused)})
    assert files() == [("blue.png", "pending"), ("green.png", "grant")]
    data = {**RIGHT, "payee": "Baumarkt", "number": "2", "file": photo("anders.png", "black")}
    assert browser_of_grant.post(page, data).status_code == 302
    assert Receipt.objects.count() == 2


def test_case_with_too_many_files_takes_no_more(
    browser_of_grant: Client, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resident_uploads, "MAX_FILES", 1)
    browser_of_grant.post(page, {**FIXED, "file": photo()})
    data = {**RIGHT, "payee": "Baumarkt", "number": "2", "file": photo("anders.png", "blue")}
    assert "Entfernen Sie eine" in text_of(browser_of_grant.post(page, data))
    assert Receipt.objects.count() == 1


def test_file_of_an_answer_waits_too(story: Story, client_of: ClientOf) -> None:
    case = story.incomplete()
    client, page = client_of(case.applicant), at(story, "my_question")
    version = {"expected_version": str(case.version)}
    refused = client.post(page, {"text": "", "file": photo("zusage.png"), **version})
    assert "zusage.png ist schon da." in text_of(refused)
    assert files() == [("zusage.png", "pending")]
    stale = client.post(page, {"text": "Uns.", "waiting_file": waiting_in(refused), "expected_version": "0"})
    assert stale.status_code == 409
    assert files() == [("zusage.png", "pending")]
    client.post(page, {"text": "Uns.", "waiting_file": waiting_in(stale), **version})
    assert files() == [("zusage.png", "application")]
    assert case.information_requests.get().answer == "Uns."
