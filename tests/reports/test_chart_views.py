"""The page of the pictures: of which fund, year and day, and what it says when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.files.models import Document
from grants.models import Fund, FundRules, PaymentKind
from tests.grants.views.office_browser import browser_of, text_of
from tests.reports.charts.examples import HOSTILE
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = Mapping[str, Actor]
HERE = "/finanzen/auswertung/"


@pytest.fixture(autouse=True)
def clock(now: datetime) -> Iterator[object]:
    with time_machine.travel(now + timedelta(days=3), tick=False) as traveller:
        yield traveller


def test_page_shows_four_pictures_and_orders_their_report(story: Story, people: People) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    browser = browser_of(people["kaemmerei"])
    page = browser.get(HERE)
    assert page.content.decode().count('role="img"') == 4
    said = text_of(page)
    assert "Auswertung 2026: Aktionskasse DEMO" in said
    assert "ausgezahlt: 100,00 €, gebunden: 387,65 €, vorgemerkt: 0,00 €, frei: 1.512,35 €" in said
    ordered = {"slug": "auswertung", "fund": story.fund.slug, "year": "2026", "key": "k"}
    browser.post(reverse("report_new"), ordered)
    assert Document.objects.get(slug="auswertung").params == {"year": 2026}


def test_earlier_day_shows_what_was_true_then(story: Story, people: People) -> None:
    story.accepted()
    before = story.day - timedelta(days=1)
    browser = browser_of(people["auditor"])
    said = text_of(
        browser.get(HERE, {"fund": story.fund.slug, "year": "2026", "as_of": f"{before:%d.%m.%Y}"})
    )
    assert f"Stand {before:%d.%m.%Y}" in said
    assert "gebunden: 0,00 €" in said
    assert "noch kein Antrag eingegangen" in said
    assert "gebunden: 487,65 €" in text_of(browser.get(HERE))


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"year": "1999"}, "Diese Auswahl gibt es nicht."),
        ({"fund": "fremd"}, "Diese Auswahl gibt es nicht."),
        ({"as_of": "31.12.2026"}, "Der Stand liegt in der Zukunft."),
        ({"as_of": "31.02.2026"}, "gibt es nicht"),
    ],
)
def test_wrong_choice_says_what_to_do(
    fund: Fund, people: People, chosen: dict[str, str], sentence: str
) -> None:
    page = browser_of(people["kaemmerei"]).get(HERE, chosen)
    assert page.status_code == 200
    assert sentence in text_of(page)
    assert "<svg class" not in page.content.decode()


def test_hostile_name_of_a_field_is_text(story: Story, people: People) -> None:
    FundRules.objects.update(fields_of_action_text=HOSTILE)
    story.accepted()
    markup = browser_of(people["kaemmerei"]).get(HERE).content.decode()
    assert "<script>alert" not in markup
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;&#x27;&lt;/title&gt;" in markup


def test_page_asks_the_same_number_of_questions_for_many_cases(story: Story, people: People) -> None:
    browser, counts = browser_of(people["kaemmerei"]), []
    story.submitted()
    for number in range(3):
        other = Story(story.fund, story.people, name=f"Nachbarschaft Muster {number}", cents=10_000)
        other.accepted()
        if number in (0, 2):
            with CaptureQueriesContext(connection) as queries:
                browser.get(HERE)
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_finance_and_reports_lead_here(fund: Fund, people: People) -> None:
    browser = browser_of(people["kaemmerei"])
    for name in ("office_finance", "reports"):
        assert f'href="{HERE}"' in browser.get(reverse(name)).content.decode()
    assert (
        f'href="{HERE}"' not in browser_of(people["cashier"]).get(reverse("office_finance")).content.decode()
    )
