"""A claim that is not paid in time: dunning, deferral, enforcement, write-off, waiver, late payment."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.files.models import Document
from foundation.outbox.services import drain
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import Claim, ClaimRelief, Grant, PaymentKind
from grants.selectors.resident_claims import claim_news
from grants.services.claim_steps import (
    defer_claim,
    enforce_claim,
    propose_relief,
    remind_claim,
    waive_claim,
    withdraw_relief,
    write_off_claim,
)
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.holds import lift_hold, set_hold
from grants.services.repayments import record_repayment
from tests.grants.rows import declare, fetch, figures, findings, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")


@pytest.fixture
def due(story: Story) -> Claim:
    """100.00 have to come back, and the term has just passed."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    officer, officer2 = story.people["officer"], story.people["officer2"]
    heard = story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, actor=officer, now=story.now, heard_until=heard)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    claim = release_claim_notice(claim=claim, actor=officer2, now=story.now)
    assert claim.pay_by is not None
    story.day = claim.pay_by + timedelta(days=1)
    return claim


def by(story: Story, name: str) -> dict[str, Any]:
    return {"actor": story.people[name], "now": story.now}


def remind(story: Story, claim: Claim, name: str = "cashier", days: int = 14) -> Claim:
    return remind_claim(claim=claim, until=story.day + timedelta(days=days), **by(story, name))


def reminded(story: Story, claim: Claim) -> Claim:
    """Once, and the new term has passed."""
    claim = remind(story, claim)
    story.day += timedelta(days=15)
    return claim


def propose(story: Story, claim: Claim, relief: ClaimRelief, name: str = "officer") -> Claim:
    reason = "Die Person hat kein Einkommen."
    return propose_relief(claim=claim, relief=relief, reason=reason, **by(story, name))


def repay(story: Story, claim: Claim, cents: int) -> Claim:
    return record_repayment(claim=claim, amount_cents=cents, **by(story, "cashier"))


def said(claim: Claim) -> str:
    news = claim_news(Grant.objects.get(pk=claim.grant_id))
    return news.sentence.replace("\xa0", " ") if news else ""


def test_legal_dispute_stops_dunning_and_enforcement(story: Story, due: Claim) -> None:
    set_hold(case=due.case, reason="Klage beim Gericht.", **by(story, "officer"))
    assert findings(remind, story, due) == ("retention.hold",)
    lift_hold(case=due.case, reason="Urteil ist da.", **by(story, "officer2"))
    claim = reminded(story, due)
    set_hold(case=due.case, reason="Noch eine Klage.", **by(story, "officer"))
    assert findings(remind, story, claim) == ("retention.hold",)
    assert findings(enforce_claim, claim=claim, **by(story, "cashier")) == ("retention.hold",)


def test_two_dunnings_each_with_its_term(story: Story, due: Claim) -> None:
    first = remind(story, due)
    assert (first.state, first.remind_until) == ("reminded_1", story.day + timedelta(days=14))
    assert "Ihre Rückzahlung fehlt noch. Bitte zahlen Sie 100,00 € bis zum" in said(first)
    assert findings(remind, story, first) == ("claim.term_runs",)
    story.day += timedelta(days=15)
    second = remind(story, first)
    assert (second.state, second.term) == ("reminded_2", story.day + timedelta(days=14))
    assert "Ihre Rückzahlung fehlt immer noch." in said(second)


def test_nobody_is_reminded_within_the_term(story: Story, due: Claim) -> None:
    story.day = due.pay_by or date.min
    with pytest.raises(Blocked) as caught:
        remind(story, due)
    assert caught.value.sentences[0].startswith("Bis ")
    assert caught.value.sentences[0].endswith("ist Zeit zum Zahlen. Warten Sie bis danach.")


def test_part_payment_can_be_reminded_of_the_rest(story: Story, due: Claim) -> None:
    partly = repay(story, due, 4_000)
    assert "Bitte zahlen Sie noch 60,00 € bis zum" in said(partly)
    assert remind(story, partly).state == "reminded_1"


@pytest.mark.parametrize("name", ["manager", "officer", "certifier", "kaemmerei"])
def test_only_the_kasse_reminds_and_enforces(story: Story, due: Claim, name: str) -> None:
    assert refusal(remind, story, due, name) == DENIED
    assert refusal(enforce_claim, claim=remind(story, due), **by(story, name)) == DENIED


@pytest.mark.parametrize("days", [0, -1])
def test_new_term_lies_ahead(story: Story, due: Claim, days: int) -> None:
    assert refusal(remind, story, due, days=days) == (InvalidInput, "claim.term")


def test_enforcement_follows_a_dunning_whose_term_is_over(story: Story, due: Claim) -> None:
    assert refusal(enforce_claim, claim=due, **by(story, "cashier")) == (DomainError, "state.no_edge")
    first = remind(story, due)
    assert findings(enforce_claim, claim=first, **by(story, "cashier")) == ("claim.term_runs",)
    story.day += timedelta(days=15)
    enforced = enforce_claim(claim=first, **by(story, "cashier"))
    assert enforced.state == "enforcement"
    assert said(enforced) == "Die Stadtkasse treibt 100,00 € ein. Bitte rufen Sie uns an."


def defer(story: Story, claim: Claim, name: str = "officer", days: int = 90, reason: str = "x") -> Claim:
    until = story.day + timedelta(days=days)
    return defer_claim(claim=claim, until=until, reason=reason, **by(story, name))


def test_deferral_gives_a_day_and_a_letter(story: Story, due: Claim) -> None:
    deferred = defer(story, due, reason="Die Person zahlt im Herbst.")
    assert (deferred.state, deferred.term) == ("deferred", story.day + timedelta(days=90))
    assert said(deferred).startswith("Sie dürfen später zahlen: 100,00 € bis zum ")
    drain(now=story.now)
    letter = Document.objects.get(slug="stundungsbescheid")
    assert (letter.state, letter.audience, letter.subject) == ("ready", "applicant", due.grant.subject)


def test_deferral_needs_city_reason_and_a_day_ahead(story: Story, due: Claim) -> None:
    assert refusal(defer, story, due, "cashier") == DENIED
    assert refusal(defer, story, due, "manager") == DENIED
    assert refusal(defer, story, due, reason=" ") == (DomainError, "reason.missing")
    assert refusal(defer, story, due, days=0) == (InvalidInput, "claim.term")
    proposed = propose(story, due, ClaimRelief.WAIVE)
    assert findings(defer, story, proposed) == ("claim.relief_waits",)


def test_deferral_whose_day_has_passed_is_enforced(story: Story, due: Claim) -> None:
    deferred = defer(story, due, days=30)
    assert findings(enforce_claim, claim=deferred, **by(story, "cashier")) == ("claim.term_runs",)
    story.day += timedelta(days=31)
    assert enforce_claim(claim=deferred, **by(story, "cashier")).state == "enforcement"


@pytest.mark.parametrize("held", ["deferred", "enforcement", "written_off"])
def test_held_claim_takes_a_part_and_then_the_rest(story: Story, due: Claim, held: str) -> None:
    if held == "deferred":
        claim = defer(story, due)
    elif held == "enforcement":
        claim = enforce_claim(claim=reminded(story, due), **by(story, "cashier"))
    else:
        proposed = propose(story, due, ClaimRelief.WRITE_OFF)
        claim = write_off_claim(claim=proposed, **by(story, "officer2"))
    part = repay(story, claim, 2_500)
    assert (part.state, part.repaid_cents) == (held, 2_500)
    assert repay(story, part, 7_500).state == "paid"
    assert fetch(due.grant).state == "closed"
    assert figures() == (0, 0, 30_000, 170_000)


@pytest.mark.parametrize("relief", [ClaimRelief.WRITE_OFF, ClaimRelief.WAIVE])
def test_relief_takes_two_persons_of_the_city(story: Story, due: Claim, relief: ClaimRelief) -> None:
    decide = write_off_claim if relief is ClaimRelief.WRITE_OFF else waive_claim
    assert findings(decide, claim=due, **by(story, "officer2")) == ("claim.not_proposed",)
    assert refusal(propose, story, due, relief, "cashier") == DENIED
    proposed = propose(story, due, relief)
    assert refusal(decide, claim=proposed, **by(story, "officer")) == DENIED
    assert refusal(decide, claim=proposed, **by(story, "manager")) == DENIED
    other = waive_claim if relief is ClaimRelief.WRITE_OFF else write_off_claim
    assert findings(other, claim=proposed, **by(story, "officer2")) == ("claim.not_proposed",)
    decided = decide(claim=proposed, **by(story, "officer2"))
    assert decided.state == {"write_off": "written_off", "waive": "waived"}[relief]


@pytest.mark.parametrize("relief", [ClaimRelief.WRITE_OFF, ClaimRelief.WAIVE])
def test_what_somebody_biased_has_proposed_is_proposed_anew(
    story: Story, due: Claim, relief: ClaimRelief
) -> None:
    decide = write_off_claim if relief is ClaimRelief.WRITE_OFF else waive_claim
    proposed = propose(story, due, relief)
    declare(due, story.people["officer"].reference)
    assert findings(decide, claim=proposed, **by(story, "officer2")) == ("preparer.biased",)
    proposed = propose(story, due, relief, "manager")
    assert decide(claim=proposed, **by(story, "officer2")).relief_by == story.people["manager"].reference


def test_written_off_claim_stays_owed_and_keeps_the_case_open(story: Story, due: Claim) -> None:
    write_off_claim(claim=propose(story, due, ClaimRelief.WRITE_OFF), **by(story, "officer2"))
    assert fetch(due.grant).state == "settling"
    assert said(due) == "Die Stadt verlangt 100,00 € im Moment nicht von Ihnen. Sie schulden es weiter."


def test_waived_rest_closes_the_case(story: Story, due: Claim) -> None:
    """INV-08: paid − repaid − waived is the entitlement; the money stays spent."""
    partly = repay(story, due, 6_000)
    waive_claim(claim=propose(story, partly, ClaimRelief.WAIVE), **by(story, "officer2"))
    assert fetch(due.grant).state == "closed"
    assert figures() == (0, 0, 34_000, 166_000)


def test_proposal_needs_a_reason_and_something_owed(story: Story, due: Claim) -> None:
    empty: dict[str, Any] = {"claim": due, "relief": ClaimRelief.WAIVE, "reason": "  "}
    assert refusal(propose_relief, **empty, **by(story, "officer")) == (InvalidInput, "reason.missing")
    paid = repay(story, due, 10_000)
    assert refusal(propose, story, paid, ClaimRelief.WAIVE) == (DomainError, "claim.wrong_state")


def test_proposal_that_nobody_follows_is_withdrawn(story: Story, due: Claim) -> None:
    """Else the claim could not be deferred any more."""
    assert refusal(withdraw_relief, claim=due, **by(story, "officer")) == (DomainError, "claim.not_proposed")
    proposed = propose(story, due, ClaimRelief.WAIVE)
    assert refusal(withdraw_relief, claim=proposed, **by(story, "cashier")) == DENIED
    free = withdraw_relief(claim=proposed, **by(story, "manager"))
    assert (free.relief, free.relief_reason, free.relief_by) == ("", "", "")
    assert findings(waive_claim, claim=free, **by(story, "officer2")) == ("claim.not_proposed",)
    assert defer(story, free).state == "deferred"


def test_decided_relief_is_not_withdrawn(story: Story, due: Claim) -> None:
    decided = write_off_claim(claim=propose(story, due, ClaimRelief.WRITE_OFF), **by(story, "officer2"))
    assert refusal(withdraw_relief, claim=decided, **by(story, "officer")) == (
        DomainError,
        "claim.not_proposed",
    )
