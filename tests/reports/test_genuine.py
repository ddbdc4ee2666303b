"""The public page: what it says of a document, to whom, how often, and what it never says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from foundation.audit.actors import Actor
from foundation.files.models import Document, ErasedDocument
from foundation.files.services import read_bytes
from foundation.files.upload_handlers import MAX_COPY_BYTES
from foundation.outbox.services import drain
from foundation.values.codes import ALPHABET, in_groups
from grants.models import Fund
from reports.services import order_report
from tests.reports.kit.inspection import words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
NOT_FOUND = "Zu dieser Nummer und diesem Prüfcode gibt es kein Dokument."


@pytest.fixture
def notice(story: Story) -> Iterator[Document]:
    """A finished award notice; the clock stands at its making."""
    story.issued()
    drain(now=story.now)
    with time_machine.travel(story.now, tick=False):
        yield Document.objects.get(slug="bewilligungsbescheid")


def _answer_of(document: Document) -> str:
    return reverse("genuine_document", args=[document.number, document.check_code])


def _wrong(code: str) -> str:
    return code[:-1] + next(each for each in ALPHABET if each != code[-1])


def _copy(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"copy": SimpleUploadedFile("Bescheid.pdf", data)}


def test_paper_carries_what_the_page_asks_for(notice: Document, client: Client) -> None:
    words = words_copied(read_bytes(notice.files.get().file))
    number, code = re.findall(r"Nummer (\S+) · Prüfcode (\S+)", words)[0]
    assert (number, code) == (notice.number, in_groups(notice.check_code))
    response = client.post(reverse("genuine"), {"number": number, "code": code})
    assert response["Location"] == _answer_of(notice)
    assert "<h1>Echt.</h1>" in client.get(response["Location"]).content.decode()


def test_answer_holds_number_stand_and_hash_and_nothing_of_the_content(
    notice: Document, story: Story, client: Client, fund: Fund
) -> None:
    response = client.get(_answer_of(notice))
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    hashes = [part.file.sha256 for part in notice.files.all()]
    for said in (notice.number, in_groups(notice.check_code), "02.03.2026", fund.city, *hashes):
        assert said in main
    case = story.application
    for secret in (case.title, str(case.reference), case.particulars.name, fund.name, notice.title, "487,65"):
        assert secret not in main
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("typed", ["{0}|{1}", " d 2026 {2} | {3} ", "{0}|{3}", "2026-{2}|{1}"])
def test_number_and_code_are_understood_as_people_type_them(
    notice: Document, client: Client, typed: str
) -> None:
    short, code = notice.number[-6:].lstrip("0"), notice.check_code
    number, code = typed.format(notice.number, code, short, in_groups(code).lower()).split("|")
    response = client.post(reverse("genuine"), {"number": number, "code": code})
    assert response["Location"] == _answer_of(notice)


def test_wrong_code_and_unknown_number_are_answered_alike(notice: Document, client: Client) -> None:
    pages, queries = [], []
    for number, code in ((notice.number, _wrong(notice.check_code)), ("D-2026-999999", notice.check_code)):
        with CaptureQueriesContext(connection) as caught:
            response = client.get(reverse("genuine_document", args=[number, code]))
        assert response.status_code == 404
        page = response.content.decode()
        assert NOT_FOUND in page
        plain = page.replace(number, "").replace(code, "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", plain))
        queries.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in caught.captured_queries])
    assert pages[0] == pages[1]
    assert [query for query in queries[0] if "files_" in query] == [
        query for query in queries[1] if "files_" in query
    ]
    assert sum("files_" in query for query in queries[0]) == 2


def test_document_that_is_not_finished_is_unknown(notice: Document, client: Client) -> None:
    Document.objects.filter(pk=notice.pk).update(state="waiting")
    assert NOT_FOUND in client.get(_answer_of(notice)).content.decode()


def test_guessing_is_braked_and_the_right_code_is_free(notice: Document, client: Client) -> None:
    wrong = reverse("genuine_document", args=[notice.number, _wrong(notice.check_code)])
    for _ in range(3):
        assert client.get(wrong).status_code == 404
    for _ in range(9):
        assert client.get(_answer_of(notice)).status_code == 200
    for _ in range(5):
        assert client.get(wrong).status_code == 404
    response = client.get(_answer_of(notice))
    assert response.status_code == 429
    assert "Zu viele Versuche" in response.content.decode()
    assert int(response["Retry-After"]) > 0


@pytest.mark.parametrize("by_form", [True, False])
def test_copy_is_compared_and_kept_nowhere(notice: Document, client: Client, by_form: bool) -> None:
    data = read_bytes(notice.files.get().file)
    address = reverse("genuine") if by_form else _answer_of(notice)
    more = {"number": notice.number, "code": notice.check_code} if by_form else {}
    before = Document.objects.count()
    page = client.post(address, {**more, **_copy(data)}).content.decode()
    assert "Diese Datei ist Byte für Byte das Dokument." in page
    other = client.post(address, {**more, **_copy(data + b" ")}).content.decode()
    assert "<h1>Diese Datei ist eine andere.</h1>" in other
    assert "Bitten Sie um die Datei" in other
    assert "<h1>Echt.</h1>" not in other
    assert Document.objects.count() == before


def test_large_copy_makes_no_temporary_file(
    notice: Document, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "not there"
    large = bytes(settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert "Diese Datei ist eine andere." in client.post(_answer_of(notice), _copy(large)).content.decode()
    with pytest.raises(FileNotFoundError):  # any other field begins one
        client.post(_answer_of(notice), {"file": SimpleUploadedFile("a.pdf", large)})


def test_large_copy_is_hashed_up_to_the_limit_only(notice: Document, client: Client) -> None:
    page = client.post(_answer_of(notice), _copy(bytes(MAX_COPY_BYTES + 1))).content.decode()
    assert "Diese Datei ist größer als 50 MB." in page
    assert "<h1>Echt.</h1>" not in page


def test_nothing_chosen_to_compare_is_said_at_the_field(notice: Document, client: Client) -> None:
    page = client.post(_answer_of(notice), {}).content.decode()
    assert 'href="#id_copy"' in page
    assert page.count("Wählen Sie die Datei aus, die Sie vergleichen möchten.") == 2


def test_erased_document_is_said_to_have_been_one(notice: Document, client: Client) -> None:
    later = notice.issued_at + timedelta(days=4000)
    ErasedDocument.objects.create(number="D-2016-000001", check_code=notice.check_code, erased_at=later)
    page = client.get(reverse("genuine_document", args=["D-2016-000001", notice.check_code])).content.decode()
    assert "Dieses Dokument gab es. Es ist gelöscht." in page
    assert "Seine Frist zur Aufbewahrung ist" in page
    wrong = reverse("genuine_document", args=["D-2016-000001", _wrong(notice.check_code)])
    assert NOT_FOUND in client.get(wrong).content.decode()


def test_report_names_the_hashes_of_all_its_files(
    fund: Fund, kaemmerei: Actor, now: datetime, client: Client
) -> None:
    order_report(
        slug="jahresuebersicht", fund=fund, params={}, as_of=now.date(), actor=kaemmerei, now=now, key="x"
    )
    drain(now=now)
    document = Document.objects.get()
    with time_machine.travel(now, tick=False):
        page = client.get(_answer_of(document)).content.decode()
    assert [f"{name}, SHA-256" in page for name in ("PDF", "Excel", "CSV")] == [True] * 3
    assert all(part.file.sha256 in page for part in document.files.all())
    assert fund.name not in page[page.index("<main") : page.index("</main>")]
