"""Several people of the Kasse at once: one run gets the orders, the others a sentence."""

from collections import Counter

import pytest

from grants.models import HandOver, HandOverDownload, HandOverLine
from grants.services.hand_overs import fetch_file
from tests.grants.services.runs import hand_over, ordered_payments, proven, seen, states
from tests.grants.services.test_overspend import THREADS, race
from tests.stories import Story

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_databases,
]


def test_orders_go_into_one_run(story: Story) -> None:
    what = seen(*ordered_payments(story, 10_000, 5_000))
    results = race(lambda number: hand_over(story, what))
    assert results == {"done": 1, "version.stale": THREADS - 1}
    assert states() == ["handed_over"] * 2
    assert (HandOver.objects.count(), HandOverLine.objects.count()) == (1, 2)


def test_runs_that_overlap_never_share_an_order(story: Story) -> None:
    """Each wants two of four, neighbours overlap; whoever comes late is refused whole."""
    orders = ordered_payments(story, 1_000, 2_000, 3_000, 4_000)
    wanted = [seen(orders[number], orders[(number + 1) % 4]) for number in range(4)]
    results = race(lambda number: hand_over(story, wanted[number % 4]))
    assert set(results) == {"done", "version.stale"}
    assert results["done"] == HandOver.objects.count()
    assert HandOverLine.objects.count() == 2 * results["done"]
    assert Counter(states())["handed_over"] == 2 * results["done"]


def test_file_is_loaded_for_the_first_time_once(story: Story) -> None:
    run = hand_over(story, seen(*ordered_payments(story, 1_000)))
    kasse = proven(story.people["cashier"])
    results = race(lambda number: fetch_file(hand_over=run, actor=kasse, now=story.now))
    assert results == {"done": THREADS}
    numbers = list(HandOverDownload.objects.values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, THREADS + 1))
