"""The list of made reports: what was chosen, once more and whether it is the same, and what has expired."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.accounts.actors import SIGNED_IN_AT
from foundation.accounts.models import User
from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.services import expire_document, read_bytes
from foundation.outbox.services import drain
from grants.models import Fund
from reports.catalog import CATALOG
from reports.document_files import NO_TABLE, OTHER, OTHER_AND_GONE, SAME, repetition_of
from reports.forms import ReportForm
from reports.presets import presets_of
from reports.services import make_again, order_report
from tests.stories import Story

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def client_of_finance(people: dict[str, Actor], now: datetime) -> Client:
    client = Client()
    client.force_login(User.objects.get(email="kaemmerei@stadt.example"))
    session = client.session
    session[SIGNED_IN_AT] = now.isoformat()
    session.save()
    return client


@pytest.fixture(autouse=True)
def _clock(now: datetime) -> object:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def made(fund: Fund, actor: Actor, now: datetime, slug: str = "jahresuebersicht", **params: Any) -> Document:
    chosen = {"basis": "payment", "standing": "open"} | params
    document = order_report(
        slug=slug, fund=fund, params=chosen, as_of=now.date(), actor=actor, now=now, key=slug
    )
    drain(now=now)
    return Document.objects.get(pk=document.pk)


def again(document: Document, actor: Actor, moment: datetime) -> Document:
    repeated = make_again(document=document, actor=actor, now=moment)
    drain(now=moment)
    return Document.objects.get(pk=repeated.pk)


def test_once_more_on_an_unchanged_fund_is_the_same(fund: Fund, kaemmerei: Actor, now: datetime) -> None:
    first = made(fund, kaemmerei, now)
    second = again(first, kaemmerei, now + timedelta(hours=1))
    assert (second.repeats, second.params, second.as_of) == (first, first.params, first.as_of)
    assert repetition_of(second) == SAME
    assert repetition_of(first) == ""


def test_once_more_after_another_case_came_is_said_to_differ(story: Story, kaemmerei: Actor) -> None:
    first = made(story.fund, kaemmerei, story.now, basis="receipt", standing="all")
    story.submitted()
    second = again(first, kaemmerei, story.now + timedelta(hours=1))
    assert repetition_of(second) == OTHER
    expire_document(document=first, now=story.now)
    second = Document.objects.get(pk=second.pk)
    assert repetition_of(second) == OTHER_AND_GONE


def test_document_without_a_table_does_not_claim_to_be_the_same(
    fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    first = made(fund, kaemmerei, now)
    second = again(first, kaemmerei, now + timedelta(hours=1))
    second.files.filter(format="csv").delete()
    assert repetition_of(Document.objects.get(pk=second.pk)) == NO_TABLE


def test_list_shows_what_was_chosen_and_makes_it_once_more(
    client_of_finance: Client, fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    first = made(fund, kaemmerei, now)
    page = client_of_finance.get(reverse("reports")).content.decode()
    assert "Zeitraum 2026, Tag der Zahlung, nur Anträge, die noch laufen" in page
    address = reverse("report_again", args=[first.number])
    assert f'action="{address}"' in page
    assert reverse("report_compare", args=[first.number]) in page
    client_of_finance.post(address)
    drain(now=now)
    assert SAME in client_of_finance.get(reverse("reports")).content.decode()


@pytest.mark.parametrize(
    ("slug", "params", "words"),
    [
        ("jahresuebersicht", {"year": 2026}, "Zeitraum 2026, Eingang des Antrags, alle Anträge"),
        ("jahresuebersicht", {"basis": "payment"}, "Tag der Zahlung, alle Anträge"),
        (
            "zahlungsjournal",
            {"from": "2026-01-01", "until": "2026-03-31", "basis": "decision", "standing": "kept"},
            "Zeitraum 01.01.2026–31.03.2026, Tag der Anordnung, nur Auszahlungen, die nicht zurückkamen",
        ),
        ("haushaltsueberwachung", {}, "alle Jahre, Tag der Buchung"),
        ("jahresabschluss", {"year": 2026}, "Zeitraum 2026, Haushaltsjahr der Buchung"),
        ("belegliste", {}, ""),
    ],
)
def test_choice_is_said_in_words(slug: str, params: dict[str, Any], words: str) -> None:
    assert CATALOG[slug].choice_in_words(params) == words


@pytest.mark.parametrize(("year", "params", "title"), [("", {}, ""), ("2026", {"year": 2026}, " 2026")])
def test_surveillance_list_knows_one_year_and_all(
    client_of_finance: Client, fund: Fund, year: str, params: dict[str, int], title: str
) -> None:
    asked = {"slug": "haushaltsueberwachung", "fund": fund.slug, "year": year}
    page = client_of_finance.get(reverse("report_new"), asked).content.decode()
    assert "alle Jahre</option>" in page
    assert "Welcher Tag entscheidet: Tag der Buchung. " in page
    client_of_finance.post(reverse("report_new"), asked)
    document = Document.objects.get()
    assert (document.params, document.title) == (params, f"Haushaltsüberwachungsliste{title}")


def test_list_without_a_period_is_named_without_one(client_of_finance: Client, fund: Fund) -> None:
    asked = {"slug": "rueckforderungen", "fund": fund.slug, "year": "", "standing": "open"}
    page = client_of_finance.post(reverse("report_new"), asked, follow=True).content.decode()
    document = Document.objects.get()
    assert (document.params, document.title) == ({"standing": "open"}, "Rückforderungsliste")
    assert "alle Jahre, Tag, an dem die Rückforderung angelegt wurde, nur Rückforderungen, bei" in page


def test_expired_report_stays_in_the_list_and_can_be_checked(
    client_of_finance: Client, client: Client, fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    document = made(fund, kaemmerei, now)
    part = document.files.select_related("file").get(format="csv")
    copy, sha256, file = read_bytes(part.file), part.file.sha256, reverse("file", args=[part.file_id])
    expire_document(document=document, now=now)
    page = client_of_finance.get(reverse("report_detail", args=[document.number])).content.decode()
    assert "Die Aufbewahrung ist abgelaufen. Die Dateien sind gelöscht." in page
    assert sha256 in page
    assert reverse("report_compare", args=[document.number]) not in page
    assert "CSV (gelöscht)" in client_of_finance.get(reverse("reports")).content.decode()
    assert client_of_finance.get(file).status_code == 404
    assert client_of_finance.get(reverse("report_compare", args=[document.number])).status_code == 404
    address = reverse("genuine_document", args=[document.number, document.check_code])
    public = client.get(address).content.decode()
    assert "<h1>Echt. Die Aufbewahrung ist abgelaufen.</h1>" in public
    assert sha256 in public
    answer = client.post(address, {"copy": SimpleUploadedFile("kopie.csv", copy)}).content.decode()
    assert "Diese Datei ist Byte für Byte das Dokument." in answer
    other = client.post(address, {"copy": SimpleUploadedFile("kopie.csv", b"x")}).content.decode()
    assert "Auch wir haben die Datei nicht mehr." in other
    assert [words for words in ("fragen Sie uns", "Bitten Sie um die Datei") if words in public + other] == []


def test_list_asks_the_same_number_of_questions_for_many_repetitions(
    client_of_finance: Client, fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    document, counts = made(fund, kaemmerei, now), []
    for number in range(1, 4):
        document = again(document, kaemmerei, now + timedelta(minutes=number))
        with CaptureQueriesContext(connection) as queries:
            client_of_finance.get(reverse("reports"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_one_click_says_which_day_decides_and_what_is_shown(fund: Fund) -> None:
    said = {each.label.replace("\u00ad", ""): each.words for each in presets_of(fund, date(2026, 3, 2))}
    assert said["Jahresbericht 2026"] == "Es entscheidet: Eingang des Antrags. Gezeigt: alle Anträge."
    assert said["Haushaltsüberwachung heute"] == "Es entscheidet: Tag der Buchung."


def test_choice_is_seen_whole_before_it_is_made(fund: Fund) -> None:
    """A closed list cuts long words at 320 px: what can be chosen stands there as radio buttons."""
    report = CATALOG["rueckforderungen"]
    form = ReportForm(report=report, years=[2026])
    for choice in report.choices:
        assert str(form[choice.name]).count('type="radio"') == len(choice.options) > 1
