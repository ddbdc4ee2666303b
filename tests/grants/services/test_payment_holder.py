"""Whose account an order pays to: a third person's is asked about before it is prepared."""

from typing import Any

import pytest

from foundation.audit.models import AuditEntry
from foundation.values.errors import InvalidInput
from grants.models import PaymentKind
from grants.services.payments import prepare_order
from grants.workflows.requirements import doubts_about
from tests.stories import Story

pytestmark = pytest.mark.django_db


def of_somebody_else(story: Story, holder: str = "Kurt Fremd") -> None:
    """The story at the point where the account is a third person's."""
    story.issued()
    story.name, name = holder, story.name
    story.accepted_now()
    story.name = name


def asked_for(story: Story) -> dict[str, Any]:
    """An advance of 100 euros, as the certifier prepares it."""
    return {
        "grant": story.grant,
        "kind": PaymentKind.ADVANCE,
        "amount_cents": 10_000,
        "actor": story.people["certifier"],
        "now": story.now,
    }


def test_account_of_a_third_person_is_asked_about(story: Story) -> None:
    of_somebody_else(story)
    asked = asked_for(story)
    with pytest.raises(InvalidInput) as refused:
        prepare_order(**asked)
    assert (refused.value.code, refused.value.field) == ("order.other_holder", "holder_checked")
    assert not story.grant.orders.exists()
    order = prepare_order(**asked, holder_checked=True)
    assert AuditEntry.objects.get(action="payment_order.prepare").details["other_holder"] is True
    assert [each.code for each in doubts_about(order, story.day)] == ["order.other_holder"]


def test_account_of_the_contact_person_of_a_group_is_not_asked_about(story: Story) -> None:
    of_somebody_else(story, holder="Alex Beispiel")
    order = prepare_order(**asked_for(story))
    assert list(doubts_about(order, story.day)) == []
    assert "other_holder" not in AuditEntry.objects.get(action="payment_order.prepare").details
