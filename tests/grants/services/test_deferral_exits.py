"""The ways out of a deferral: other days, write-off, waiver, and back to the day that held before."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.files.models import Document
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import Claim, ClaimRelief, Grant, Notice, PaymentKind, ReceiptOrder
from grants.rules.instalments import Rate, plan_rates
from grants.selectors.receipt_orders import changes_of_claim
from grants.selectors.resident_claims import claim_news
from grants.services.claim_steps import (
    defer_claim,
    enforce_claim,
    propose_relief,
    remind_claim,
    waive_claim,
    write_off_claim,
)
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.objections import note_arrival
from grants.services.recalls import propose_recall, recall_deferral
from grants.services.receipt_orders import certify_receipt_order
from grants.services.repayments import record_repayment
from tests.grants.rows import declare, fetch, findings, refusal
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
SATURDAY, MONDAY = date(2026, 8, 1), date(2026, 8, 3)


@pytest.fixture
def due(story: Story) -> Claim:
    """100.00 have to come back."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    heard = story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, heard_until=heard, **by(story, "officer"))
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    return release_claim_notice(claim=claim, **by(story, "officer2"))


def by(story: Story, name: str) -> dict[str, Any]:
    return {"actor": story.people[name], "now": story.now}


def defer(story: Story, claim: Claim, *rates: Rate, until: date = SATURDAY) -> Claim:
    reason = "Wenig Einkommen."
    return defer_claim(claim=claim, until=until, rates=rates, reason=reason, **by(story, "officer"))


def propose(story: Story, claim: Claim, relief: ClaimRelief, name: str = "officer") -> Claim:
    return propose_relief(claim=claim, relief=relief, reason="So ist es.", **by(story, name))


def mistaken(story: Story, claim: Claim, name: str = "officer") -> Claim:
    """Somebody proposes the way back."""
    reason, heard = "Die Stundung galt einem anderen Fall.", "Anruf am Montag: einverstanden."
    return propose_recall(claim=claim, reason=reason, heard=heard, **by(story, name))


def repay(story: Story, claim: Claim, cents: int) -> Claim:
    return record_repayment(claim=fetch(claim), amount_cents=cents, **by(story, "cashier"))


def said(claim: Claim) -> str:
    news = claim_news(Grant.objects.get(pk=claim.grant_id))
    return news.sentence.replace("\xa0", " ") if news else ""


def test_new_plan_stands_in_place_of_the_old_one(story: Story, due: Claim) -> None:
    defer(story, due, *plan_rates(10_000, 5_000, SATURDAY))
    repay(story, due, 1_000)
    story.day = date(2026, 8, 20)
    claim = defer(story, fetch(due), *plan_rates(9_000, 3_000, date(2026, 10, 1)))
    assert (claim.state, claim.deferred_until) == ("deferred", date(2026, 12, 1))
    days = [(rate.due_on, rate.amount_cents) for rate in fetch(due).rates]
    assert days == [(date(2026, 10, 1), 3_000), (date(2026, 11, 2), 3_000), (date(2026, 12, 1), 3_000)]
    assert fetch(due).next_rate == Rate(date(2026, 10, 1), 3_000)
    assert findings(enforce_claim, claim=fetch(due), **by(story, "cashier")) == ("claim.term_runs",)
    repay(story, due, 9_000)
    assert fetch(due).state == "paid"


def test_new_plan_is_over_what_is_open_now(story: Story, due: Claim) -> None:
    defer(story, due)
    repay(story, due, 4_000)
    rates = plan_rates(10_000, 5_000, date(2026, 9, 1))
    assert refusal(defer, story, fetch(due), *rates) == (InvalidInput, "rates.sum")


def test_letter_of_a_new_plan_says_that_the_old_one_ends(story: Story, due: Claim) -> None:
    defer(story, due, until=MONDAY)
    assert "gelten nicht mehr" not in words_of("stundungsbescheid", story)
    Document.objects.filter(slug="stundungsbescheid").update(slug="erster")
    defer(story, fetch(due), until=date(2026, 9, 1))
    letter = words_of("stundungsbescheid", story)
    assert "Die Tage aus unserem letzten Brief dazu gelten nicht mehr." in letter
    assert "bis zum 1. September 2026" in letter


def test_day_on_a_weekend_or_holiday_moves_and_says_so(story: Story, due: Claim) -> None:
    """1 August 2026 is a Saturday, 3 October a Saturday and a holiday, 31 October both in Saxony-Anhalt."""
    claim = defer(story, due, *plan_rates(10_000, 4_000, SATURDAY))
    assert [(rate.due_on, rate.named_on) for rate in fetch(due).rates] == [
        (MONDAY, SATURDAY),
        (date(2026, 9, 1), None),
        (date(2026, 10, 1), None),
    ]
    story.day = MONDAY
    assert findings(enforce_claim, claim=claim, **by(story, "cashier")) == ("claim.term_runs",)
    letter = words_of("stundungsbescheid", story)
    assert "Der 1. August 2026 ist kein Werktag. Darum haben Sie bis zum 3. August 2026 Zeit" in letter
    assert "bis zum 3. August 2026" in said(claim)


@pytest.mark.parametrize(
    ("named", "due_on"),
    [
        (date(2026, 10, 31), date(2026, 11, 2)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 1, 6), date(2027, 1, 7)),
    ],
)
def test_single_day_moves_too(story: Story, due: Claim, named: date, due_on: date) -> None:
    assert defer(story, due, until=named).deferred_until == due_on


def test_deferred_claim_is_written_off_or_waived_by_two(story: Story, due: Claim) -> None:
    claim = defer(story, due)
    assert findings(write_off_claim, claim=claim, **by(story, "officer2")) == ("claim.not_proposed",)
    proposed = propose(story, claim, ClaimRelief.WRITE_OFF)
    assert refusal(write_off_claim, claim=proposed, **by(story, "officer")) == DENIED
    assert write_off_claim(claim=proposed, **by(story, "officer2")).state == "written_off"
    assert fetch(due.grant).state == "settling"


def test_waived_rest_of_a_deferral_closes_the_case(story: Story, due: Claim) -> None:
    defer(story, due, *plan_rates(10_000, 5_000, SATURDAY))
    partly = repay(story, due, 5_000)
    waived = waive_claim(claim=propose(story, partly, ClaimRelief.WAIVE), **by(story, "officer2"))
    assert (waived.state, fetch(due.grant).state) == ("waived", "closed")


def test_mistaken_deferral_is_due_again_on_its_old_day(story: Story, due: Claim) -> None:
    old_day = due.pay_by
    claim = mistaken(story, defer(story, due, *plan_rates(10_000, 5_000, SATURDAY)))
    assert findings(defer, story, claim) == ("claim.relief_waits",)
    back = recall_deferral(claim=claim, **by(story, "officer2"))
    assert (back.state, back.term, back.deferred_until, back.rates) == ("due", old_day, None, [])
    assert (back.relief, back.relief_by) == ("", "")
    assert said(back).startswith("Bitte zahlen Sie 100,00 € zurück bis zum")
    notice = Notice.objects.get(kind="recall")
    assert (notice.drafted_by, notice.released_by) == (
        story.people["officer"].reference,
        story.people["officer2"].reference,
    )
    letter = words_of("stundung-aufgehoben", story)
    for words in (
        "Diese Stundung heben wir auf. Offen sind noch 100,00 €.",
        "Die Stundung galt einem anderen Fall.",
        "Zur Anhörung (§ 28 VwVfG): Anruf am Montag: einverstanden.",
        "Rechtsbehelf",
    ):
        assert words in letter
    assert defer(story, back).state == "deferred"


def test_who_was_dunned_before_a_mistaken_deferral_is_dunned_anew(story: Story, due: Claim) -> None:
    """A part payment must not lead from a dunning before the deferral straight to the enforcement."""
    assert due.pay_by is not None
    story.day = due.pay_by + timedelta(days=1)
    remind_claim(claim=due, until=story.day + timedelta(days=14), **by(story, "cashier"))
    later = story.day + timedelta(days=30)
    back = recall_deferral(
        claim=mistaken(story, defer(story, fetch(due), until=later)), **by(story, "officer2")
    )
    partly = repay(story, back, 100)
    story.day += timedelta(days=60)
    assert findings(enforce_claim, claim=partly, **by(story, "cashier")) == ("claim.not_reminded",)


def test_way_back_takes_two_persons_of_the_city_and_a_hearing(story: Story, due: Claim) -> None:
    assert refusal(mistaken, story, due) == (DomainError, "claim.wrong_state")
    claim = defer(story, due)
    assert findings(recall_deferral, claim=claim, **by(story, "officer2")) == ("claim.not_proposed",)
    for words, code in (({"heard": " "}, "claim.no_hearing"), ({"reason": ""}, "reason.missing")):
        full = {"reason": "Irrtum.", "heard": "Am Telefon.", **words}
        assert refusal(propose_recall, claim=claim, **full, **by(story, "officer")) == (InvalidInput, code)
    for name in ("cashier", "kaemmerei", "certifier"):
        assert refusal(mistaken, story, claim, name) == DENIED
    proposed = mistaken(story, claim)
    for name in ("officer", "manager", "cashier"):
        assert refusal(recall_deferral, claim=proposed, **by(story, name)) == DENIED
    declare(due, story.people["officer"].reference)
    assert findings(recall_deferral, claim=proposed, **by(story, "officer2")) == ("preparer.biased",)
    proposed = mistaken(story, claim, "manager")
    assert recall_deferral(claim=proposed, **by(story, "officer2")).state == "due"


def test_draft_of_a_receipt_order_follows_the_days(story: Story, due: Claim) -> None:
    order = due.receipt_orders.get()
    claim = defer(story, due, *plan_rates(10_000, 5_000, SATURDAY))
    assert (fetch(order).due_on, fetch(order).next_due_on) == (MONDAY, MONDAY)
    assert due.notice is not None
    note_arrival(notice=due.notice, arrived_on=story.day, **by(story, "officer"))
    assert fetch(order).due_on == MONDAY
    recall_deferral(claim=mistaken(story, fetch(claim)), **by(story, "officer2"))
    assert fetch(order).due_on == fetch(due).pay_by


def test_signed_receipt_order_keeps_its_day_and_tells_what_changed(story: Story, due: Claim) -> None:
    order = certify_receipt_order(order=due.receipt_orders.get(), **by(story, "certifier"))
    claim = defer(story, due, *plan_rates(10_000, 5_000, SATURDAY))
    order = ReceiptOrder.objects.get()
    assert (order.due_on, order.next_due_on) == (due.pay_by, MONDAY)
    assert [rate.due_on for rate in order.later_days] == [MONDAY, date(2026, 9, 1)]
    repay(story, claim, 5_000)
    assert ReceiptOrder.objects.get().next_due_on == date(2026, 9, 1)
    recall_deferral(claim=mistaken(story, fetch(claim)), **by(story, "officer2"))
    order = ReceiptOrder.objects.get()
    assert (order.next_due_on, order.later_days) == (due.pay_by, [])
    told = [(change.label, change.last_day) for change in changes_of_claim(order)]
    assert told == [("Stunden", date(2026, 9, 1)), ("Stundung aufheben", None)]
