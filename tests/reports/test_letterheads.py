"""The logo of the fund on its letters, and the page where the office sets it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.files import disk
from grants.models import FundLogo
from grants.services.fund_logos import remove_logo, set_logo
from reports.contract import LetterPaper
from reports.letterheads import with_logo
from reports.samples import sample_of
from tests.grants.services.test_fund_logos import logo_bytes
from tests.grants.views.office_browser import browser_of, text_of
from tests.reports.kit.inspection import all_findings, elements
from tests.stories import Story

pytestmark = pytest.mark.django_db
FUND = "aktionskasse-demo"


@pytest.fixture(name="manager")
def manager_browser(story: Story) -> Client:
    return browser_of(story.people["manager"])


def send(client: Client, data: bytes, alt: str = "Wappen der Stadt") -> str:
    file = SimpleUploadedFile("Wappen.png", data, "image/png")
    url = reverse("office_letterhead", args=[FUND])
    return text_of(client.post(url, {"file": file, "alt": alt, "expected_version": 0}, follow=True))


def said_by_sample(client: Client) -> list[str]:
    answer = client.get(reverse("letterhead_sample", args=[FUND]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert all_findings(answer.content) == []
    return [str(figure.Alt) for figure in elements(answer.content, "Figure")]


def test_logo_that_the_office_sets_stands_on_the_next_letter(manager: Client, story: Story) -> None:
    assert said_by_sample(manager) == []
    assert "Das Logo ist gespeichert." in send(manager, logo_bytes())
    assert said_by_sample(manager) == ["Wappen der Stadt"]
    page = text_of(manager.get(reverse("office_letterhead", args=[FUND])))
    assert "Wappen der Stadt" in page
    shown = manager.get(reverse("file", args=[FundLogo.objects.get().file_id]) + "?ansehen=1")
    assert shown.headers["Content-Type"] == "image/png"
    assert shown.getvalue().startswith(b"\x89PNG")
    answer = manager.post(reverse("office_letterhead", args=[FUND]), {"remove": "1"}, follow=True)
    assert "Das Logo ist entfernt." in text_of(answer)
    assert said_by_sample(manager) == []


@pytest.mark.parametrize(
    ("data", "alt", "sentence"),
    [
        (b"%PDF-1.4\n", "Wappen", "Wappen.png"),
        (b"GIF89a", "Wappen", "kein Foto"),
        (b"", "Wappen", "Die Datei ist leer."),
        (logo_bytes(), " ", "Schreiben Sie, was das Logo zeigt."),
    ],
)
def test_refusal_is_said_beside_the_field(
    manager: Client, story: Story, data: bytes, alt: str, sentence: str
) -> None:
    assert sentence in send(manager, data, alt)
    assert not FundLogo.objects.exists()


def test_letter_made_again_has_the_logo_of_its_day(story: Story) -> None:
    manager, now = story.people["manager"], timezone.now()
    by: dict[str, Any] = {"fund": story.fund, "actor": manager}
    set_logo(name="a.png", data=logo_bytes(), alt="alt", now=now, **by)
    set_logo(name="b.png", data=logo_bytes((30, 30)), alt="neu", now=now + timedelta(days=2), **by)
    remove_logo(now=now + timedelta(days=4), **by)
    _, letter = sample_of(story.fund.rules.get(), "closing_text", now.date())

    def alt_on(days: int) -> str:
        paper = with_logo(letter, until=now + timedelta(days=days)).paper
        return paper.logo.alt if isinstance(paper, LetterPaper) and paper.logo else ""

    assert [alt_on(days) for days in (-1, 0, 1, 2, 3, 4)] == ["", "alt", "alt", "neu", "neu", ""]


def test_lost_picture_stops_no_letter(story: Story) -> None:
    row = set_logo(
        fund=story.fund,
        name="a.png",
        data=logo_bytes(),
        alt="alt",
        actor=story.people["manager"],
        now=timezone.now(),
    )
    assert row.file is not None
    data = disk.read(row.file.path)
    disk.remove(row.file.path)
    _, letter = sample_of(story.fund.rules.get(), "closing_text", timezone.now().date())
    assert with_logo(letter, until=timezone.now()) == letter
    disk.write(row.file.path, data)
