"""The pages on which several payments are signed at once."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentKind, PaymentOrder
from grants.services.conflicts import declare_own_conflict
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = Mapping[str, Actor]
CERTIFY = reverse("office_orders_sign", args=["zeichnen"])
ORDER = reverse("office_orders_sign", args=["anordnen"])


@pytest.fixture
def run(story: Story, clock: time_machine.Traveller) -> list[PaymentOrder]:
    """Two drafts over 100.00 and 50.00, of two cases."""
    drafts = []
    for number, cents in enumerate((10_000, 5_000)):
        each = story if number == 0 else replace(story, name="Musterhof 1", fields={})
        each.cents = 20_000
        each.accepted()
        drafts.append(each.order(PaymentKind.ADVANCE, cents))
    clock.move_to(story.now)
    return drafts


def keys(*orders: PaymentOrder) -> list[str]:
    return [f"{each.pk}-{PaymentOrder.objects.get(pk=each.pk).version}" for each in orders]


def sign(browser: Client, page: str, *orders: PaymentOrder, total: int) -> int:
    data = {"order": keys(*orders), "count": str(len(orders)), "total": str(total)}
    return browser.post(page, data).status_code


def states() -> list[str]:
    return list(PaymentOrder.objects.order_by("pk").values_list("state", flat=True))


def test_number_and_sum_are_repeated_before_anything_is_signed(
    people: People, run: list[PaymentOrder]
) -> None:
    certifier = browser_of(people["certifier"])
    assert all(order.number in text_of(certifier.get(CERTIFY)) for order in run)
    shown = certifier.post(CERTIFY, {"choose": "1", "order": keys(*run)})
    assert "2 Auszahlungen, zusammen 150,00" in text_of(shown)
    assert states() == ["draft", "draft"]
    assert sign(certifier, CERTIFY, *run, total=15_000) == 302
    assert "2 Auszahlungen sind sachlich und rechnerisch richtig gezeichnet." in text_of(
        certifier.get(reverse("office_finance"))
    )
    assert states() == ["certified_arith"] * 2
    assert sign(certifier, CERTIFY, *run, total=15_000) == 409  # a second click


def test_orders_of_the_certifier_are_shown_without_a_tick(people: People, run: list[PaymentOrder]) -> None:
    declare_own_conflict(application=run[1].case, actor=people["certifier"], now=run[1].prepared_at)
    certifier = browser_of(people["certifier"])
    page = certifier.get(CERTIFY)
    assert "Sie sind in diesem Fall befangen." in text_of(page)
    assert page.content.decode().count('name="order"') == 1
    refused = certifier.post(CERTIFY, {"order": keys(*run), "count": "2", "total": "15000"})
    assert (refused.status_code, states()) == (409, ["draft", "draft"])
    assert f"{run[1].number}: Sie sind in diesem Fall befangen." in text_of(refused)


def test_orderer_proves_anew_who_they_are(people: People, run: list[PaymentOrder]) -> None:
    assert sign(browser_of(people["certifier"]), CERTIFY, *run, total=15_000) == 302
    away = browser_of(people["orderer"], stepped_up=False)
    for answer in (away.get(ORDER), away.post(ORDER, {"order": keys(*run), "count": "2", "total": "15000"})):
        assert (answer.status_code, reverse("confirm_identity") in answer["Location"]) == (302, True)
    assert states() == ["certified_arith"] * 2
    assert sign(browser_of(people["orderer"]), ORDER, *run, total=15_000) == 302
    assert states() == ["ordered"] * 2


@pytest.mark.parametrize(
    "posted",
    [
        {"order": ["x", "1", "-", "1-", "-1", "٣-١", "9" * 40 + "-1"], "count": "1", "total": "1"},
        {"order": ["999999-0"], "count": "1", "total": "1"},
        {},
        {"choose": "1"},
    ],
)
def test_odd_input_signs_nothing(people: People, run: list[PaymentOrder], posted: dict[str, object]) -> None:
    answer = browser_of(people["certifier"]).post(CERTIFY, posted)
    assert (answer.status_code in (200, 404), states()) == (True, ["draft", "draft"])


def test_unknown_step_is_no_page(people: People) -> None:
    unknown = reverse("office_orders_sign", args=["pruefen"])
    assert browser_of(people["certifier"]).get(unknown).status_code == 404


def test_list_asks_the_same_whatever_its_length(
    story: Story, people: People, run: list[PaymentOrder]
) -> None:
    certifier = browser_of(people["certifier"])
    certifier.get(CERTIFY)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            certifier.get(CERTIFY)
        counts.append(len(asked))
        more = replace(story, name="Musterhof 2", fields={})
        more.cents = 20_000
        more.accepted()
        more.order(PaymentKind.ADVANCE, 1_000)
    assert counts[0] == counts[1]
