"""Open commitments go into the next budget year; the Land is asked once for every booking."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model

from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import CarryOver, Drawdown, DrawdownEntry, LedgerEntry, PaymentKind
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.services.drafts import take_back_award_notice
from grants.services.drawdowns import request_drawdown
from grants.services.payments import execute_payment
from tests.grants.rows import fetch, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")


def propose(story: Story, name: str = "kaemmerei", *, stepped_up: bool = True) -> CarryOver:
    actor = replace(story.people[name], stepped_up=stepped_up)
    return propose_carry_over(fund=story.fund, from_year=2026, actor=actor, now=story.now)


def confirm(story: Story, proposal: CarryOver, name: str = "kaemmerei2") -> CarryOver:
    return confirm_carry_over(proposal=proposal, actor=story.people[name], now=story.now)


def test_ordered_payment_of_december_is_paid_in_january(story: Story) -> None:
    story.accepted()
    order = story.ordered(PaymentKind.ADVANCE, 10_000)
    story.day = date(2027, 1, 5)
    by: dict[str, Any] = {"actor": story.people["cashier"], "now": story.now}
    assert refusal(execute_payment, order=order, **by) == (InvalidInput, "payment.day")
    done = confirm(story, propose(story))
    assert done.amount_cents == 48_765
    paid = execute_payment(order=fetch(order), **by)
    old, new = story.fund.accounts.order_by("budget_year")
    assert (paid.budget_year, paid.ordered_by) == (2027, order.ordered_by)
    assert (old.committed_cents, old.carried_out_cents, old.free_cents) == (0, 48_765, 151_235)
    assert (new.committed_cents, new.carried_in_cents, new.paid_net_cents) == (38_765, 48_765, 10_000)


def test_signed_payment_keeps_its_year_while_that_runs(story: Story) -> None:
    """On 31 December it may still be paid in the old year; from then on only in the new one."""
    story.accepted()
    story.day = date(2026, 12, 30)
    proposal = propose(story)
    order = story.ordered(PaymentKind.ADVANCE, 10_000)
    story.day = date(2026, 12, 31)
    assert refusal(confirm, story, proposal) == (DomainError, "carry_over.payment_waits")
    assert fetch(order).budget_year == 2026
    story.day = date(2027, 1, 1)
    confirm(story, proposal)
    assert fetch(order).budget_year == 2027


def test_carry_over_takes_two_persons_and_a_step_up(story: Story) -> None:
    story.accepted()
    for name in ("officer", "cashier", "orderer", "auditor"):
        assert refusal(propose, story, name) == DENIED
    assert refusal(propose, story, stepped_up=False) == DENIED
    proposal = propose(story)
    assert refusal(propose, story) == (DomainError, "carry_over.exists")
    assert refusal(confirm, story, proposal, "kaemmerei") == DENIED
    assert refusal(confirm, story, proposal, "officer2") == DENIED
    confirm(story, proposal)
    assert refusal(confirm, story, proposal) == (DomainError, "carry_over.done")
    assert refusal(propose, story) == (DomainError, "carry_over.nothing")


def test_award_that_is_only_drafted_is_not_carried_on(story: Story, stories: Callable[..., Story]) -> None:
    """Taken back, its money is reserved again, in the year of the vote."""
    stories(2, cents=10_000).accepted()
    proposal = propose(story)
    story.drafted()
    assert refusal(confirm, story, proposal) == (DomainError, "carry_over.draft_waits")
    officer = story.people["officer"]
    take_back_award_notice(grant=story.grant, reason="Fehler", actor=officer, now=story.now)
    assert confirm(story, proposal).amount_cents == 10_000
    story.drafted_now()
    assert refusal(propose, story) == (DomainError, "carry_over.draft_waits")
    story.issued_now()
    assert propose(story).confirmed_at is None


def test_database_alone_keeps_proposer_and_confirmer_apart(story: Story) -> None:
    story.accepted()
    propose(story)
    with pytest.raises(IntegrityError, match="carry_over_second_person"), transaction.atomic():
        CarryOver.objects.update(confirmed_by=F("proposed_by"))


def ask(story: Story, name: str = "kaemmerei", **days: date) -> Drawdown:
    period = {"from_on": date(2026, 1, 1), "to_on": story.day} | days
    land_grant = story.fund.land_grants.get()
    return request_drawdown(land_grant=land_grant, actor=story.people[name], now=story.now, **period)


def test_land_is_asked_once_for_every_booking(story: Story) -> None:
    """INV-14: the request is the sum of the shares of its bookings."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    made = ask(story)
    entry = LedgerEntry.objects.get(kind="pay")
    assert (made.number, made.bund_cents, made.land_cents) == (1, 3_333, 3_333)
    assert [each.entry_id for each in made.entries.all()] == [entry.pk]
    assert refusal(ask, story) == (DomainError, "drawdown.nothing")


@pytest.mark.parametrize("table", [Drawdown, DrawdownEntry])
def test_what_the_land_was_asked_for_is_never_rewritten(story: Story, table: type[Model]) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    ask(story)
    name = table._meta.db_table
    for statement in (f"UPDATE {name} SET id = id", f"DELETE FROM {name}"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            run(statement)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("name", ["manager", "officer", "cashier", "orderer", "auditor"])
def test_only_the_kaemmerei_asks_the_land(story: Story, name: str) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    assert refusal(ask, story, name) == DENIED


@pytest.mark.parametrize(
    "days", [{"to_on": date(2026, 3, 3)}, {"from_on": date(2026, 3, 2), "to_on": date(2026, 3, 1)}]
)
def test_period_of_a_drawdown_lies_behind_us(story: Story, days: dict[str, date]) -> None:
    assert refusal(ask, story, **days) == (InvalidInput, "drawdown.period")
