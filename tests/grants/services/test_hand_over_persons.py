"""Who hands over has neither certified nor ordered, nor is biased: by policy, and by the database alone."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked
from grants.models import HandOver, HandOverKind, HandOverLine, PaymentOrder
from grants.services.payments import execute_payment
from tests.grants.rows import declare
from tests.grants.services.runs import hand_over, ordered_payments, seen, states
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def orders(story: Story) -> list[PaymentOrder]:
    """Two ordered payments."""
    return ordered_payments(story, 10_000, 5_000)


def kasse_too(actor: Actor) -> Actor:
    """The same person with the right of the Kasse: only the comparison of persons is left to say no."""
    return replace(actor, roles=actor.roles | {("KA", "")}, stepped_up=True)


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("certifier", "Wer eine Auszahlung festgestellt hat, ordnet sie nicht an und führt sie nicht aus."),
        ("orderer", "Wer eine Auszahlung angeordnet hat, führt sie nicht aus."),
    ],
)
def test_signatory_hands_nothing_over(story: Story, orders: list[PaymentOrder], who: str, says: str) -> None:
    with pytest.raises(Blocked) as caught:
        hand_over(story, seen(*orders), actor=kasse_too(story.people[who]))
    assert caught.value.sentences == tuple(f"{order.number}: {says}" for order in orders)
    assert states() == ["ordered", "ordered"]


def test_biased_person_hands_nothing_over(story: Story, orders: list[PaymentOrder]) -> None:
    declare(orders[1], story.people["cashier"].reference)
    with pytest.raises(Blocked) as caught:
        hand_over(story, seen(*orders))
    assert caught.value.sentences == (f"{orders[1].number}: Sie sind in diesem Fall befangen.",)
    assert hand_over(story, seen(orders[0])).count == 1


def test_who_hands_over_may_not_have_signed_for_the_database_either(
    story: Story, orders: list[PaymentOrder]
) -> None:
    order = orders[0]
    signed = (order.certified_factual_by, order.certified_arith_by, order.ordered_by)
    declare(order, "befangen")
    for number, reference in enumerate({*signed, "befangen", "jemand"}):
        with transaction.atomic():
            run = HandOver.objects.create(**made_by(story, reference, number))
            line: dict[str, Any] = {"hand_over": run, "position": 1, "amount_cents": 1}
            if reference == "jemand":
                HandOverLine.objects.create(order=order, **line)
            else:
                with pytest.raises(DatabaseError, match="row guard"), transaction.atomic():
                    HandOverLine.objects.create(order=order, **line)
            transaction.set_rollback(True)


def made_by(story: Story, reference: str, number: int) -> dict[str, Any]:
    return {
        "fund": story.fund,
        "number": f"X-{number}",
        "kind": HandOverKind.CSV,
        "count": 1,
        "total_cents": 1,
        "sha256": "0" * 64,
        "made_by": reference,
        "made_by_label": reference,
        "made_at": story.now,
    }


def test_colleague_of_the_kasse_executes_what_another_handed_over(
    story: Story, orders: list[PaymentOrder]
) -> None:
    hand_over(story, seen(*orders))
    colleague = replace(story.people["officer2"], roles=frozenset({("KA", "")}))
    done = execute_payment(order=orders[0], actor=colleague, now=story.now)
    assert done.executed_by == colleague.reference
