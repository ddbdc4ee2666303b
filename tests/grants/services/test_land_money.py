"""The Land's tranches by two persons; drawdowns for payments and ahead; what came in, what was cut."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import (
    Drawdown,
    LandCut,
    LandGrant,
    LandProposal,
    LandReceipt,
    LandTranche,
    PaymentKind,
)
from grants.rules.shares import Weights
from grants.selectors.land import land_alerts, land_lines
from grants.selectors.land_report import land_report
from grants.services.drawdowns import asked_ahead, request_ahead, request_drawdown
from grants.services.land_money import LandWish, confirm_land_money, propose_land_money, withdraw_land_money
from grants.services.land_receipts import record_cut, record_land_money
from tests.grants.rows import refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
THIRDS = Weights(1, 1, 1)


def wish(**changed: Any) -> LandWish:
    return replace(LandWish(2026, "vom 02.01.2026, 306-1", THIRDS, 2026, 20_000), **changed)


def propose(story: Story, what: LandWish, by: str = "kaemmerei") -> LandProposal:
    actor = replace(story.people[by], stepped_up=True)
    return propose_land_money(fund=story.fund, wish=what, actor=actor, now=story.now)


def confirm(story: Story, proposal: LandProposal, by: str = "kaemmerei2") -> LandProposal:
    return confirm_land_money(proposal=proposal, actor=story.people[by], now=story.now)


def grant_of(story: Story) -> LandGrant:
    return story.fund.land_grants.get(programme_year=2026)


def by(story: Story) -> dict[str, Any]:
    return {"actor": story.people["kaemmerei"], "now": story.now}


def ask(story: Story) -> Drawdown:
    days: dict[str, Any] = {"from_on": date(2026, 1, 1), "to_on": story.day}
    return request_drawdown(land_grant=grant_of(story), **days, **by(story))


def ahead(story: Story, cents: int, days: int = 30) -> Drawdown:
    until = story.day + timedelta(days=days)
    return request_ahead(land_grant=grant_of(story), amount_cents=cents, due_until=until, **by(story))


@pytest.fixture
def bound(story: Story) -> Story:
    """487.65 are bound, nothing is paid."""
    story.accepted()
    return story


def test_tranche_takes_two_persons_and_the_first_makes_the_decision(story: Story) -> None:
    for name in ("officer", "cashier", "auditor"):
        assert refusal(propose, story, wish(), name) == DENIED
    proposal = propose(story, wish(programme_year=2027, budget_year=2028, weights=Weights(40, 40, 20)))
    assert not story.fund.land_grants.filter(programme_year=2027).exists()
    assert refusal(confirm, story, proposal, "kaemmerei") == DENIED
    confirm(story, proposal)
    made = story.fund.land_grants.get(programme_year=2027)
    assert (made.weights, made.decision_reference) == (Weights(40, 40, 20), "vom 02.01.2026, 306-1")
    assert [(each.budget_year, each.amount_cents) for each in made.tranches.all()] == [(2028, 20_000)]
    assert refusal(confirm, story, proposal) == (DomainError, "budget.done")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"programme_year": 1999}, "land.far_year"),
        ({"budget_year": 2099}, "land.far_year"),
        ({"budget_year": 2025}, "land.early"),
        ({"amount_cents": 0}, "land.no_amount"),
        ({"decision_reference": "  "}, "land.no_reference"),
        ({"weights": Weights(45, 45, 10)}, "land.weights"),
    ],
)
def test_impossible_tranches_are_told(story: Story, changed: dict[str, Any], code: str) -> None:
    assert refusal(propose, story, wish(**changed)) == (InvalidInput, code)


def test_second_click_proposes_and_asks_nothing_twice(bound: Story) -> None:
    propose(bound, wish())
    assert refusal(propose, bound, wish()) == (DomainError, "land.twice")
    ahead(bound, 15_000)
    assert refusal(ahead, bound, 15_000) == (DomainError, "drawdown.twice")
    ahead(bound, 15_000, days=29)


def test_no_more_is_taken_away_than_the_tranches_give(story: Story) -> None:
    confirm(story, propose(story, wish()))
    assert refusal(confirm, story, propose(story, wish(amount_cents=-20_001))) == (
        DomainError,
        "land.not_given",
    )


def test_second_click_notes_no_money_and_no_cut_twice(bound: Story) -> None:
    made = ahead(bound, 15_000)
    receive: dict[str, Any] = {"drawdown": made, "received_on": bound.day, "amount_cents": 3_000, **by(bound)}
    record_land_money(expected_notes=0, **receive)
    assert refusal(record_land_money, expected_notes=0, **receive) == (StaleVersion, "drawdown.stale")
    cut: dict[str, Any] = {"drawdown": made, "cut_on": bound.day, "amount_cents": 1_000, "reason": "Rundung"}
    record_cut(expected_notes=1, **cut, **by(bound))
    assert refusal(record_cut, expected_notes=1, **cut, **by(bound)) == (StaleVersion, "drawdown.stale")
    assert (LandReceipt.objects.count(), LandCut.objects.count()) == (1, 1)


def test_two_decisions_of_one_year_cannot_differ(story: Story) -> None:
    first, second = (
        propose(story, wish(programme_year=2027, budget_year=2027, weights=Weights(*weights)))
        for weights in ((1, 1, 1), (2, 2, 1))
    )
    confirm(story, first)
    assert refusal(confirm, story, second) == (DomainError, "land.weights")
    withdraw_land_money(proposal=second, **by(story))
    assert refusal(confirm, story, second) == (DomainError, "budget.withdrawn")


def test_no_more_is_asked_than_the_tranches_give(bound: Story) -> None:
    confirm(bound, propose(bound, wish(amount_cents=6_665)))
    bound.paid(PaymentKind.ADVANCE, 10_000)
    assert refusal(ask, bound) == (DomainError, "drawdown.over_tranche")
    confirm(bound, propose(bound, wish(amount_cents=1)))
    confirm(bound, propose(bound, wish(budget_year=2027, amount_cents=90_000)))  # not this year's money
    assert ask(bound).claimed_cents == 6_666
    taken = propose(bound, wish(amount_cents=-90_001))
    assert refusal(confirm, bound, taken) == (DomainError, "land.asked")


def test_what_was_asked_ahead_is_set_off_against_its_payments(bound: Story) -> None:
    made = ahead(bound, 10_000)
    assert (made.claimed_cents, asked_ahead(grant_of(bound))) == (6_666, (3_333, 3_333))
    bound.paid(PaymentKind.ADVANCE, 15_000)
    paid = ask(bound)
    assert (paid.claimed_cents, paid.offset_cents) == (3_334, 6_666)
    assert asked_ahead(grant_of(bound)) == (0, 0)


def test_request_can_only_account_for_what_was_asked_ahead(bound: Story) -> None:
    ahead(bound, 10_000)
    bound.paid(PaymentKind.ADVANCE, 6_000)
    made = ask(bound)
    assert (made.claimed_cents, made.offset_cents, made.awaited_cents) == (0, 4_000, 0)
    assert asked_ahead(grant_of(bound)) == (1_333, 1_333)


@pytest.mark.parametrize(
    ("cents", "days", "code"),
    [
        (10_000, 62, "drawdown.ahead"),
        (10_000, -1, "drawdown.ahead"),
        (0, 30, "drawdown.amount"),
        (-5, 30, "drawdown.amount"),
        (48_766, 30, "drawdown.not_bound"),
    ],
)
def test_ahead_is_asked_for_two_months_and_for_what_is_bound(
    bound: Story, cents: int, days: int, code: str
) -> None:
    assert refusal(ahead, bound, cents, days) == (InvalidInput, code)


def test_nothing_is_asked_ahead_twice(bound: Story) -> None:
    ahead(bound, 30_000)
    assert refusal(ahead, bound, 30_000) == (InvalidInput, "drawdown.not_bound")
    ahead(bound, 18_765)


def test_money_comes_in_parts_and_the_land_cuts(bound: Story) -> None:
    made = ahead(bound, 10_000)
    receive = {"drawdown": made, "received_on": bound.day, **by(bound)}
    record_land_money(amount_cents=4_000, **receive)
    assert refusal(record_land_money, amount_cents=2_667, **receive) == (InvalidInput, "drawdown.amount")
    cut = {"drawdown": made, "cut_on": bound.day, **by(bound)}
    assert refusal(record_cut, amount_cents=2_666, reason=" ", **cut) == (InvalidInput, "reason.missing")
    record_cut(amount_cents=2_665, reason="Nicht förderfähig", **cut)
    record_cut(amount_cents=1, reason="Rundung", **cut)
    fresh = Drawdown.objects.get(pk=made.pk)
    assert (fresh.received_cents, fresh.cut_cents, fresh.awaited_cents) == (4_000, 2_666, 0)
    assert asked_ahead(grant_of(bound)) == (2_001, 1_999)
    assert refusal(record_land_money, amount_cents=1, **receive) == (InvalidInput, "drawdown.amount")


@pytest.mark.parametrize("days", [-1, 1])
def test_day_of_the_land_lies_between_request_and_today(bound: Story, days: int) -> None:
    made, day = ahead(bound, 10_000), bound.day + timedelta(days=days)
    assert refusal(record_land_money, drawdown=made, amount_cents=1, received_on=day, **by(bound)) == (
        InvalidInput,
        "drawdown.day",
    )


def test_unused_money_is_warned_of(bound: Story) -> None:
    made = ahead(bound, 30_000)
    record_land_money(drawdown=made, amount_cents=20_000, received_on=bound.day, **by(bound))
    assert land_alerts([bound.fund], bound.day + timedelta(days=44)) == []
    ((_grant, part),) = land_alerts([bound.fund], bound.day + timedelta(days=45))
    assert (part.cents, part.days) == (20_000, 45)
    bound.paid(PaymentKind.ADVANCE, 15_000)  # uses two thirds of it
    (line,) = land_lines([bound.fund], bound.day)
    assert (line.used_cents, line.unused_cents) == (10_000, 10_000)


def test_figures_for_the_land_are_sums_of_the_bookings(bound: Story) -> None:
    confirm(bound, propose(bound, wish()))
    bound.paid(PaymentKind.ADVANCE, 10_000)
    record_land_money(drawdown=ask(bound), amount_cents=6_000, received_on=bound.day, **by(bound))
    report = land_report(grant_of(bound), 2026)
    assert [(line.of_year, line.cumulative) for line in report.expenses] == [
        (10_000, 10_000), (3_333, 3_333), (3_333, 3_333), (3_334, 3_334), (0, 0),
    ]  # fmt: skip
    assert [line.of_year for line in report.income] == [6_000, 0]
    assert (report.planned_cents, report.public_cents, report.private_cents) == (30_000, 10_000, 0)
    assert report.projects == 1
    assert [(line.year, line.planned, line.spent) for line in report.plan] == [(2026, 200_000, 10_000)]


def test_others_note_nothing_of_the_land(bound: Story) -> None:
    made = ahead(bound, 10_000)
    for name in ("officer", "cashier", "auditor", "administrator"):
        who = {"actor": bound.people[name], "now": bound.now}
        day = {"received_on": bound.day}
        assert refusal(record_land_money, drawdown=made, amount_cents=1, **day, **who) == DENIED
        cut = {"cut_on": bound.day, "reason": "x"}
        assert refusal(record_cut, drawdown=made, amount_cents=1, **cut, **who) == DENIED
        until = {"due_until": bound.day}
        grant = grant_of(bound)
        assert refusal(request_ahead, land_grant=grant, amount_cents=1, **until, **who) == DENIED


def test_database_alone_keeps_the_rows(bound: Story) -> None:
    confirm(bound, propose(bound, wish()))
    made = ahead(bound, 10_000)
    record_land_money(drawdown=made, amount_cents=1, received_on=bound.day, **by(bound))
    record_cut(drawdown=made, amount_cents=1, cut_on=bound.day, reason="x", **by(bound))
    for model in (LandTranche, LandReceipt, LandCut):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model._default_manager.update(recorded_by="z")
    with pytest.raises(IntegrityError, match="land_proposal_second_person"), transaction.atomic():
        LandProposal.objects.update(confirmed_by=F("proposed_by"))
