"""The page of subscribed reports, without JavaScript: look, add, pause, go on, end; and what others see."""

from __future__ import annotations

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
from foundation.files.services import expire_document
from foundation.outbox.services import drain
from grants.models import Fund
from grants.scenarios.founding import found
from reports.models import ReportSubscription, RestReason
from reports.subscriptions import run_subscriptions
from tests.conftest import SECTION

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


def _wish(of: Fund, **more: str) -> dict[str, str]:
    usual = {"slug": "zahlungsjournal", "rhythm": "monthly", "day": "3", "day_kind": "working"}
    return usual | {"fund": of.slug} | more


def _page(client: Client) -> str:
    return client.get(reverse("report_subscriptions")).content.decode()


def test_day_is_computed_before_anything_is_stored(sign_in: SignIn, fund: Fund) -> None:
    client = sign_in("kaemmerei")
    page = client.post(reverse("report_subscriptions"), _wish(fund, look="1")).content.decode()
    assert "Mittwoch, 04.03.2026, für Februar 2026" in page
    assert ReportSubscription.objects.count() == 0


def test_one_is_added_paused_resumed_and_ended(sign_in: SignIn, fund: Fund) -> None:
    client = sign_in("kaemmerei")
    assert "Berichte abonnieren" in client.get(reverse("reports")).content.decode()
    client.post(reverse("report_subscriptions"), _wish(fund))
    made = ReportSubscription.objects.get()
    page = _page(client)
    assert "jeden Monat am 3. Werktag nach dem Monatsende" in page
    assert "Mittwoch, 04.03.2026, für Februar 2026" in page

    def step(name: str) -> str:
        address = reverse("report_subscription_step", args=[made.uuid, name])
        return str(client.post(address, follow=True).content.decode())

    assert "pausiert (seit 02.03.2026)" in step("pausieren")
    assert "Nächster Bericht" in step("fortsetzen")
    assert "Sie haben keinen Bericht abonniert." in step("beenden")
    assert client.post(reverse("report_subscription_step", args=[made.uuid, "loeschen"])).status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": "16"}, "Geben Sie einen Tag von 1 bis 15 ein."),
        ({"day": "drei"}, "Geben Sie eine ganze Zahl ein"),
        ({"slug": "belegliste"}, "Diese Auswahl gibt es nicht."),
    ],
)
def test_mistake_is_said_and_keeps_what_was_chosen(
    sign_in: SignIn, fund: Fund, change: dict[str, str], sentence: str
) -> None:
    client = sign_in("kaemmerei")
    for look in ({}, {"look": "1"}):
        page = client.post(reverse("report_subscriptions"), _wish(fund, **change, **look)).content.decode()
        assert sentence in page
    assert ReportSubscription.objects.count() == 0


def test_colleagues_see_who_gets_what_and_why_it_rests(sign_in: SignIn, fund: Fund) -> None:
    sign_in("kaemmerei").post(reverse("report_subscriptions"), _wish(fund))
    ReportSubscription.objects.update(rest_reason=RestReason.NO_RIGHT, resting_since="2026-03-01T10:00Z")
    page = _page(sign_in("auditor"))
    assert "ruht: Die Person darf Berichte dieses Fonds nicht mehr lesen." in page
    assert "Abbestellen" not in page


def test_another_person_finds_no_subscription_to_change(sign_in: SignIn, fund: Fund) -> None:
    sign_in("kaemmerei").post(reverse("report_subscriptions"), _wish(fund))
    made = ReportSubscription.objects.get()
    for step in ("pausieren", "beenden"):
        address = reverse("report_subscription_step", args=[made.uuid, step])
        assert sign_in("auditor").post(address).status_code == 404
    assert ReportSubscription.objects.get().is_active


def test_colleagues_are_those_of_ones_own_funds_and_of_today(sign_in: SignIn, fund: Fund) -> None:
    kaemmerei = sign_in("kaemmerei")
    kaemmerei.post(reverse("report_subscriptions"), _wish(fund))
    assert "Abonnements anderer Personen" not in _page(kaemmerei)
    made = ReportSubscription.objects.get()
    auditor = sign_in("auditor")
    assert made.subscriber_label in _page(auditor)
    ReportSubscription.objects.update(fund=found({**SECTION, "name": "Anderer Fonds"}))
    assert made.subscriber_label not in _page(auditor)
    ReportSubscription.objects.update(fund=fund)
    kaemmerei.post(reverse("report_subscription_step", args=[made.uuid, "beenden"]))
    assert made.subscriber_label not in _page(auditor)


def test_fund_of_others_cannot_be_chosen(sign_in: SignIn, fund: Fund) -> None:
    other = found({**SECTION, "name": "Anderer Fonds"})
    page = sign_in("kaemmerei").post(reverse("report_subscriptions"), _wish(fund, fund=other.slug))
    assert "Diese Auswahl gibt es nicht." in page.content.decode()
    assert ReportSubscription.objects.count() == 0


def test_report_whose_files_have_gone_is_said_to_be_so(sign_in: SignIn, fund: Fund, now: datetime) -> None:
    client = sign_in("kaemmerei")
    client.post(reverse("report_subscriptions"), _wish(fund, day="1", day_kind="calendar"))
    ReportSubscription.objects.update(since=now.date().replace(day=1))
    run_subscriptions(now=now)
    drain(now=now)
    assert ": Ist fertig." in _page(client)
    expire_document(document=Document.objects.get(), now=now)
    assert ": Die Aufbewahrung ist abgelaufen. Die Dateien sind gelöscht." in _page(client)


def test_page_asks_the_same_number_of_questions_for_many(sign_in: SignIn, fund: Fund) -> None:
    client, counts = sign_in("kaemmerei"), []
    for slug in ("zahlungsjournal", "obligo", "haushaltsueberwachung"):
        client.post(reverse("report_subscriptions"), _wish(fund, slug=slug))
        with CaptureQueriesContext(connection) as queries:
            _page(client)
        counts.append(len(queries))
    assert counts[0] == counts[2]
