"""The bank's answer to a payee's name: noted by the Kasse alone, seen by who signs."""

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError, NotAllowed, StaleVersion
from grants.models import PayeeCheck, PayeeResult, PaymentKind, PaymentOrder
from grants.services.payee_checks import note_payee_check
from grants.workflows.requirements import doubts_about
from tests.grants.rows import declare, fetch, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(story: Story) -> PaymentOrder:
    story.accepted()
    return story.order(PaymentKind.ADVANCE, 10_000)


def note(
    story: Story, order: PaymentOrder, result: PayeeResult = PayeeResult.CLOSE, by: str = "cashier"
) -> PayeeCheck:
    return note_payee_check(order=order, result=result, actor=story.people[by], now=story.now)


def doubts(story: Story, order: PaymentOrder) -> list[str]:
    return [each.code for each in doubts_about(fetch(order), story.day)]


@pytest.mark.parametrize("result", PayeeResult)
def test_answer_is_kept_with_who_and_when_and_doubtful_ones_are_told(
    story: Story, order: PaymentOrder, result: PayeeResult
) -> None:
    made = note(story, order, result)
    assert (made.result, made.noted_by, made.noted_at) == (
        result,
        story.people["cashier"].reference,
        story.now,
    )
    entry = AuditEntry.objects.get(action="payee_check.note")
    assert entry.details == {"result": result.value, "number": order.number}
    assert doubts(story, order) == ([] if result is PayeeResult.MATCH else ["order.payee_check"])


def test_newest_answer_counts_and_none_is_overwritten(story: Story, order: PaymentOrder) -> None:
    made = note(story, order, PayeeResult.NO_MATCH)
    note(story, order, PayeeResult.MATCH)
    assert doubts(story, order) == []
    for change in (lambda: PayeeCheck.objects.update(result="match"), made.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize("by", ["manager", "officer", "certifier", "orderer", "kaemmerei", "auditor"])
def test_only_the_kasse_notes_it(story: Story, order: PaymentOrder, by: str) -> None:
    assert refusal(note, story, order, by=by) == (NotAllowed, "policy.denied")


def test_biased_person_notes_nothing(story: Story, order: PaymentOrder) -> None:
    declare(order, story.people["cashier"].reference)
    assert refusal(note, story, order) == (NotAllowed, "policy.denied")


def test_nothing_is_noted_once_the_money_has_left_or_the_order_has_moved(story: Story) -> None:
    story.accepted()
    paid = story.paid(PaymentKind.ADVANCE, 10_000)
    assert refusal(note, story, paid) == (DomainError, "order.wrong_state")
    stale = {"result": PayeeResult.MATCH, "actor": story.people["cashier"], "now": story.now}
    assert refusal(note_payee_check, order=paid, expected_version=0, **stale) == (
        StaleVersion,
        "version.stale",
    )
