"""Interest on money that came back too late: drafted with its rows, heard, released, paid; or forgone."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import BaseRate, Claim, FundRules, Grant, LedgerEntry, PaymentKind
from grants.selectors.resident_claims import claim_news
from grants.selectors.resident_result import check_result
from grants.services.claims import (
    correct_claim_notice,
    draft_claim,
    release_claim_notice,
    take_back_claim,
)
from grants.services.interest import draft_interest, enter_base_rate, forgo_interest
from grants.services.repayments import record_repayment
from tests.grants.rows import everything, fetch, figures, findings, refusal
from tests.grants.services.ended import archive, propose, release
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def late(story: Story) -> Claim:
    """100.00 came back thirty days after the term; the fund asks for every cent of interest."""
    FundRules.objects.update(interest_from_cents=0)
    return paid_late(story)


def paid_late(story: Story) -> Claim:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    heard = story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, actor=story.people["officer"], now=story.now, heard_until=heard)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    claim = release_claim_notice(claim=claim, actor=story.people["officer2"], now=story.now)
    assert claim.pay_by is not None
    story.day = claim.pay_by + timedelta(days=30)
    return record_repayment(claim=claim, amount_cents=10_000, actor=story.people["cashier"], now=story.now)


def draft(story: Story, claim: Claim, name: str = "officer", days: int = 14) -> Claim:
    until = story.day + timedelta(days=days)
    return draft_interest(claim=claim, heard_until=until, actor=story.people[name], now=story.now)


def released(story: Story, claim: Claim) -> Claim:
    story.post("anhoerung-zinsen")
    story.day = (claim.heard_until or date.min) + timedelta(days=1)
    return release_claim_notice(claim=fetch(claim), actor=story.people["officer2"], now=story.now)


def sentences(claim: Claim) -> str:
    result = check_result(Grant.objects.get(pk=claim.grant_id))
    return " ".join(result.money) if result else ""


def test_late_money_waits_for_a_decision_before_the_case_closes(story: Story, late: Claim) -> None:
    assert (late.state, late.awaits_interest, fetch(story.grant).state) == ("paid", True, "settling")
    assert "Die Stadt prüft, ob Zinsen dazukommen." in sentences(late)


def test_interest_is_a_claim_with_its_rows(story: Story, late: Claim) -> None:
    claim = draft(story, late)
    paid_on, came_on = late.rows.get().interest_from, late.incoming[0].received_on
    (row,) = claim.calculation
    assert (row.since, row.until, row.on_cents, row.rate) == (paid_on, came_on, 10_000, 627)
    # 100.00 x 6.27 % x days / 365, rounded half up, in whole cents
    assert claim.amount_cents == (2 * 10_000 * 627 * row.days + 3_650_000) // 7_300_000
    assert list(claim.rows.values_list("ground", "amount_cents")) == [("interest", claim.amount_cents)]
    assert refusal(draft, story, late) == (DomainError, "interest.none")


def test_interest_is_heard_released_by_a_second_person_and_paid_as_income(story: Story, late: Claim) -> None:
    claim = draft(story, late)
    assert "können Zinsen dazukommen" in sentences(claim)
    before = figures(story.grant.account)
    step: dict[str, Any] = {"claim": claim, "now": story.now}
    assert findings(release_claim_notice, actor=story.people["officer2"], **step) == (
        "claim.hearing_runs",
        "letter.waits",
    )
    story.post("anhoerung-zinsen")
    story.day += timedelta(days=15)
    step["now"] = story.now
    assert refusal(release_claim_notice, actor=story.people["officer"], **step)[0] is NotAllowed
    claim = release_claim_notice(actor=story.people["officer2"], **step)
    assert (claim.state, claim.notice.kind if claim.notice else "") == ("due", "interest")
    news = claim_news(Grant.objects.get(pk=claim.grant_id))
    assert news is not None
    assert "Zinsen bis zum" in news.sentence
    paid = record_repayment(
        claim=claim, amount_cents=claim.amount_cents, actor=story.people["cashier"], now=story.now
    )
    entry = LedgerEntry.objects.get(kind="interest")
    assert (entry.interest_cents, entry.paid_cents, entry.bund_cents) == (claim.amount_cents, 0, 0)
    assert figures(story.grant.account) == before
    assert (paid.state, fetch(story.grant).state) == ("paid", "closed")
    assert fetch(story.grant).repaid_cents == 10_000


def test_interest_that_is_late_bears_none(story: Story, late: Claim) -> None:
    claim = released(story, draft(story, late))
    story.day = (claim.pay_by or date.min) + timedelta(days=300)
    paid = record_repayment(
        claim=claim, amount_cents=claim.amount_cents, actor=story.people["cashier"], now=story.now
    )
    assert (paid.awaits_interest, fetch(story.grant).state) == (False, "closed")


def test_draft_is_corrected_and_taken_back(story: Story, late: Claim) -> None:
    claim = draft(story, late)
    by: dict[str, Any] = {"actor": story.people["manager"], "now": story.now}
    correct_claim_notice(claim=claim, reason="Zwei Mahnungen.", heard_until=claim.heard_until, **by)
    take_back_claim(claim=fetch(claim), reason="Die Bank war schuld.", **by)
    assert not Claim.objects.filter(principal=late).exists()
    assert fetch(late).awaits_interest
    # The person was told of a hearing; a new draft over the same sum does not cut it short.
    story.day += timedelta(days=1)
    assert refusal(draft, story, late, "officer", 11) == (InvalidInput, "hearing.day")
    assert draft(story, late).state == "hearing"


def test_forgone_interest_closes_the_case(story: Story, late: Claim) -> None:
    why: dict[str, Any] = {
        "claim": late,
        "reason": "Die Bank war schuld.",
        "now": story.now,
    }
    officer, officer2 = story.people["officer"], story.people["officer2"]
    assert refusal(forgo_interest, actor=officer, **why) == (NotAllowed, "policy.denied")
    assert refusal(forgo_interest, actor=officer2, **(why | {"reason": " "})) == (
        InvalidInput,
        "reason.missing",
    )
    stale = refusal(forgo_interest, actor=officer2, expected_version=late.version - 1, **why)
    assert stale == (StaleVersion, "version.stale")
    done = forgo_interest(actor=officer2, **why)
    assert (done.forgone_by, done.awaits_interest) == (officer2.reference, False)
    assert fetch(story.grant).state == "closed"
    assert refusal(forgo_interest, actor=officer2, **why) == (DomainError, "interest.none")


def test_nothing_is_archived_while_interest_waits(story: Story) -> None:
    claim = paid_late(story)
    FundRules.objects.update(interest_from_cents=0)
    assert findings(archive, story, target=story.grant) == ("grant.interest_waits",)
    forgo_interest(claim=claim, reason="Kleinbetrag.", actor=story.people["officer2"], now=story.now)
    assert archive(story, target=story.grant).state == "archived"


def test_why_it_was_forgone_goes_with_the_case(story: Story, late: Claim, administrator: Actor) -> None:
    word = "Geheimgarten"
    forgo_interest(claim=late, reason=word, actor=story.people["officer2"], now=story.now)
    archive(story, target=fetch(story.grant))
    story.day = date(2037, 1, 4)
    assert word in str(everything())
    assert release(story, propose(story), replace(administrator, stepped_up=True)) == []
    assert word not in str(everything())


@pytest.mark.parametrize("name", ["manager", "cashier", "certifier"])
def test_who_does_not_release_claims_does_not_forgo(story: Story, late: Claim, name: str) -> None:
    actor = story.people[name]
    why = "Kleinbetrag."
    assert refusal(forgo_interest, claim=late, reason=why, actor=actor, now=story.now)[0] is NotAllowed


def test_less_than_the_fund_asks_for_needs_no_decision(story: Story) -> None:
    FundRules.objects.update(interest_from_cents=500)
    claim = paid_late(story)
    assert (claim.awaits_interest, fetch(story.grant).state) == (False, "closed")


def test_fund_without_a_limit_asks_for_none(story: Story) -> None:
    FundRules.objects.update(interest_from_cents=None)
    claim = paid_late(story)
    claim.rows.update(interest_from=date(2019, 12, 31))  # for which nobody knows a rate
    assert (fetch(claim).awaits_interest, fetch(story.grant).state) == (False, "closed")


def test_money_in_time_bears_no_interest(story: Story, late: Claim) -> None:
    Claim.objects.filter(pk=late.pk).update(pay_by=late.incoming[0].received_on)
    assert fetch(late).awaits_interest is False


def test_unknown_rate_is_asked_for_and_not_guessed(story: Story, late: Claim) -> None:
    late.rows.update(interest_from=date(2019, 12, 31))
    with pytest.raises(Blocked) as caught:
        draft(story, late)
    assert caught.value.sentences == (
        "Für die Zeit ab 1. Januar 2020 fehlt der Basiszinssatz. Tragen Sie ihn unter Finanzen ein.",
    )
    assert fetch(late).awaits_interest


def enter(actor: Actor, story: Story, valid_from: date = date(2020, 1, 1), rate: int = -88) -> BaseRate:
    return enter_base_rate(valid_from=valid_from, rate=rate, actor=actor, now=story.now)


def test_base_rate_is_corrected_by_a_later_entry(story: Story, late: Claim) -> None:
    half_year = date(late.incoming[0].received_on.year, 1, 1)
    officer = story.people["officer"]
    enter(officer, story, half_year, 227)
    enter(officer, story, date(half_year.year, 7, 1), 300)
    assert {row.rate for row in fetch(late).late_interest()} == {727, 800}


@pytest.mark.parametrize(
    ("valid_from", "rate", "code"),
    [
        (date(2026, 2, 1), 127, "base_rate.day"),
        (date(2001, 7, 1), 127, "base_rate.far_day"),
        (date(2040, 1, 1), 127, "base_rate.far_day"),
        (date(2026, 1, 1), 12_700, "base_rate.rate"),
        (date(2026, 1, 1), 127, "base_rate.exists"),
    ],
)
def test_base_rate_that_cannot_be_is_refused(story: Story, valid_from: date, rate: int, code: str) -> None:
    officer = story.people["officer"]
    assert refusal(enter, officer, story, valid_from, rate) == (InvalidInput, code)


def test_only_city_and_treasury_enter_base_rates(story: Story) -> None:
    for name in ("manager", "cashier", "certifier"):
        assert refusal(enter, story.people[name], story) == (NotAllowed, "policy.denied")
