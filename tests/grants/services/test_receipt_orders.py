"""Receipt orders: they come with what asks for money, and tell by sums how far it has come in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import (
    BudgetProposal,
    Claim,
    ClaimRelief,
    IncomingMoney,
    PaymentKind,
    ReceiptKind,
    ReceiptOrder,
)
from grants.rules.cash_references import is_cash_reference
from grants.selectors.receipt_orders import left_for_budget
from grants.selectors.resident_claims import claim_news
from grants.services.budget_proposals import confirm_budget, propose_from_receipt
from grants.services.claim_steps import propose_relief, waive_claim
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.drawdowns import request_drawdown
from grants.services.land_receipts import record_cut, record_land_money
from grants.services.objections import note_arrival
from grants.services.receipt_orders import (
    Expected,
    cancel_receipt_order,
    certify_receipt_order,
    note_money,
    order_receipt,
    prepare_by_hand,
    void_receipt_certificate,
)
from grants.services.repayments import record_repayment
from tests.grants.rows import declare, fetch, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
PAID, PROVEN = 40_000, 30_000


def by(story: Story, name: str) -> dict[str, Any]:
    return {"actor": replace(story.people[name], stepped_up=True), "now": story.now}


@pytest.fixture
def claim(story: Story) -> Claim:
    """100.00 have to come back; the notice is out."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, PAID)
    story.proof_sent(PROVEN)
    grant = story.proof_confirmed()
    heard = story.day + timedelta(days=14)
    made = draft_claim(grant=grant, heard_until=heard, **by(story, "officer"))
    assert made.cash_reference == ""
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    return release_claim_notice(claim=made, **by(story, "officer2"))


def promise(story: Story, **changes: Any) -> ReceiptOrder:
    wish = Expected(ReceiptKind.PRIVATE, "Muster-Stiftung", "Spende", 50_000, story.day)
    return prepare_by_hand(fund=story.fund, expected=replace(wish, **changes), **by(story, "kaemmerei"))


def signed(story: Story, order: ReceiptOrder) -> ReceiptOrder:
    certified = certify_receipt_order(order=order, **by(story, "certifier"))
    return order_receipt(order=certified, **by(story, "orderer"))


def test_order_comes_with_the_notice_and_names_what_the_payer_writes(story: Story, claim: Claim) -> None:
    order = claim.receipt_orders.get()
    assert (order.kind, order.amount_cents, order.state) == ("claim", PAID - PROVEN, "draft")
    assert (order.payer, order.due_on, order.budget_year) == (story.name, claim.pay_by, 2026)
    assert is_cash_reference(order.cash_reference)
    assert claim.purpose == f"Kassenzeichen {order.cash_reference}, {claim.case.reference}"
    news = claim_news(claim.grant)
    assert news is not None
    assert claim.purpose in news.next_step or "Brief" in news.next_step


def test_money_settles_by_sums_alone(story: Story, claim: Claim) -> None:
    order = claim.receipt_orders.get()
    assert (order.open_cents, order.settlement) == (10_000, "noch nichts eingegangen")
    record_repayment(claim=claim, amount_cents=2_500, **by(story, "cashier"))
    order = fetch(order)
    assert (order.received_cents, order.settlement) == (2_500, "teilweise eingegangen")
    record_repayment(claim=fetch(claim), amount_cents=7_500, **by(story, "cashier"))
    order = fetch(order)
    assert (order.open_cents, order.settlement, order.state) == (0, "erledigt", "draft")


def test_later_arrival_moves_the_day_of_a_draft_only(story: Story, claim: Claim) -> None:
    assert claim.notice is not None
    story.day += timedelta(days=20)
    note_arrival(notice=claim.notice, arrived_on=story.day, **by(story, "officer"))
    order, moved = claim.receipt_orders.get(), fetch(claim).pay_by
    assert moved is not None
    assert (order.due_on, order.due_on > (claim.pay_by or story.day)) == (moved, True)
    certify_receipt_order(order=order, **by(story, "certifier"))
    story.day += timedelta(days=5)
    note_arrival(notice=claim.notice, arrived_on=story.day, **by(story, "officer"))
    assert claim.receipt_orders.get().due_on == moved


def waive(story: Story, claim: Claim) -> None:
    relief: Any = {"relief": ClaimRelief.WAIVE, "reason": "Härte."}
    proposed = propose_relief(claim=fetch(claim), **relief, **by(story, "manager"))
    waive_claim(claim=proposed, **by(story, "officer2"))


def test_waiver_cancels_an_order_on_which_nothing_came_in(story: Story, claim: Claim) -> None:
    waive(story, claim)
    assert claim.receipt_orders.get().state == "cancelled"


def test_waiver_of_the_rest_keeps_the_order_of_what_came_in(story: Story, claim: Claim) -> None:
    record_repayment(claim=claim, amount_cents=2_500, **by(story, "cashier"))
    waive(story, claim)
    order = ReceiptOrder.objects.get()
    assert (order.state, order.dropped_cents, order.settlement) == ("draft", 7_500, "erledigt")
    assert refusal(cancel_receipt_order, order=order, reason="Weg.", **by(story, "orderer"))[0] is Blocked


def test_certifier_and_orderer_are_two_persons_and_never_the_payer(story: Story, claim: Claim) -> None:
    order = claim.receipt_orders.get()
    both = replace(story.people["certifier"], stepped_up=True)
    slug = story.fund.slug
    both = replace(both, roles=frozenset({("FC", slug), ("FO", slug)}))
    certified = certify_receipt_order(order=order, actor=both, now=story.now)
    assert refusal(order_receipt, order=certified, actor=both, now=story.now) == DENIED
    tired = {"actor": replace(story.people["orderer"], stepped_up=False), "now": story.now}
    assert refusal(order_receipt, order=certified, **tired) == DENIED
    with pytest.raises(IntegrityError, match="receipt_order_orderer_not_certifier"), transaction.atomic():
        ReceiptOrder.objects.update(ordered_by=both.reference)
    given = promise(story, payer=f"  {both.label.upper()} ")
    assert refusal(certify_receipt_order, order=given, actor=both, now=story.now) == DENIED


@pytest.mark.parametrize("column", ["certified_by", "ordered_by"])
def test_database_refuses_who_is_biased(story: Story, claim: Claim, column: str) -> None:
    declare(claim.case, "biased")
    with pytest.raises(IntegrityError, match="grants_receiptorder_unbiased"), transaction.atomic():
        ReceiptOrder.objects.update(**{column: "biased"})


def test_what_was_certified_does_not_change(story: Story, claim: Claim) -> None:
    order = certify_receipt_order(order=claim.receipt_orders.get(), **by(story, "certifier"))
    with pytest.raises(IntegrityError, match="grants_receiptorder_certified"), transaction.atomic():
        ReceiptOrder.objects.update(amount_cents=1)
    drafted = void_receipt_certificate(order=order, reason="Falsch.", **by(story, "officer"))
    assert (drafted.state, drafted.certified_by) == ("draft", "")


def test_orderer_signs_up_to_the_limit(story: Story) -> None:
    certified = certify_receipt_order(order=promise(story), **by(story, "certifier"))
    orderer = by(story, "orderer")["actor"]
    small = replace(orderer, limits=frozenset({("FO", story.fund.slug, 49_999)}))
    assert refusal(order_receipt, order=certified, actor=small, now=story.now) == DENIED


def test_drawdown_brings_its_order_and_a_cut_lowers_what_is_open(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 30_000)
    period: dict[str, Any] = {"from_on": story.day - timedelta(days=90), "to_on": story.day}
    kaemmerei = by(story, "kaemmerei")
    drawdown = request_drawdown(land_grant=story.fund.land_grants.get(), **period, **kaemmerei)
    order = drawdown.receipt_orders.get()
    assert (order.kind, order.amount_cents, order.case) == ("land", 20_000, None)
    record_land_money(drawdown=drawdown, amount_cents=15_000, received_on=story.day, **kaemmerei)
    record_cut(drawdown=drawdown, amount_cents=5_000, cut_on=story.day, reason="Gekürzt.", **kaemmerei)
    order = fetch(order)
    assert (order.received_cents, order.dropped_cents, order.settlement) == (15_000, 5_000, "erledigt")


def test_promised_money_goes_into_the_budget_once_it_came_in(story: Story, officer: Actor) -> None:
    assert refusal(prepare_by_hand, fund=story.fund, expected=None, actor=officer, now=story.now) == DENIED
    order = promise(story)
    came: Any = {"amount_cents": 30_000, "received_on": story.day, **by(story, "cashier")}
    assert refusal(note_money, order=order, **came) == (InvalidInput, "receipt_order.not_now")
    order = signed(story, order)
    assert refusal(note_money, order=order, **came | by(story, "officer")) == DENIED
    note_money(order=order, **came)
    assert refusal(note_money, order=order, **came) == (InvalidInput, "receipt_order.amount")
    propose: Any = {"order": fetch(order), **by(story, "kaemmerei")}
    too_much = refusal(propose_from_receipt, amount_cents=30_001, **propose)
    assert too_much == (InvalidInput, "budget.not_received")
    proposal = propose_from_receipt(amount_cents=30_000, **propose)
    assert left_for_budget(fetch(order)) == 0
    entry = confirm_budget(proposal=proposal, **by(story, "kaemmerei2")).entry
    assert entry is not None
    assert (entry.amount_cents, entry.kind) == (30_000, "top_up")
    assert BudgetProposal.objects.get(entry=entry).receipt_order == order
    with pytest.raises(IntegrityError), transaction.atomic():
        IncomingMoney.objects.update(amount_cents=1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"payer": " "}, "receipt_order.no_payer"),
        ({"reason": " "}, "reason.missing"),
        ({"amount_cents": 0}, "receipt_order.no_amount"),
        ({"due_on": None}, "receipt_order.day"),
    ],
)
def test_slip_of_the_pen_is_said(story: Story, changes: dict[str, Any], code: str) -> None:
    if "due_on" in changes:
        changes = {"due_on": story.day - timedelta(days=1)}
    assert refusal(promise, story, **changes) == (InvalidInput, code)


def test_second_click_orders_the_promised_money_once(story: Story) -> None:
    first = promise(story)
    assert refusal(promise, story) == (DomainError, "receipt_order.twice")
    promise(story, reason="Zweite Rate")
    cancel_receipt_order(order=first, reason="Versehen", **by(story, "orderer"))
    promise(story)
