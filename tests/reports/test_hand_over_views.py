"""The pages of a run: chosen, seen with number and sum, handed over, fetched once and again."""

from collections.abc import Mapping
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.audit.models import AccessEntry
from grants.models import HandOver, HandOverDownload, PaymentOrder
from grants.services.payments import cancel_order, execute_payment
from tests.grants.rows import declare
from tests.grants.services.runs import BANK, hand_over, ordered_payments, seen, states, with_profile
from tests.grants.views.conftest import clock
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

__all__ = ["clock"]
People = Mapping[str, Actor]
RUNS = reverse("hand_overs")


@pytest.fixture
def orders(story: Story, clock: time_machine.Traveller) -> list[PaymentOrder]:
    """Two ordered payments over 100.00 and 50.00; the clock stands where they were ordered."""
    made = ordered_payments(story, 10_000, 5_000)
    clock.move_to(story.now)
    return made


@pytest.fixture
def page(story: Story) -> str:
    return reverse("hand_over_new", args=[story.fund.slug])


def keys(*orders: PaymentOrder) -> list[str]:
    return [f"{each.pk}-{PaymentOrder.objects.get(pk=each.pk).version}" for each in orders]


def take(browser: Client, page: str, *orders: PaymentOrder, total: int, kind: str = "csv") -> Any:
    data = {"order": keys(*orders), "count": str(len(orders)), "total": str(total), "kind": kind}
    return browser.post(page, data, follow=True)


def fetch(browser: Client) -> Any:
    return browser.post(reverse("hand_over_file", args=[HandOver.objects.get().number]))


def test_number_and_sum_are_repeated_before_and_after(
    people: People, orders: list[PaymentOrder], page: str
) -> None:
    kasse = browser_of(people["cashier"])
    assert "Neuer Lauf: Aktionskasse DEMO" in text_of(kasse.get(RUNS))
    assert "Es warten 2 angeordnete Auszahlungen, zusammen 150,00 €." in text_of(kasse.get(page))
    shown = text_of(kasse.post(page, {"choose": "1", "order": keys(*orders)}))
    assert "2 Auszahlungen, Kontrollsumme 150,00" in shown
    assert "pain.001" not in shown
    assert states() == ["ordered", "ordered"]
    done = text_of(take(kasse, page, *orders, total=15_000))
    assert "Die Auszahlungen sind übergeben." in done
    assert "2 Auszahlungen, Kontrollsumme 150,00" in done
    assert "Übergeben von Karin Beispiel" in done
    assert states() == ["handed_over", "handed_over"]
    assert "LT-2026-U0001" in text_of(kasse.get(RUNS))
    assert "Lauf LT-2026-U0001" in text_of(kasse.get(reverse("office_order", args=[orders[0].number])))


def test_part_of_the_orders_makes_a_run(people: People, orders: list[PaymentOrder], page: str) -> None:
    kasse = browser_of(people["cashier"])
    assert "1 Auszahlung, Kontrollsumme 50,00" in text_of(take(kasse, page, orders[1], total=5_000))
    assert states() == ["ordered", "handed_over"]


def test_file_goes_out_once_and_again_with_the_same_bytes(
    people: People, orders: list[PaymentOrder], page: str
) -> None:
    kasse = browser_of(people["cashier"])
    take(kasse, page, *orders, total=15_000)
    first, second = fetch(kasse), fetch(kasse)
    assert first.content == second.content
    assert b"DE89370400440532013000" in first.content
    names = [each.headers["Content-Disposition"] for each in (first, second)]
    assert names == [
        'attachment; filename="LT-2026-U0001.csv"',
        'attachment; filename="LT-2026-U0001-erneut-geladen.csv"',
    ]
    assert "no-store" in first.headers["Cache-Control"]
    shown = text_of(kasse.get(reverse("hand_over", args=["LT-2026-U0001"])))
    assert "erneut geladen" in shown
    assert "Zahlen Sie sie nicht zweimal." in shown
    purposes = AccessEntry.objects.filter(purpose__startswith="hand_over.download").order_by("pk")
    assert list(purposes.values_list("purpose", flat=True)) == [
        "hand_over.download",
        "hand_over.download_again",
    ]


def test_bank_file_is_offered_when_the_profile_allows_it(
    story: Story, people: People, orders: list[PaymentOrder], page: str
) -> None:
    with_profile(story, BANK)
    kasse = browser_of(people["cashier"])
    assert "Mit Bankdatei pain.001 übergeben" in text_of(
        kasse.post(page, {"choose": "1", "order": keys(*orders)})
    )
    take(kasse, page, *orders, total=15_000, kind="pain001")
    assert b"<CtrlSum>150.00</CtrlSum>" in fetch(kasse).content


def test_bank_file_without_a_profile_is_a_sentence(
    people: People, orders: list[PaymentOrder], page: str
) -> None:
    refused = take(browser_of(people["cashier"]), page, *orders, total=15_000, kind="pain001")
    assert refused.status_code == 409
    assert "Für diesen Fonds ist keine Bankdatei eingerichtet." in text_of(refused)
    assert states() == ["ordered", "ordered"]


def test_orders_that_changed_in_between_hand_nothing_over(
    story: Story, people: People, orders: list[PaymentOrder], page: str
) -> None:
    kasse = browser_of(people["cashier"])
    old = {"order": keys(*orders), "count": "2", "total": "15000", "kind": "csv"}
    cancel_order(order=orders[1], reason="Doppelt", actor=people["orderer"], now=story.now)
    refused = kasse.post(page, old)
    assert refused.status_code == 409
    assert "Es ist nichts übergeben." in text_of(refused)
    assert f"Inzwischen geändert: {orders[1].number}." in text_of(refused)
    wrong = kasse.post(page, old | {"order": keys(orders[0]), "count": "1"})
    assert (wrong.status_code, HandOver.objects.count()) == (409, 0)


def test_second_click_hands_nothing_over_twice(people: People, orders: list[PaymentOrder], page: str) -> None:
    kasse = browser_of(people["cashier"])
    old = {"order": keys(*orders), "count": "2", "total": "15000", "kind": "csv"}
    assert kasse.post(page, old).status_code == 302
    again = text_of(kasse.post(page, old, follow=True))
    assert "schon übergeben, mit diesem Lauf. Es ist nichts zweimal übergeben." in again
    assert "Übergabelauf LT-2026-U0001" in again
    part = old | {"order": keys(orders[0]), "count": "1", "total": "10000"}
    assert (kasse.post(page, part).status_code, HandOver.objects.count()) == (409, 1)


def test_kasse_proves_anew_who_it_is(
    story: Story, people: People, orders: list[PaymentOrder], page: str
) -> None:
    away = browser_of(people["cashier"], stepped_up=False)
    proof = reverse("confirm_identity")
    assert proof in away.get(page)["Location"]
    data = {"order": keys(*orders), "count": "2", "total": "15000", "kind": "csv"}
    assert proof in away.post(page, data)["Location"]
    assert states() == ["ordered", "ordered"]
    hand_over(story, seen(*orders))
    assert proof in fetch(away)["Location"]
    assert not HandOverDownload.objects.exists()


def test_order_of_a_biased_case_is_shown_without_a_tick(
    people: People, orders: list[PaymentOrder], page: str
) -> None:
    declare(orders[0], people["cashier"].reference)
    shown = browser_of(people["cashier"]).get(page)
    assert "Sie sind in diesem Fall befangen." in text_of(shown)
    assert shown.content.decode().count('name="order"') == 1
    assert "Es wartet 1 angeordnete Auszahlung, zusammen 50,00" in text_of(shown)


@pytest.mark.parametrize(
    ("posted", "status"),
    [
        ({"order": ["x", "-", "1-", "-1"], "kind": "csv"}, 200),
        ({"order": ["9" * 40 + "-1"], "kind": "csv"}, 200),
        ({}, 200),
        ({"choose": "1"}, 200),
        ({"order": ["999999-0"], "count": "1", "total": "1", "kind": "csv"}, 404),
    ],
)
def test_odd_input_hands_nothing_over(
    people: People, orders: list[PaymentOrder], page: str, posted: dict[str, Any], status: int
) -> None:
    kasse = browser_of(people["cashier"])
    assert kasse.post(page, posted).status_code == status
    assert take(kasse, page, *orders, total=15_000, kind="xlsx").status_code == 404
    assert states() == ["ordered", "ordered"]


def test_order_of_a_run_is_paid_on_its_page(story: Story, people: People, orders: list[PaymentOrder]) -> None:
    hand_over(story, seen(*orders))
    kasse = browser_of(people["cashier"])
    address = reverse("office_order_action", args=[orders[0].number, "ausgefuehrt"])
    assert "Als ausgezahlt vermerken" in text_of(kasse.get(reverse("office_order", args=[orders[0].number])))
    day = story.day.strftime("%d.%m.%Y")
    version = str(PaymentOrder.objects.get(pk=orders[0].pk).version)
    form = {"expected_version": version, "paid_on": day, "bank_reference": "K-7", "sure": "on"}
    assert kasse.post(address, form).status_code == 302
    assert states() == ["executed", "handed_over"]


def test_readers_see_the_run_and_not_the_file(
    story: Story, people: People, orders: list[PaymentOrder]
) -> None:
    run = hand_over(story, seen(*orders))
    execute_payment(order=orders[0], actor=people["cashier"], now=story.now)
    for who in ("manager", "officer", "certifier", "orderer", "auditor"):
        shown = text_of(browser_of(people[who]).get(reverse("hand_over", args=[run.number])))
        assert "Nur die Kasse lädt sie herunter." in shown
        assert "Ausgezahlt, 02.03.2026" in shown
        assert "DE8937040044" not in shown


@pytest.mark.unsound
def test_damaged_file_is_a_sentence_and_no_download(
    story: Story, people: People, orders: list[PaymentOrder], settings: Any, tmp_path: Any
) -> None:
    run = hand_over(story, seen(*orders))
    settings.DATA_DIR = tmp_path / "lost"
    shown = browser_of(people["cashier"]).post(reverse("hand_over_file", args=[run.number]), follow=True)
    assert "Die Datei ist nicht lesbar." in text_of(shown)
    assert not HandOverDownload.objects.exists()


def test_pages_ask_the_same_whatever_their_length(
    story: Story, people: People, orders: list[PaymentOrder], page: str
) -> None:
    kasse = browser_of(people["cashier"])
    hand_over(story, seen(orders[0]))
    counts: list[list[int]] = []
    for _round in range(2):
        counts.append([])
        for address in (RUNS, page, reverse("hand_over", args=["LT-2026-U0001"])):
            kasse.get(address)
            with CaptureQueriesContext(connection) as asked:
                kasse.get(address)
            counts[-1].append(len(asked))
        if _round == 0:
            more = ordered_payments(
                Story(story.fund, story.people, name="Andere Gruppe"), 1_000, 2_000, 3_000
            )
            hand_over(story, seen(more[0]))
    assert counts[0] == counts[1]
