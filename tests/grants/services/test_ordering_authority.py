"""Who orders may do so up to an amount; the order keeps it, and the database refuses more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.services import Terms, assign_role, withdraw_role
from foundation.audit.actors import SYSTEM, Actor
from foundation.values.errors import NotAllowed
from grants import policy
from grants.models import PaymentKind, PaymentOrder
from grants.services.payments import certify_order, order_payment, prepare_order
from tests.grants.rows import refusal
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def certified(story: Story, cents: int) -> PaymentOrder:
    story.accepted()
    certifier = story.people["certifier"]
    order = prepare_order(
        grant=story.grant, kind=PaymentKind.ADVANCE, amount_cents=cents, actor=certifier, now=story.now
    )
    return certify_order(order=order, actor=certifier, now=story.now)


def limited(story: Story, cents: int) -> Actor:
    """The orderer of the story, who may order up to so many cents from now on."""
    actor = story.people["orderer"]
    user = User.objects.get(reference=actor.reference)
    for row in RoleAssignment.objects.filter(user=user):
        withdraw_role(assignment=row, by=SYSTEM, now=story.now)
    slug = story.fund.slug
    assign_role(user=user, role="FO", scope=slug, by=SYSTEM, now=story.now, terms=Terms(limit_cents=cents))
    return replace(actor, limits=frozenset({("FO", slug, cents)}))


def test_more_than_the_limit_is_refused_and_the_limit_is_kept(story: Story) -> None:
    order = certified(story, 10_000)
    assert refusal(order_payment, order=order, actor=limited(story, 9_999), now=story.now) == (
        NotAllowed,
        "policy.denied",
    )
    assert policy.may_order.why_not(limited(story, 9_999), order) == (
        "Sie dürfen bis 99,99\u00a0€ anordnen. Bitten Sie jemanden mit einer höheren Grenze."
    )
    signed = order_payment(order=order, actor=limited(story, 10_000), now=story.now)
    assert (signed.ordered_limit_cents, signed.ordered_for_label) == (10_000, "")


def test_database_alone_refuses_an_order_above_the_authority(story: Story) -> None:
    order = certified(story, 10_000)
    with pytest.raises(IntegrityError, match="payment_order_within_authority"), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(ordered_limit_cents=9_999)


def test_deputy_signs_for_the_absent_and_the_paper_says_so(story: Story) -> None:
    order = certified(story, 10_000)
    limited(story, 500)
    user = User.objects.get(reference=story.people["orderer"].reference)
    absent = User.objects.get(reference=story.people["kaemmerei"].reference)
    terms = Terms(limit_cents=50_000, deputy_for=absent, ends_at=story.now + timedelta(days=3))
    slug = story.fund.slug
    assign_role(user=user, role="FO", scope=slug, by=SYSTEM, now=story.now, terms=terms)
    actor = replace(story.people["orderer"], limits=frozenset({("FO", slug, 50_000)}))
    signed = order_payment(order=order, actor=actor, now=story.now)
    assert (signed.ordered_limit_cents, signed.ordered_for_label) == (50_000, absent.display_name)
    text = words_of("auszahlungsanordnung", story)
    assert f"in Vertretung für {absent.display_name}" in text
    assert "Anordnungsbefugnis bis 500,00" in text
