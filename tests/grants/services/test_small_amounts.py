"""Kleinbetrag: less than the fund claims back is let go with a reason; the case closes."""

from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants.models import Claim, FundRules, PaymentKind
from grants.services.claims import draft_claim
from grants.services.conflicts import declare_own_conflict
from grants.services.small_amounts import let_small_amount_go
from tests.grants.rows import fetch, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def overpaid(story: Story, cents: int, limit: int | None) -> None:
    FundRules.objects.update(claim_from_cents=limit)
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(40_000 - cents)
    story.proof_confirmed()


def let_go(story: Story, by: str = "officer", reason: str = "Unter der Grenze.") -> Claim:
    actor: Actor = story.people[by]
    return let_small_amount_go(grant=story.grant, reason=reason, actor=actor, now=story.now)


def test_small_amount_is_let_go_and_the_case_closes(story: Story) -> None:
    overpaid(story, 499, 500)
    claim = let_go(story)
    assert (claim.state, claim.amount_cents, claim.notice, claim.pay_by) == ("waived", 499, None, None)
    assert sum(row.amount_cents for row in claim.rows.all()) == 499
    assert fetch(story.grant).state == "closed"
    assert refusal(let_go, story) == (DomainError, "claim.exists")


@pytest.mark.parametrize("limit", [None, 500])
def test_other_amounts_are_claimed(story: Story, limit: int | None) -> None:
    overpaid(story, 500, limit)
    with pytest.raises(Blocked) as caught:
        let_go(story)
    assert caught.value.codes == ("claim.not_small",)
    assert not Claim.objects.exists()


def test_only_the_uninvolved_city_lets_it_go(story: Story) -> None:
    overpaid(story, 499, 500)
    for name in ("manager", "cashier", "orderer", "kaemmerei", "auditor"):
        assert refusal(let_go, story, name) == (NotAllowed, "policy.denied")
    declare_own_conflict(application=story.application, actor=story.people["officer"], now=story.now)
    assert refusal(let_go, story) == (NotAllowed, "policy.denied")
    assert not Claim.objects.exists()


def test_reason_is_needed_and_a_claim_can_be_drafted_all_the_same(story: Story) -> None:
    overpaid(story, 499, 500)
    assert refusal(let_go, story, reason="  ") == (DomainError, "reason.missing")
    heard: dict[str, Any] = {"heard_until": story.day.replace(day=28)}
    claim = draft_claim(grant=story.grant, actor=story.people["officer"], now=story.now, **heard)
    assert claim.amount_cents == 499
