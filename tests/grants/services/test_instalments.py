"""A claim in instalments: in the letter, on the page, and the rest is due when one is missing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.values.errors import Blocked, InvalidInput
from grants.models import Claim, ClaimInstalment, PaymentKind
from grants.rules.instalments import Rate, on_working_days, plan_rates
from grants.selectors.resident_claims import claim_news
from grants.services.claim_steps import defer_claim, enforce_claim
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.repayments import record_repayment
from tests.grants.rows import fetch, refusal
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def due(story: Story) -> Claim:
    """100.00 have to come back."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    heard = story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, actor=story.people["officer"], now=story.now, heard_until=heard)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    return release_claim_notice(claim=claim, actor=story.people["officer2"], now=story.now)


def defer(story: Story, claim: Claim, *rates: Rate, **more: Any) -> Claim:
    until = rates[0].due_on if rates else story.day + timedelta(days=90)
    by: dict[str, Any] = {"actor": story.people["officer"], "now": story.now, "reason": "Wenig Einkommen."}
    return defer_claim(claim=claim, until=until, rates=rates, **by | more)


def repay(story: Story, claim: Claim, cents: int) -> Claim:
    return record_repayment(
        claim=fetch(claim), amount_cents=cents, actor=story.people["cashier"], now=story.now
    )


def test_plan_stands_in_the_letter_and_on_the_residents_page(story: Story, due: Claim) -> None:
    rates = plan_rates(10_000, 4_000, story.day + timedelta(days=60))
    claim = defer(story, due, *rates)
    rates = on_working_days(rates, "ST")
    assert (claim.deferred_until, claim.term) == (rates[2].due_on, rates[0].due_on)
    news = claim_news(claim.grant)
    assert news is not None
    assert "Die nächste Rate: 40,00\u00a0€" in news.sentence
    repay(story, claim, 5_000)
    claim = fetch(claim)
    assert claim.next_rate == replace(rates[1], amount_cents=3_000)
    letter = words_of("stundungsbescheid", story)
    assert "Sie dürfen in 3 Raten zahlen" in letter
    assert letter.count("40,00 €") == 2
    assert "Kommt eine Rate nicht, müssen Sie den ganzen Rest sofort zahlen." in letter


def test_missing_rate_makes_the_rest_due(story: Story, due: Claim) -> None:
    rates = plan_rates(10_000, 4_000, story.day + timedelta(days=60))
    claim = defer(story, due, *rates)
    repay(story, claim, 4_000)
    enforce: dict[str, Any] = {"actor": story.people["cashier"]}
    story.day = rates[1].due_on
    with pytest.raises(Blocked):
        enforce_claim(claim=fetch(claim), now=story.now, **enforce)
    story.day += timedelta(days=1)
    assert enforce_claim(claim=fetch(claim), now=story.now, **enforce).state == "enforcement"


def test_rates_are_paid_and_the_claim_is_done(story: Story, due: Claim) -> None:
    claim = defer(story, due, *plan_rates(10_000, 5_000, story.day + timedelta(days=60)))
    repay(story, claim, 5_000)
    assert repay(story, claim, 5_000).state == "paid"


def test_rates_of_another_sum_are_refused(story: Story, due: Claim) -> None:
    first = story.day + timedelta(days=60)
    for rates, code in (
        (plan_rates(9_999, 5_000, first), "rates.sum"),
        (plan_rates(10_000, 5_000, story.day), "claim.term"),
    ):
        assert refusal(defer, story, due, *rates) == (InvalidInput, code)
    assert not ClaimInstalment.objects.exists()


def test_newer_deferral_to_one_day_ends_the_plan(story: Story, due: Claim) -> None:
    defer(story, due, *plan_rates(10_000, 5_000, story.day + timedelta(days=60)))
    claim = fetch(due)
    assert len(claim.rates) == 2
    single = ClaimInstalment(claim=claim, plan=99, due_on=story.day + timedelta(days=90), amount_cents=10_000)
    single.save()
    assert (fetch(due).rates, fetch(due).next_rate) == ([], None)


def test_database_alone_keeps_the_rates(story: Story, due: Claim) -> None:
    defer(story, due, *plan_rates(10_000, 5_000, story.day + timedelta(days=60)))
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ClaimInstalment.objects.update(amount_cents=1)
    row = ClaimInstalment.objects.latest("pk")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
