"""The day on which money left or came in is what the Kasse enters; the moment of recording stays."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.values.errors import InvalidInput
from grants.models import Claim, Grant, LandGrant, LedgerEntry, PaymentKind
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.payments import execute_payment
from grants.services.repayments import record_repayment
from tests.grants.rows import fetch, figures, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ADVANCE = PaymentKind.ADVANCE


def test_payment_is_booked_on_its_day(story: Story) -> None:
    story.accepted()
    order = story.ordered(ADVANCE, 10_000)
    paid_on = story.day + timedelta(days=1)
    story.day += timedelta(days=3)
    done = execute_payment(order=order, actor=story.people["cashier"], now=story.now, paid_on=paid_on)
    entry = LedgerEntry.objects.get(kind="pay")
    assert (done.executed_on, entry.occurred_on, entry.recorded_at) == (paid_on, paid_on, story.now)


@pytest.mark.parametrize("days", [-1, 4])
def test_day_that_cannot_be_is_refused(story: Story, days: int) -> None:
    story.accepted()
    order = story.ordered(ADVANCE, 10_000)
    paid_on = story.day + timedelta(days=days)
    story.day += timedelta(days=3)
    found = refusal(
        execute_payment, order=order, actor=story.people["cashier"], now=story.now, paid_on=paid_on
    )
    assert found == (InvalidInput, "payment.day")


def test_payment_of_december_is_noted_in_january(story: Story) -> None:
    """INV-12, INV-18: the order's budget year is that of the day of payment, not of the recording."""
    story.accepted()
    order = story.ordered(ADVANCE, 10_000)
    story.day = date(2027, 1, 4)
    by: dict[str, Any] = {"order": order, "actor": story.people["cashier"], "now": story.now}
    assert refusal(execute_payment, **by) == (InvalidInput, "payment.day")
    execute_payment(**by, paid_on=date(2026, 12, 30))
    entry = LedgerEntry.objects.get(kind="pay")
    assert (entry.account.budget_year, entry.occurred_on) == (2026, date(2026, 12, 30))


@pytest.fixture
def owed(story: Story) -> Claim:
    """100.00 have to come back; the term is known."""
    story.accepted()
    story.paid(ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    heard = story.day - timedelta(days=1)
    claim = draft_claim(
        grant=grant, actor=story.people["manager"], now=story.now - timedelta(days=11), heard_until=heard
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    return release_claim_notice(claim=claim, actor=story.people["officer"], now=story.now)


def repay(story: Story, claim: Claim, cents: int, received_on: date | None = None) -> Claim:
    return record_repayment(
        claim=claim,
        amount_cents=cents,
        actor=story.people["cashier"],
        now=story.now,
        received_on=received_on,
    )


def test_day_of_receipt_decides_about_in_time(story: Story, owed: Claim) -> None:
    assert owed.pay_by is not None
    in_time, late = owed.pay_by, owed.pay_by + timedelta(days=1)
    story.day = owed.pay_by + timedelta(days=5)
    partly = repay(story, owed, 4_000, in_time)
    repay(story, partly, 6_000, late)
    found = [(each.received_on, each.amount_cents, each.is_in_time) for each in fetch(owed).incoming]
    assert found == [(in_time, 4_000, True), (late, 6_000, False)]
    assert {entry.recorded_at for entry in owed.entries.all()} == {story.now}


def test_repayment_on_a_day_that_cannot_be_is_refused(story: Story, owed: Claim) -> None:
    first = owed.grant.orders.get().executed_on
    assert first is not None
    for day in (first - timedelta(days=1), story.day + timedelta(days=1)):
        assert refusal(repay, story, owed, 100, day) == (InvalidInput, "repayment.day")
    assert repay(story, owed, 100, first).repaid_cents == 100


def test_repayment_of_a_later_year_is_income_of_that_year(story: Story, owed: Claim) -> None:
    """Domain handbook 5.4: the old year keeps its expenditure, and the Land's grant takes its share back."""
    before = figures(owed.grant.account)
    story.day = date(2027, 1, 11)
    repay(story, owed, 10_000)
    entry = owed.entries.get()
    assert (entry.account.budget_year, entry.land_grant) == (2027, owed.grant.account.land_grant)
    assert figures(owed.grant.account) == before
    assert figures(entry.account) == (0, 0, -10_000, 10_000)
    assert LandGrant.objects.get().stored.total == 30_000
    assert Grant.objects.get().state == "closed"
