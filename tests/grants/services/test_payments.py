"""Payment orders: what may be ordered (INV-03, INV-04), signing, execution, cancelling."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed, StaleVersion
from grants.models import FundRules, Grant, LedgerEntry, Notice, Obligation, PaymentKind, PaymentOrder
from grants.services.payments import (
    cancel_order,
    certify_order,
    execute_payment,
    order_payment,
    prepare_order,
)
from grants.services.proofs import check_proof, confirm_proof
from tests.grants.rows import bookings, fetch, figures, findings, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ADVANCE, INSTALMENT, FINAL = PaymentKind.ADVANCE, PaymentKind.INSTALMENT, PaymentKind.FINAL
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765


def prepare(
    story: Story, cents: int, kind: PaymentKind = ADVANCE, actor: Actor | None = None
) -> PaymentOrder:
    return prepare_order(
        grant=story.grant,
        kind=kind,
        amount_cents=cents,
        actor=actor or story.people["certifier"],
        now=story.now,
    )


def test_order_freezes_what_the_kasse_needs(story: Story) -> None:
    story.accepted()
    order = prepare(story, 10_000)
    assert (order.state, order.number, order.amount_cents, order.kind) == (
        "draft",
        "LT-2026-A0001",
        10_000,
        "advance",
    )
    assert (order.bank_account, order.budget_year, order.due_on) == (
        story.grant.bank_account,
        2026,
        story.day,
    )
    assert order.reason == "LT-2026-0001 Blühstreifen Musterhof"
    assert (order.account_assignment, order.prepared_by) == (
        "51101.531800",
        story.people["certifier"].reference,
    )
    assert figures() == (0, APPROVED, 0, 200_000 - APPROVED)


@pytest.mark.parametrize(
    ("cents", "kind", "codes"),
    [
        (APPROVED, ADVANCE, ()),
        (APPROVED + 1, ADVANCE, ("order.over_approved", "advance.over_limit")),
        (0, ADVANCE, ("order.no_amount",)),
        (-1, ADVANCE, ("order.no_amount",)),
        (APPROVED, INSTALMENT, ()),
        (1, FINAL, ("final.not_checked",)),
    ],
)
def test_amount_of_an_order(story: Story, cents: int, kind: PaymentKind, codes: tuple[str, ...]) -> None:
    story.accepted()
    if codes:
        assert findings(prepare, story, cents, kind) == codes
    else:
        assert prepare(story, cents, kind).amount_cents == cents


@pytest.mark.parametrize(
    ("percent", "first", "second", "codes"),
    [
        (50, 24_382, 1, ("advance.over_limit",)),  # half of 487.65, cut off below the cent
        (50, 24_000, 382, ()),
        (100, 40_000, 8_766, ("order.over_approved", "advance.over_limit")),
        (100, 40_000, 8_765, ()),
    ],
)
def test_all_advances_together_stay_within_the_limit(
    story: Story, percent: int, first: int, second: int, codes: tuple[str, ...]
) -> None:
    FundRules.objects.update(max_advance_percent=percent)
    story.accepted()
    prepare(story, first)
    if codes:
        assert findings(prepare, story, second, INSTALMENT) == codes
    else:
        assert prepare(story, second, INSTALMENT).amount_cents == second


def test_fund_without_advances(story: Story) -> None:
    FundRules.objects.update(max_advance_percent=0)
    story.accepted()
    assert findings(prepare, story, 1) == ("advance.over_limit",)


def test_cancelled_order_makes_room(story: Story, orderer: Actor) -> None:
    story.accepted()
    order = prepare(story, APPROVED)
    cancel_order(order=order, reason="Vertippt", actor=orderer, now=story.now)
    assert prepare(story, APPROVED).number == "LT-2026-A0002"


def open_condition(story: Story) -> None:
    Obligation.objects.create(grant=story.grant, text="Erlaubnis", is_condition_precedent=True)


def no_account(story: Story) -> None:
    Grant.objects.update(bank_account=None)


def no_waiver(story: Story) -> None:
    Grant.objects.update(waiver_on=None)


SPOILED: list[tuple[Callable[[Story], None], tuple[str, ...]]] = [
    (open_condition, ("order.open_condition",)),
    (no_account, ("order.no_account",)),
    (no_waiver, ("advance.not_final",)),
]


@pytest.mark.parametrize(("spoil", "codes"), SPOILED)
def test_nothing_is_prepared_too_early(
    story: Story, spoil: Callable[[Story], None], codes: tuple[str, ...]
) -> None:
    story.accepted()
    spoil(story)
    assert findings(prepare, story, 100) == codes


@pytest.mark.parametrize(("spoil", "codes"), SPOILED)
def test_each_signature_asks_again(
    story: Story, people: dict[str, Actor], spoil: Callable[[Story], None], codes: tuple[str, ...]
) -> None:
    story.accepted()
    signing = (
        (prepare(story, 100), certify_order, "certifier"),
        (story.certified(ADVANCE, 100), order_payment, "orderer"),
        (story.ordered(ADVANCE, 100), execute_payment, "cashier"),
    )
    spoil(story)
    for order, sign, who in signing:
        assert findings(sign, order=order, actor=people[who], now=story.now) == codes


def test_condition_that_is_fulfilled_blocks_no_longer(story: Story) -> None:
    story.accepted()
    open_condition(story)
    Obligation.objects.update(fulfilled_on=story.day)
    assert prepare(story, 100).amount_cents == 100


@pytest.mark.parametrize(("days", "codes"), [(0, ("advance.not_final",)), (1, ())])
def test_advance_without_waiver_waits_for_the_end_of_the_remedy(
    story: Story, days: int, codes: tuple[str, ...]
) -> None:
    story.accepted(waiver=False)
    until = Notice.objects.get().remedy_until
    assert until == date(2026, 4, 7)  # a month after 6 March is Easter Monday
    story.day = until + timedelta(days=days)
    if codes:
        assert findings(prepare, story, 100) == codes
    else:
        assert prepare(story, 100).amount_cents == 100


@pytest.mark.parametrize("who", ["orderer", "cashier", "kaemmerei", "auditor", "administrator"])
def test_preparing_is_for_those_who_know_the_case(story: Story, people: dict[str, Actor], who: str) -> None:
    story.accepted()
    assert refusal(prepare, story, 100, ADVANCE, people[who]) == DENIED


def test_nothing_is_paid_before_the_notice_is_out(story: Story) -> None:
    story.drafted()
    assert refusal(prepare, story, 100) == (DomainError, "order.wrong_state")


def test_orderer_has_shown_who_it_is(story: Story, orderer: Actor) -> None:
    story.accepted()
    order = story.certified(ADVANCE, 100)
    tired = Actor(orderer.kind, orderer.reference, roles=orderer.roles, stepped_up=False)
    assert refusal(order_payment, order=order, actor=tired, now=story.now) == DENIED


def test_execution_books_and_keeps_the_bank_reference(story: Story, cashier: Actor) -> None:
    story.accepted()
    order = story.ordered(ADVANCE, 10_000)
    done = execute_payment(
        order=order, actor=cashier, now=story.now, bank_reference="K-1", expected_version=3
    )
    entry = LedgerEntry.objects.get(kind="pay")
    assert (done.state, done.executed_on, done.bank_reference) == ("executed", story.day, "K-1")
    assert bookings()[-1] == ("pay", 0, -10_000, 10_000)
    assert (entry.key, entry.order, entry.split.bund, entry.split.land, entry.split.kommune) == (
        f"pay:{order.uuid}",
        done,
        3_333,
        3_333,
        3_334,
    )
    assert figures() == (0, APPROVED - 10_000, 10_000, 200_000 - APPROVED)
    again = refusal(execute_payment, order=order, actor=cashier, now=story.now)
    assert again == (DomainError, "state.no_edge")


@pytest.mark.parametrize("bring", [Story.order, Story.certified, Story.ordered])
def test_cancel_before_the_hand_over_with_a_reason(
    story: Story, orderer: Actor, bring: Callable[..., PaymentOrder]
) -> None:
    story.accepted()
    order = bring(story, ADVANCE, 100)
    step: dict[str, Any] = {"order": order, "actor": orderer, "now": story.now}
    assert refusal(cancel_order, **step, reason=" ") == (DomainError, "reason.missing")
    assert refusal(cancel_order, **step, reason="X", expected_version=99) == (StaleVersion, "version.stale")
    assert cancel_order(**step, reason="Vertippt").state == "cancelled"


def test_paid_order_is_not_cancelled(story: Story, orderer: Actor) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 100)
    found = refusal(cancel_order, order=order, reason="X", actor=orderer, now=story.now)
    assert found == (DomainError, "state.no_edge")


@pytest.mark.parametrize("who", ["certifier", "manager", "cashier", "auditor"])
def test_signed_order_is_cancelled_only_by_the_orderer(
    story: Story, people: dict[str, Actor], who: str
) -> None:
    story.accepted()
    order = story.certified(ADVANCE, 100)
    assert refusal(cancel_order, order=order, reason="X", actor=people[who], now=story.now) == DENIED


def test_order_fetched_long_ago_signs_the_present_row(story: Story, people: dict[str, Actor]) -> None:
    story.accepted()
    old = prepare(story, 100)
    certify_order(order=old, actor=people["certifier"], now=story.now)
    order_payment(order=old, actor=people["orderer"], now=story.now)
    assert fetch(old).state == "ordered"


def test_nothing_is_payable_while_a_check_waits(story: Story, manager: Actor, officer: Actor) -> None:
    story.accepted()
    story.proof_sent(40_000)
    prepare(story, 1_000)
    check_proof(grant=story.grant, cuts={}, purpose_achieved=True, actor=manager, now=story.now)
    assert findings(prepare, story, 1_000) == ("order.check_waits",)
    assert findings(prepare, story, 1_000, FINAL) == ("order.check_waits", "final.not_checked")
    story.grant = confirm_proof(grant=story.grant, actor=officer, now=story.now)
    assert prepare(story, 39_000, FINAL).state == "draft"


def test_last_order_discarded_closes_what_is_settled(story: Story, orderer: Actor) -> None:
    """All that is due was paid, and an advance that nobody needs any more lies there."""
    story.accepted()
    story.paid(ADVANCE, 10_000)
    order = prepare(story, 5_000)
    story.proof_sent(10_000)
    assert story.proof_confirmed().state == "settling"
    cancel_order(order=order, reason="Nicht mehr nötig", actor=orderer, now=story.now)
    assert fetch(story.grant).state == "closed"
