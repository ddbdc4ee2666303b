"""No money to an undertaking before the De-minimis register names it."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed
from grants.models import Application, PaymentKind, StateAidEntry
from grants.services.state_aid import record_state_aid
from reports.catalog import award_notice
from reports.contract import Commission
from tests.grants.rows import declare, fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")


@pytest.fixture
def business(story: Story) -> Story:
    """A shop of the quarter has accepted."""
    story.issued()
    story.application.particulars.kind = "business"
    story.application.particulars.save()
    story.grant = fetch(story.grant)
    story.accepted_now()
    return story


def record(story: Story, actor: Actor, other: int = 0, number: str = "DM-1") -> StateAidEntry:
    return record_state_aid(
        grant=story.grant,
        other_aid_cents=other,
        register_number=number,
        entered_on=story.day,
        actor=actor,
        now=story.now,
    )


def test_payment_waits_for_the_entry(business: Story, manager: Actor) -> None:
    order: tuple[Any, ...] = (business.order, PaymentKind.ADVANCE, 10_000)
    assert findings(*order) == ("order.no_register_entry",)
    record(business, manager)
    business.grant = fetch(business.grant)
    assert business.order(PaymentKind.ADVANCE, 10_000).amount_cents == 10_000


def test_who_acts_like_a_business_is_one(story: Story) -> None:
    story.accepted()
    Application.objects.update(acts_economically=True)
    story.grant = fetch(story.grant)
    assert findings(story.order, PaymentKind.ADVANCE, 10_000) == ("order.no_register_entry",)


def test_entry_has_its_demands(business: Story, manager: Actor, cashier: Actor) -> None:
    assert refusal(record, business, cashier) == DENIED
    assert refusal(record, business, business.resident) == DENIED
    limit = 30_000_000 - business.grant.approved_cents
    assert findings(record, business, manager, limit + 1) == ("state_aid.over_limit",)
    assert record(business, manager, limit).other_aid_cents == limit
    declare(business.grant, manager.reference)
    assert refusal(record, business, manager) == DENIED


def test_neighbours_need_no_entry(story: Story, manager: Actor) -> None:
    story.accepted()
    assert refusal(record, story, manager) == (DomainError, "state_aid.none")
    assert story.order(PaymentKind.ADVANCE, 10_000).amount_cents == 10_000


def test_later_entry_counts_and_the_first_stays(business: Story, manager: Actor) -> None:
    first = record(business, manager, number="DM-1")
    record(business, manager, number="DM-2")
    entry = fetch(business.grant).state_aid_entry
    assert (entry.register_number, StateAidEntry.objects.count()) == ("DM-2", 2)
    for attempt in (lambda: StateAidEntry.objects.update(register_number="?"), first.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_notice_says_that_it_is_state_aid(business: Story) -> None:
    def said() -> bool:
        notice = business.grant.released_award
        params = {"notice": str(notice.uuid) if notice else ""}
        commission = Commission(business.grant.subject, params, as_of=business.day, issued_at=business.now)
        return any("De-minimis" in line for line in award_notice.collect(commission).payout)

    assert said()
    business.application.particulars.kind = "person"
    business.application.particulars.save()
    assert not said()
