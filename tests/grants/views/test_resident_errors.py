"""An error is one thing, with its question back inside; a big file is told on the page, not on a bare one."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client
from django.urls import reverse

from foundation.files.inspection import MAX_UPLOAD_BYTES
from foundation.files.models import StoredFile
from grants.forms.resident_fields import plain_text
from grants.models import Application
from tests.grants.views.test_resident_proof import RIGHT
from tests.stories import Story


def section(draft: Application, slug: str) -> str:
    return reverse("draft_section", args=[draft.uuid, slug])


def test_asking_back_stands_in_the_block_of_its_field(browser_of_grant: Client, story: Story) -> None:
    address = reverse("my_receipt_new", args=[story.application.reference])
    page = browser_of_grant.post(address, {**RIGHT, "amount_cents": "1.234", "number": "1"}).content.decode()
    error, ask_back = page.index('id="id_amount_cents_error"'), page.index('id="id_amount_cents_yes"')
    assert error < ask_back < page.index('id="id_amount_cents"')
    assert page.count("Ja, ich meine") == 1


def test_telephone_that_is_needed_is_not_called_voluntary(
    browser_of_draft: Client, draft: Application
) -> None:
    mark = re.compile(r"Telefonnummer<span[^>]*> \(freiwillig\)")
    address = section(draft, "name")
    assert mark.search(browser_of_draft.get(address).content.decode())
    page = browser_of_draft.post(address, {"name": "Alex", "channel": "phone", "phone": ""})
    html = page.content.decode()
    assert 'id="id_phone_error"' in html
    assert not mark.search(html)


def test_film_of_sixty_megabytes_is_told_and_the_rest_stays(browser_of_grant: Client, story: Story) -> None:
    address = reverse("my_receipt_new", args=[story.application.reference])
    film = SimpleUploadedFile("film.mp4", bytes(60 * 1024 * 1024), "video/mp4")
    page = browser_of_grant.post(address, {**RIGHT, "number": "1", "file": film})
    html = page.content.decode()
    assert page.status_code == 200
    assert [each in html for each in ("15 MB", 'value="Gartenmarkt"', 'value="49,90"')] == [True] * 3
    assert not StoredFile.objects.exists()


def test_file_is_kept_no_further_than_its_limit(browser_of_grant: Client, story: Story) -> None:
    address = reverse("my_receipt_new", args=[story.application.reference])
    film = SimpleUploadedFile("film.mp4", bytes(3 * MAX_UPLOAD_BYTES), "video/mp4")
    response = browser_of_grant.post(address, {**RIGHT, "number": "1", "file": film})
    kept = response.wsgi_request.FILES["file"]
    assert isinstance(kept, UploadedFile)
    assert MAX_UPLOAD_BYTES < (kept.size or 0) <= MAX_UPLOAD_BYTES + 64 * 1024


def test_page_that_does_not_exist_says_that_links_work_once(client: Client, db: None) -> None:
    html = client.get("/gibt-es-nicht/").content.decode()
    assert "Ein Link aus einer E-Mail gilt nur einmal." in html
    assert f'href="{reverse("key")}"' in html


def test_typed_text_turns_no_words_around_and_holds_no_control_characters() -> None:
    assert plain_text(" Erde\u202e\u2066\x07\x00\tund\r\nسوق ") == "Erde\tund\nسوق"
