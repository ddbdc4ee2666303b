"""A drawdown by mistake: a second person takes it back, its bookings are counted again, INV-14 holds."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.values.errors import DomainError, InvalidInput
from grants.models import Drawdown, DrawdownEntry, DrawdownWithdrawal, LandCut, LandReceipt, PaymentKind
from grants.selectors.invariants import broken_invariants
from grants.selectors.land import land_lines
from grants.services.drawdown_withdrawals import withdraw_drawdown
from grants.services.drawdowns import asked_ahead
from grants.services.land_receipts import record_cut, record_land_money
from tests.grants.rows import refusal
from tests.grants.services.test_land_money import DENIED, ahead, ask, by, confirm, grant_of, propose, wish
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def withdraw(story: Story, made: Drawdown, person: str = "kaemmerei2", why: str = "Versehen") -> object:
    return withdraw_drawdown(drawdown=made, reason=why, actor=story.people[person], now=story.now)


@pytest.fixture
def asked(story: Story) -> Drawdown:
    """100.00 are paid and asked for: 66.66 of Bund and Land."""
    story.accepted()
    confirm(story, propose(story, wish(amount_cents=6_666)))
    story.paid(PaymentKind.ADVANCE, 10_000)
    return ask(story)


def test_second_person_withdraws_and_the_bookings_are_counted_again(story: Story, asked: Drawdown) -> None:
    for name in ("kaemmerei", "officer", "orderer", "cashier", "auditor"):
        assert refusal(withdraw, story, asked, name) == DENIED
    assert refusal(withdraw, story, asked, why="  ") == (InvalidInput, "reason.missing")
    withdraw(story, asked)
    order = asked.receipt_orders.get()
    assert (order.state, land_lines([story.fund], story.day)[0].asked_cents) == ("cancelled", 0)
    assert refusal(withdraw, story, asked) == (DomainError, "drawdown.withdrawn")
    for again in (2, 3):  # the tranche gives 66.66 only: what was withdrawn is free again
        made = ask(story)
        assert (made.number, made.claimed_cents) == (again, 6_666)
        assert made.entries.get().attempt == again
        assert not broken_invariants()
        withdraw(story, made)
    assert DrawdownEntry.objects.count() == 3


def test_what_the_land_answered_is_not_withdrawn(story: Story, asked: Drawdown) -> None:
    receive: dict[str, Any] = {"received_on": story.day, "amount_cents": 1, **by(story)}
    cut: dict[str, Any] = {"cut_on": story.day, "amount_cents": 1, "reason": "x", **by(story)}
    withdraw(story, asked)
    assert refusal(record_land_money, drawdown=asked, **receive) == (DomainError, "drawdown.withdrawn")
    assert refusal(record_cut, drawdown=asked, **cut) == (DomainError, "drawdown.withdrawn")
    made = ask(story)
    record_land_money(drawdown=made, **receive)
    assert refusal(withdraw, story, made) == (DomainError, "drawdown.answered")


def test_what_the_land_cut_is_not_withdrawn(story: Story, asked: Drawdown) -> None:
    record_cut(drawdown=asked, cut_on=story.day, amount_cents=1, reason="x", **by(story))
    assert refusal(withdraw, story, asked) == (DomainError, "drawdown.answered")


def test_what_was_set_off_is_withdrawn_from_the_latest_on(story: Story) -> None:
    story.accepted()
    first = ahead(story, 10_000)
    story.paid(PaymentKind.ADVANCE, 6_000)
    second = ask(story)
    assert (second.claimed_cents, second.offset_cents) == (0, 4_000)
    assert refusal(withdraw, story, first) == (DomainError, "drawdown.set_off")
    withdraw(story, second)
    assert asked_ahead(grant_of(story)) == (3_333, 3_333)
    withdraw(story, first)
    assert asked_ahead(grant_of(story)) == (0, 0)
    assert ask(story).claimed_cents == 4_000


def test_database_alone_keeps_who_when_and_once(story: Story, asked: Drawdown) -> None:
    entry = asked.entries.get().entry
    kept: dict[str, Any] = {"drawdown": asked, "reason": "x", "withdrawn_at": story.now}
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        DrawdownWithdrawal.objects.create(withdrawn_by=asked.requested_by, **kept)
    with pytest.raises(IntegrityError, match="drawdownentry_once"), transaction.atomic():
        DrawdownEntry.objects.create(drawdown=asked, entry=entry, attempt=2)
    withdraw(story, asked)
    note: dict[str, Any] = {"drawdown": asked, "recorded_by": "x", "recorded_at": story.now}
    with pytest.raises(IntegrityError, match="landreceipt_standing"), transaction.atomic():
        LandReceipt.objects.create(received_on=story.day, amount_cents=1, **note)
    with pytest.raises(IntegrityError, match="landcut_standing"), transaction.atomic():
        LandCut.objects.create(cut_on=story.day, bund_cents=1, land_cents=0, reason="x", **note)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        DrawdownWithdrawal.objects.update(reason="y")
    again = ask(story)
    record_land_money(drawdown=again, amount_cents=1, received_on=story.day, **by(story))
    with pytest.raises(IntegrityError, match="unanswered"), transaction.atomic():
        DrawdownWithdrawal.objects.create(withdrawn_by="x", **kept | {"drawdown": again})
