"""Where receipts belong: the line of the plan, the day and the way of payment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.values.errors import InvalidInput
from grants.models import CostItem, Receipt
from grants.services.assignments import Assignment
from grants.services.proofs import ReceiptLine, add_receipt, check_proof
from tests.grants.rows import refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db


def line_of_plan(story: Story, item: str, *, eligible: bool = True) -> CostItem:
    case = story.grant.case
    position = case.costs.count() + 1
    return CostItem.objects.create(
        application=case, position=position, item=item, amount_cents=1_000, eligible=eligible
    )


def add(story: Story, **more: Any) -> Receipt:
    line = ReceiptLine(story.day, "Gartenmarkt", "Stauden", 500, **more)
    return add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)


@pytest.mark.parametrize(("days", "stored"), [(None, 0), (0, 0), (-3, -3)])
def test_receipt_was_paid_on_its_day_unless_said_otherwise(
    story: Story, days: int | None, stored: int
) -> None:
    story.accepted()
    paid_on = None if days is None else story.day + timedelta(days=days)
    assert add(story, paid_on=paid_on).paid_on == story.day + timedelta(days=stored)


def test_nothing_was_paid_tomorrow(story: Story) -> None:
    story.accepted()
    tomorrow = story.day + timedelta(days=1)
    assert refusal(add, story, paid_on=tomorrow) == (InvalidInput, "receipt.paid_in_future")


def test_only_line_of_the_plan_is_the_line_of_every_receipt(story: Story) -> None:
    story.accepted()
    line_of_plan(story, "Kuchen", eligible=False)
    assert add(story).cost_item == story.grant.case.costs.get(position=1)


def test_with_more_lines_it_is_the_one_chosen_or_none(story: Story) -> None:
    story.accepted()
    second = line_of_plan(story, "Schild")
    assert [add(story, cost_item=each).cost_item for each in (second, None)] == [second, None]


def test_line_outside_the_plan_is_refused(story: Story, stories: Callable[..., Story]) -> None:
    story.accepted()
    line_of_plan(story, "Schild")
    not_eligible = line_of_plan(story, "Kuchen", eligible=False)
    of_another = stories().draft().costs.get()
    for each in (not_eligible, of_another):
        assert refusal(add, story, cost_item=each) == (InvalidInput, "receipt.not_in_plan")


def test_check_corrects_the_line_and_says_how_it_was_paid(story: Story) -> None:
    story.accepted()
    first, second = story.grant.case.costs.get(), line_of_plan(story, "Schild")
    story.proof_sent(300, 200, 100)
    check_proof(
        grant=story.grant,
        cuts={},
        purpose_achieved=True,
        assignments={1: Assignment(second, "cash"), 2: Assignment(first), 7: Assignment(first)},
        actor=story.people["manager"],
        now=story.now,
    )
    found = list(Receipt.objects.values_list("cost_item", "payment_method", "accepted_cents"))
    assert found == [(second.pk, "cash", 300), (first.pk, "", 200), (None, "", 100)]


def test_check_refuses_a_line_outside_the_plan(story: Story) -> None:
    story.accepted()
    not_eligible = line_of_plan(story, "Kuchen", eligible=False)
    story.proof_sent(300)
    refused = refusal(
        check_proof,
        grant=story.grant,
        cuts={},
        purpose_achieved=True,
        assignments={1: Assignment(not_eligible)},
        actor=story.people["manager"],
        now=story.now,
    )
    assert refused == (InvalidInput, "receipt.not_in_plan")


def test_database_knows_the_ways_of_payment(story: Story) -> None:
    story.accepted()
    add(story)
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.update(payment_method="seashells")
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.update(paid_on=None)
