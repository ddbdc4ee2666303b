"""While nobody works the page says so, instead of "gleich" for ever."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.accounts.actors import SIGNED_IN_AT
from foundation.accounts.models import User
from foundation.audit.actors import Actor
from foundation.outbox.services import beat
from grants.models import Fund
from reports.selectors import NOBODY_WORKS
from reports.services import order_report
from tests.conftest import NOW

SOON = "Ist bestellt und wird gleich erstellt."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waited", "last_beat", "sentence"),
    [
        (30, None, SOON),  # it may only just have been ordered
        (120, 10, SOON),
        (120, 100, NOBODY_WORKS),
        (120, None, NOBODY_WORKS),
    ],
)
def test_waiting_page_says_whether_anybody_works(
    fund: Fund, people: dict[str, Actor], waited: int, last_beat: int | None, sentence: str
) -> None:
    ordered: dict[str, Any] = {
        "params": {"year": "2026"},
        "as_of": NOW.date(),
        "actor": people["kaemmerei"],
        "now": NOW,
    }
    document = order_report(slug="jahresuebersicht", fund=fund, key="k", **ordered)
    now = NOW + timedelta(seconds=waited)
    if last_beat is not None:
        beat(name="worker", now=now - timedelta(seconds=last_beat))
    client = Client()
    with time_machine.travel(now, tick=False):
        client.force_login(User.objects.get(email="kaemmerei@stadt.example"))
        session = client.session
        session[SIGNED_IN_AT] = NOW.isoformat()
        session.save()
        page = client.get(reverse("report_detail", args=[document.number])).content.decode()
    assert sentence in page
    assert (SOON if sentence == NOBODY_WORKS else NOBODY_WORKS) not in page
