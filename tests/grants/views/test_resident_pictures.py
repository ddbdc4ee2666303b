import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from applicants.models import Applicant
from foundation.files.models import StoredFile
from grants.models import Application
from grants.views import resident_uploads
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]


def photo(name: str = "hof.png", colour: str = "green") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


@pytest.fixture
def draft(story: Story) -> Application:
    return story.draft()


@pytest.fixture
def browser_of_draft(draft: Application, client_of: ClientOf) -> Client:
    return client_of(draft.applicant)


def page(draft: Application) -> str:
    return reverse("draft_section", args=[draft.uuid, "bilder"])


def test_picture_is_stored_and_listed(browser_of_draft: Client, draft: Application) -> None:
    response = browser_of_draft.post(page(draft), {"file": photo(), "action": "upload"})
    assert response.headers["Location"] == page(draft)
    assert "hof.png entfernen" in browser_of_draft.get(page(draft)).content.decode()
    assert StoredFile.objects.get().subject == draft.subject


def test_picture_sent_twice_is_stored_once(browser_of_draft: Client, draft: Application) -> None:
    for _ in range(2):
        browser_of_draft.post(page(draft), {"file": photo(), "action": "upload"})
    assert StoredFile.objects.count() == 1


def test_picture_chosen_before_going_on_is_not_lost(browser_of_draft: Client, draft: Application) -> None:
    response = browser_of_draft.post(page(draft), {"file": photo(), "action": "continue"})
    assert response.headers["Location"] == reverse("draft_section", args=[draft.uuid, "zustimmung"])
    assert StoredFile.objects.count() == 1


def test_upload_without_a_file_says_so(browser_of_draft: Client, draft: Application) -> None:
    html = browser_of_draft.post(page(draft), {"action": "upload"}).content.decode()
    assert "<title>Fehler: " in html
    assert html.count("Wählen Sie zuerst eine Datei aus.") == 2


def test_wrong_file_leaves_the_others(browser_of_draft: Client, draft: Application) -> None:
    browser_of_draft.post(page(draft), {"file": photo(), "action": "upload"})
    wrong = SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42" + b"x" * 99)
    html = browser_of_draft.post(page(draft), {"file": wrong, "action": "upload"}).content.decode()
    assert "Die Datei ‚film.mp4‘ ist kein Foto und keine PDF." in html
    assert "hof.png entfernen" in html


def test_too_many_files_are_refused(
    browser_of_draft: Client, draft: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resident_uploads, "MAX_FILES", 1)
    browser_of_draft.post(page(draft), {"file": photo(), "action": "upload"})
    browser_of_draft.post(page(draft), {"file": photo("b.png", "blue"), "action": "upload"})
    assert StoredFile.objects.count() == 1


def test_picture_is_removed_once(browser_of_draft: Client, draft: Application) -> None:
    browser_of_draft.post(page(draft), {"file": photo(), "action": "upload"})
    remove = reverse("draft_file_remove", args=[draft.uuid, StoredFile.objects.get().pk])
    assert [browser_of_draft.post(remove).status_code for _ in range(2)] == [302, 302]
    assert not StoredFile.objects.exists()


def test_picture_of_somebody_else_stays(
    browser_of_draft: Client, draft: Application, stories: Callable[..., Story], client_of: ClientOf
) -> None:
    other = stories(2).draft()
    client_of(other.applicant).post(page(other), {"file": photo(), "action": "upload"})
    theirs = StoredFile.objects.get()
    browser_of_draft.post(reverse("draft_file_remove", args=[draft.uuid, theirs.pk]))
    assert StoredFile.objects.filter(pk=theirs.pk).exists()
