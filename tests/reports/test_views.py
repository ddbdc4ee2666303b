"""The pages of reports: one click, own choice, waiting, failed, again, preview."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.accounts.actors import SIGNED_IN_AT
from foundation.accounts.models import User
from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.services import fail_document, order_document
from foundation.outbox.services import drain
from grants.models import Fund
from grants.scenarios.founding import found
from reports.catalog import CATALOG
from reports.forms import FUND_REPORTS
from reports.selectors import READ_AT_ONCE, SHOWN
from reports.services import order_report
from tests.conftest import SECTION
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(people: dict[str, Actor], now: datetime) -> SignIn:
    def enter(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{name}@stadt.example"))
        session = client.session
        session[SIGNED_IN_AT] = now.isoformat()
        session.save()
        return client

    return enter


@pytest.fixture(autouse=True)
def _clock(now: datetime) -> object:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def _choice(fund: Fund, **more: str) -> dict[str, str]:
    return {"slug": "jahresuebersicht", "fund": fund.slug, "year": "2026", "key": "k1", **more}


def _ordered(fund: Fund, actor: Actor, now: datetime, key: str) -> str:
    return order_document(
        slug="obligo",
        title="Obligo-Liste",
        subject=f"fund:{fund.uuid}",
        params={},
        as_of=now.date(),
        actor=actor,
        now=now,
        key=key,
    ).number


def test_list_of_reports_goes_on_past_those_of_others(
    sign_in: SignIn, fund: Fund, people: dict[str, Actor], now: datetime
) -> None:
    """So many of another fund lie between that a whole portion holds nothing for the reader."""
    other, kaemmerei = found({**SECTION, "name": "Anderer Fonds"}), people["kaemmerei"]
    mine = [_ordered(fund, kaemmerei, now, f"mine:{number}") for number in range(SHOWN + 2)]
    for number in range(READ_AT_ONCE + 1):
        _ordered(other, kaemmerei, now, f"theirs:{number}")
    client = sign_in("kaemmerei")
    first = client.get(reverse("reports"))
    second = client.get(reverse("reports"), {"nach": first.context["history"].older})
    shown = [[line.number for line in page.context["history"].lines] for page in (first, second)]
    assert shown == [mine[:1:-1], mine[1::-1]]
    assert (bool(first.context["history"].older), second.context["history"].older) == (True, "")


def test_one_click_makes_a_report_and_a_double_click_only_one(
    sign_in: SignIn, fund: Fund, now: datetime
) -> None:
    client = sign_in("kaemmerei")
    page = client.get(reverse("reports")).content.decode()
    assert "Jahresbericht 2026: Aktionskasse DEMO" in page
    for _ in range(2):
        response = client.post(reverse("report_new"), _choice(fund))
    document = Document.objects.get()
    assert response["Location"] == reverse("report_detail", args=[document.number])
    waiting = client.get(response["Location"])
    assert waiting["Refresh"] == "3"
    assert "Ist bestellt" in waiting.content.decode()
    drain(now=now)
    ready = client.get(response["Location"])
    assert "Refresh" not in ready
    text = ready.content.decode()
    assert [f"{name} herunterladen" in text for name in ("PDF", "Excel", "CSV")] == [True] * 3
    for part in Document.objects.get().files.all():
        assert part.file.sha256 in text
        fetched = client.get(reverse("file", args=[part.file_id]))
        assert hashlib.sha256(b"".join(fetched)).hexdigest() == part.file.sha256
        for closer in vars(fetched)[
            "_resource_closers"
        ]:  # not response.close(): it ends the test's connection too
            closer()
    assert document.number in client.get(reverse("reports")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("year", "1999", "Diese Auswahl gibt es nicht."),
        ("as_of", "31.02.2026", "gibt es nicht"),
        ("as_of", "31.12.2026", "Zukunft"),
    ],
)
def test_mistake_keeps_what_was_chosen(
    sign_in: SignIn, fund: Fund, field: str, value: str, sentence: str
) -> None:
    response = sign_in("kaemmerei").post(
        reverse("report_new"), _choice(fund, as_of="1.3.2026") | {field: value}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert (value if field == "as_of" else "1.3.2026") in page
    assert Document.objects.count() == 0


@pytest.mark.parametrize(("field", "value"), [("fund", "anderswo"), ("slug", "belegliste")])
def test_what_cannot_be_chosen_is_asked_for_again(
    sign_in: SignIn, fund: Fund, field: str, value: str
) -> None:
    response = sign_in("kaemmerei").post(reverse("report_new"), _choice(fund) | {field: value})
    assert (response.status_code, Document.objects.count()) == (200, 0)
    assert "Diese Auswahl gibt es nicht." in response.content.decode()


@pytest.mark.parametrize("slug", [slug for slug in FUND_REPORTS if CATALOG[slug].columns])
def test_totals_are_shown_before_anything_is_ordered(sign_in: SignIn, fund: Fund, slug: str) -> None:
    client, chosen = sign_in("kaemmerei"), _choice(fund, slug=slug)
    assert "Summen ansehen" in client.get(reverse("report_new"), chosen).content.decode()
    response = client.post(reverse("report_new"), chosen | {"look": "1"})
    assert "Noch ist nichts bestellt." in response.content.decode()
    assert Document.objects.count() == 0


@pytest.mark.parametrize("slug", [slug for slug in FUND_REPORTS if not CATALOG[slug].columns])
def test_report_without_a_list_offers_no_look_and_a_look_orders_nothing(
    sign_in: SignIn, fund: Fund, slug: str
) -> None:
    client, chosen = sign_in("kaemmerei"), _choice(fund, slug=slug)
    assert "Summen ansehen" not in client.get(reverse("report_new"), chosen).content.decode()
    assert client.post(reverse("report_new"), chosen | {"look": "1"}).status_code == 200
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("1.1.2026", "31.3.2026", ""),
        ("1.1.2026", "", "den ersten und den letzten Tag"),
        ("1.4.2026", "31.3.2026", "Der letzte Tag liegt vor dem ersten."),
        ("31.2.2026", "31.3.2026", "gibt es nicht"),
    ],
)
def test_other_periods_than_a_year(sign_in: SignIn, fund: Fund, first: str, last: str, sentence: str) -> None:
    chosen = _choice(fund, slug="zahlungsjournal", first=first, last=last)
    response = sign_in("kaemmerei").post(reverse("report_new"), chosen)
    assert Document.objects.count() == (0 if sentence else 1)
    if sentence:
        assert sentence in response.content.decode()
    else:
        document = Document.objects.get()
        assert document.params == {"from": "2026-01-01", "until": "2026-03-31"}
        assert document.title == "Zahlungsjournal 01.01.2026–31.03.2026"


def test_failed_report_says_what_to_do_and_can_be_made_again(
    sign_in: SignIn, fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    document = order_report(
        slug="jahresuebersicht", fund=fund, params={}, as_of=now.date(), actor=kaemmerei, now=now, key="x"
    )
    drain(now=now)
    Document.objects.update(state="waiting")
    fail_document(document=Document.objects.get(), error="Der Speicher war voll.", now=now)
    client = sign_in("kaemmerei")
    address = reverse("report_detail", args=[document.number])
    page = client.get(address).content.decode()
    assert "Der Speicher war voll." in page
    assert "Noch einmal erstellen" in page


def test_ready_report_is_ordered_once_more_with_the_same_as_of(
    sign_in: SignIn, fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    document = order_report(
        slug="jahresuebersicht", fund=fund, params={}, as_of=now.date(), actor=kaemmerei, now=now, key="x"
    )
    drain(now=now)
    response = sign_in("kaemmerei").post(reverse("report_again", args=[document.number]))
    again = Document.objects.exclude(pk=document.pk).get()
    assert response["Location"] == reverse("report_detail", args=[again.number])
    assert (again.as_of, again.params) == (document.as_of, document.params)


def test_letter_is_made_once(sign_in: SignIn, story: Story) -> None:
    story.issued()
    drain(now=story.now)
    document = Document.objects.get(slug="bewilligungsbescheid")
    client = sign_in("officer")
    page = client.get(reverse("report_detail", args=[document.number])).content.decode()
    assert "Noch einmal erstellen" not in page
    client.post(reverse("report_again", args=[document.number]))
    assert Document.objects.filter(slug="bewilligungsbescheid").count() == 1


def test_case_report_without_proof_goes_back_with_a_sentence(sign_in: SignIn, story: Story) -> None:
    application = story.submitted()
    client = sign_in("manager")
    response = client.post(reverse("case_report", args=[application.reference, "belegliste"]), follow=True)
    assert "noch keinen Nachweis" in response.content.decode()
    missing = client.post(reverse("case_report", args=[application.reference, "jahresuebersicht"]))
    assert missing.status_code == 404


def test_preview_is_the_notice_with_a_watermark(sign_in: SignIn, story: Story) -> None:
    grant = story.drafted()
    address = reverse("notice_preview", args=[grant.case.reference])
    response = sign_in("officer").get(address)
    assert response["Content-Type"] == "application/pdf"
    assert all_findings(response.content) == []
    text = words_copied(response.content).replace("\u00a0", " ")
    assert "bis zu 487,65 €" in text
    assert "[Name der Person, die das Schreiben freigibt]" in text
    assert Document.objects.filter(slug="bewilligungsbescheid").count() == 0
    assert sign_in("certifier").get(address).status_code == 403
    assert Client().get(address)["Location"].startswith("/anmelden/")


def test_preview_of_nothing_is_404(sign_in: SignIn, story: Story) -> None:
    application = story.submitted()
    assert sign_in("officer").get(reverse("notice_preview", args=[application.reference])).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("kaemmerei", 200), ("auditor", 200), ("cashier", 403), ("administrator", 200)]
)
def test_who_opens_the_page(sign_in: SignIn, name: str, status: int) -> None:
    assert sign_in(name).get(reverse("reports")).status_code == status


def test_page_asks_the_same_number_of_questions_for_many_reports(
    sign_in: SignIn, fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    client = sign_in("kaemmerei")
    counts = []
    for number in range(12):
        order_report(
            slug="jahresuebersicht",
            fund=fund,
            params={},
            as_of=now.date(),
            actor=kaemmerei,
            now=now,
            key=str(number),
        )
        if number in (0, 11):
            drain(now=now)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(reverse("reports"))
            counts.append(len(queries))
    assert counts[0] == counts[1]
