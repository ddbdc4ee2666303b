"""Several payments signed at once: all or none, and only what was shown."""

from dataclasses import replace
from typing import Any

import pytest

from foundation.values.errors import Blocked, InvalidInput, StaleVersion
from grants.models import PaymentKind, PaymentOrder
from grants.services.conflicts import declare_own_conflict
from grants.services.payment_batches import BatchStep, SeenOrders, sign_orders
from grants.services.payments import certify_order, void_certificates
from tests.grants.rows import refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def orders(story: Story) -> list[PaymentOrder]:
    """Three drafts over 100.00, 150.00 and 50.00, of three cases."""
    drafts = []
    for number, cents in enumerate((10_000, 15_000, 5_000)):
        each = story if number == 0 else replace(story, name=f"Musterhof {number}", fields={}, cents=20_000)
        each.cents = 20_000
        each.accepted()
        drafts.append(each.order(PaymentKind.ADVANCE, cents))
    return drafts


def seen(*orders: PaymentOrder, **changed: Any) -> SeenOrders:
    found = PaymentOrder.objects.filter(pk__in=[order.pk for order in orders])
    rows = {order.pk: order for order in found}
    total = sum(order.amount_cents for order in rows.values())
    as_shown = SeenOrders({pk: order.version for pk, order in rows.items()}, len(rows), total)
    return replace(as_shown, **changed)


def sign(story: Story, step: BatchStep, what: SeenOrders, by: str) -> list[PaymentOrder]:
    return sign_orders(step=step, seen=what, actor=story.people[by], now=story.now)


def states() -> list[str]:
    return list(PaymentOrder.objects.order_by("pk").values_list("state", flat=True))


def test_a_run_is_certified_by_one_and_ordered_by_another(story: Story, orders: list[PaymentOrder]) -> None:
    assert len(sign(story, BatchStep.CERTIFY, seen(*orders), "certifier")) == 3
    assert states() == ["certified_arith"] * 3
    sign(story, BatchStep.ORDER, seen(*orders[:2]), "orderer")
    assert states() == ["ordered", "ordered", "certified_arith"]


@pytest.mark.parametrize("changed", [{"count": 2}, {"total_cents": 29_999}, {"count": -1}])
def test_other_number_or_sum_signs_nothing(
    story: Story, orders: list[PaymentOrder], changed: dict[str, int]
) -> None:
    what = seen(*orders, **changed)
    assert refusal(sign, story, BatchStep.CERTIFY, what, "certifier") == (InvalidInput, "batch.total")
    assert states() == ["draft"] * 3


def test_nothing_chosen_is_told(story: Story) -> None:
    what = SeenOrders({}, 0, 0)
    assert refusal(sign, story, BatchStep.CERTIFY, what, "certifier") == (InvalidInput, "batch.empty")


def test_order_that_moved_meanwhile_stops_all(story: Story, orders: list[PaymentOrder]) -> None:
    what = seen(*orders)
    certified = certify_order(order=orders[1], actor=story.people["certifier"], now=story.now)
    void_certificates(order=certified, reason="Tippfehler", actor=story.people["certifier"], now=story.now)
    with pytest.raises(StaleVersion, match=orders[1].number):
        sign(story, BatchStep.CERTIFY, what, "certifier")
    assert states() == ["draft"] * 3


def test_one_refusal_names_its_order_and_signs_nothing(story: Story, orders: list[PaymentOrder]) -> None:
    declare_own_conflict(application=orders[2].case, actor=story.people["certifier"], now=story.now)
    with pytest.raises(Blocked) as caught:
        sign(story, BatchStep.CERTIFY, seen(*orders), "certifier")
    assert caught.value.sentences == (f"{orders[2].number}: Sie sind in diesem Fall befangen.",)
    assert states() == ["draft"] * 3


def test_certifier_orders_none_of_a_run(story: Story, orders: list[PaymentOrder]) -> None:
    sign(story, BatchStep.CERTIFY, seen(*orders), "certifier")
    roles = frozenset({("FO", ""), ("FC", "")})
    story = replace(
        story, people=dict(story.people) | {"both": replace(story.people["certifier"], roles=roles)}
    )
    with pytest.raises(Blocked) as caught:
        sign(story, BatchStep.ORDER, seen(*orders), "both")
    assert len(caught.value.sentences) == 3
    assert states() == ["certified_arith"] * 3
