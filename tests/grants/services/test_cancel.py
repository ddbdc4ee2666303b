"""A project that stops before its time: what gets free, what is judged, and that no case stays stuck."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import Application, ClaimRow, PaymentKind
from grants.services.claims import draft_claim
from grants.services.exits import cancel_grant, settle_without_proof
from grants.services.grants import advance_grants
from grants.services.payments import cancel_order
from tests.grants.rows import fetch, figures, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765


def begin(story: Story) -> Story:
    story.day = story.grant.starts_on + timedelta(days=2)
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    return story


@pytest.fixture
def unpaid(story: Story) -> Story:
    story.accepted()
    return begin(story)


@pytest.fixture
def paid(story: Story) -> Story:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    return begin(story)


def cancel(story: Story, actor: Actor | None = None, reason: str = "Der Hof ist gesperrt.") -> Any:
    story.grant = cancel_grant(grant=story.grant, reason=reason, actor=actor or story.resident, now=story.now)
    return story.grant


def no_proof(story: Story, actor: Actor, reason: str = "Keine Belege.", *, none_come: bool = True) -> Any:
    story.grant = settle_without_proof(
        grant=story.grant, reason=reason, none_come=none_come, actor=actor, now=story.now
    )
    return story.grant


def test_without_payment_everything_is_free_and_nothing_is_judged(unpaid: Story, manager: Actor) -> None:
    cancelled = fetch(cancel(unpaid))
    assert (cancelled.state, cancelled.released_cents, cancelled.ends_on) == (
        "cancelled",
        APPROVED,
        unpaid.day,
    )
    assert figures() == (0, 0, 0, 200_000)
    assert findings(no_proof, unpaid, manager) == ("grant.nothing_paid",)


def test_with_an_advance_the_rest_stays_until_the_check(paid: Story) -> None:
    cancelled = fetch(cancel(paid))
    assert (cancelled.released_cents, cancelled.proof_due_on) == (0, paid.day + timedelta(days=28))
    assert figures() == (0, APPROVED - 40_000, 40_000, 200_000 - APPROVED)


def test_term_of_the_proof_belongs_to_the_applicant(paid: Story, manager: Actor) -> None:
    due_on = cancel(paid).proof_due_on
    assert refusal(no_proof, paid, manager, none_come=False) == (InvalidInput, "proof.still_awaited")
    paid.day = due_on
    assert refusal(no_proof, paid, manager, none_come=False) == (InvalidInput, "proof.still_awaited")
    assert fetch(paid.grant).state == "cancelled"
    paid.day += timedelta(days=1)
    assert no_proof(paid, manager, none_come=False).state == "proof_submitted"


def test_cancelling_needs_a_reason_and_is_the_applicants(unpaid: Story, officer: Actor) -> None:
    assert refusal(cancel, unpaid, None, " ") == (DomainError, "reason.missing")
    assert refusal(cancel, unpaid, officer) == DENIED
    Application.objects.update(channel="paper")
    assert cancel(unpaid, officer).state == "cancelled"


def test_ordered_money_blocks_until_its_order_is_discarded(unpaid: Story, orderer: Actor) -> None:
    order = unpaid.ordered(PaymentKind.ADVANCE, 10_000)
    assert findings(cancel, unpaid) == ("grant.payment_under_way",)
    cancel_order(order=order, reason="Abbruch", actor=orderer, now=unpaid.now)
    unpaid.grant = fetch(unpaid.grant)
    assert cancel(unpaid).state == "cancelled"


def test_no_receipts_come_and_the_whole_advance_is_claimed(
    paid: Story, manager: Actor, officer: Actor, certifier: Actor
) -> None:
    cancel(paid)
    for actor in (certifier, paid.resident):
        assert refusal(no_proof, paid, actor) == DENIED
    assert no_proof(paid, manager).state == "proof_submitted"
    settling = paid.proof_confirmed(purpose_achieved=False)
    assert (settling.state, settling.released_cents) == ("settling", APPROVED - 40_000)
    heard = paid.day - timedelta(days=1)
    claim = draft_claim(grant=settling, actor=officer, now=paid.now - timedelta(days=11), heard_until=heard)
    assert (claim.amount_cents, figures()) == (40_000, (0, 0, 40_000, 160_000))
    assert list(ClaimRow.objects.values_list("ground", "amount_cents")) == [("unspent", 40_000)]


def test_accepted_project_is_stopped_before_its_first_day(story: Story, officer: Actor) -> None:
    story.accepted()
    assert refusal(cancel, story, officer) == DENIED
    cancelled = fetch(cancel(story))
    assert (cancelled.state, cancelled.released_cents) == ("cancelled", APPROVED)
    assert figures() == (0, 0, 0, 200_000)
