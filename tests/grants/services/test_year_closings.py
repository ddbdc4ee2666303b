"""A budget year is closed by two persons; then nothing is entered for it, by service and by database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import (
    BudgetEntry,
    BudgetKind,
    FundAccount,
    LedgerEntry,
    PaymentKind,
    PaymentOrder,
    YearClosing,
    YearStep,
)
from grants.selectors.year_end import balance_of, open_points
from grants.services.budgets import enter_budget
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.services.payment_returns import return_payment
from grants.services.year_closings import confirm_closing, propose_closing, withdraw_closing
from tests.grants.rows import fetch, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
CLOSE, REOPEN = YearStep.CLOSE, YearStep.REOPEN
JANUARY = date(2027, 1, 12)


def account(story: Story, year: int = 2026) -> FundAccount:
    return story.fund.accounts.get(budget_year=year)


def propose(story: Story, step: YearStep = CLOSE, by: str = "kaemmerei", reason: str = "") -> YearClosing:
    actor = replace(story.people[by], stepped_up=True)
    return propose_closing(account=account(story), step=step, actor=actor, now=story.now, reason=reason)


def confirm(story: Story, proposal: YearClosing, by: str = "kaemmerei2") -> YearClosing:
    return confirm_closing(proposal=proposal, actor=story.people[by], now=story.now)


@pytest.fixture
def paid_up(story: Story) -> PaymentOrder:
    """All of the approval paid in 2026; it is January."""
    story.accepted()
    order = story.paid(PaymentKind.ADVANCE, 48_765)
    story.day = JANUARY
    return order


def close(story: Story) -> None:
    confirm(story, propose(story))


def test_year_is_closed_and_opened_again_by_two_persons(story: Story, paid_up: PaymentOrder) -> None:
    for name in ("officer", "cashier", "auditor", "administrator"):
        assert refusal(propose, story, by=name) == DENIED
    proposal = propose(story)
    assert refusal(propose, story) == (DomainError, "year.proposed")
    assert refusal(confirm, story, proposal, "kaemmerei") == DENIED
    assert refusal(confirm, story, proposal, "officer2") == DENIED
    confirm(story, proposal)
    assert refusal(confirm, story, proposal) == (DomainError, "budget.done")
    assert refusal(propose, story) == (DomainError, "year.closed")
    assert refusal(propose, story, REOPEN) == (InvalidInput, "reason.missing")
    confirm(story, propose(story, REOPEN, reason="Beleg nachgereicht"))
    assert account(story).closed_at is None
    assert refusal(propose, story, REOPEN, reason="Noch einmal") == (DomainError, "year.open")


def test_withdrawn_proposal_closes_nothing(story: Story, paid_up: PaymentOrder) -> None:
    proposal = propose(story)
    withdraw_closing(proposal=proposal, actor=story.people["kaemmerei"], now=story.now)
    assert refusal(confirm, story, proposal) == (DomainError, "budget.withdrawn")
    assert account(story).closed_at is None


def stops(story: Story) -> list[str]:
    points = open_points(account(story), story.day)
    return [
        point.sentence.split(":")[0].split(" sind")[0].split(" läuft")[0] for point in points if point.stops
    ]


def test_checklist_names_what_is_open(story: Story) -> None:
    story.accepted()
    story.ordered(PaymentKind.ADVANCE, 10_000)
    assert stops(story) == ["Das Jahr 2026", "Noch nicht ausgezahlt", "Noch gebunden"]
    story.day = JANUARY
    assert stops(story) == ["Noch nicht ausgezahlt", "Noch gebunden"]
    with pytest.raises(Blocked) as caught:
        propose(story)
    assert len(caught.value.sentences) == 2
    actor = replace(story.people["kaemmerei"], stepped_up=True)
    carried = propose_carry_over(fund=story.fund, from_year=2026, actor=actor, now=story.now)
    assert "Ein Vorschlag zu Budget oder Übertrag wartet auf die zweite Person." in stops(story)
    confirm_carry_over(proposal=carried, actor=story.people["kaemmerei2"], now=story.now)
    assert stops(story) == []
    close(story)


def test_vote_without_a_notice_keeps_the_year_open(story: Story) -> None:
    story.voted()
    story.day = JANUARY
    assert stops(story) == ["Noch vorgemerkt"]


def test_confirming_asks_everything_again(story: Story, paid_up: PaymentOrder) -> None:
    proposal = propose(story)
    second = replace(story, name="Zweite Musterleute", fields={}, cents=10_000, day=date(2026, 3, 2))
    second.accepted()
    with pytest.raises(Blocked):
        confirm(story, proposal)
    assert account(story).closed_at is None


def test_closed_year_takes_no_entry(story: Story, paid_up: PaymentOrder) -> None:
    close(story)
    held = account(story)
    by: dict[str, Any] = {"actor": story.people["kaemmerei"], "now": story.now}
    top_up = {"account": held, "kind": BudgetKind.TOP_UP, "amount_cents": 1_000}
    assert refusal(enter_budget, **top_up, **by) == (DomainError, "year.closed")


def test_database_alone_takes_no_entry_in_a_closed_year(story: Story, paid_up: PaymentOrder) -> None:
    close(story)
    booking, entry = LedgerEntry.objects.latest("pk"), BudgetEntry.objects.latest("pk")
    booking.pk, booking.key, entry.pk = None, "another", None
    for row in (booking, entry):
        with pytest.raises(IntegrityError, match="open_year"), transaction.atomic():
            row.save(force_insert=True)
    for column in ("paid_net_cents", "budget_cents"):
        with pytest.raises(IntegrityError, match="open_year"), transaction.atomic():
            FundAccount.objects.filter(pk=account(story).pk).update(**{column: F(column) + 1})


def test_database_alone_compares_the_two_persons(story: Story, paid_up: PaymentOrder) -> None:
    proposal = propose(story)
    with pytest.raises(IntegrityError, match="year_closing_second_person"), transaction.atomic():
        YearClosing.objects.filter(pk=proposal.pk).update(confirmed_by=proposal.proposed_by)
    with pytest.raises(IntegrityError, match="year_reopening_has_a_reason"), transaction.atomic():
        YearClosing.objects.filter(pk=proposal.pk).update(step="reopen")


def test_payment_that_comes_back_after_the_end_is_borne_by_the_new_year(
    story: Story, paid_up: PaymentOrder
) -> None:
    close(story)
    return_payment(order=paid_up, reason="AC04", actor=story.people["cashier"], now=story.now)
    old, new = account(story), account(story, 2027)
    assert (old.paid_net_cents, old.committed_cents) == (48_765, 0)
    assert (new.paid_net_cents, new.committed_cents, new.free_cents) == (-48_765, 48_765, 0)
    assert fetch(story.grant).account == new


def test_balance_sheet_equals_the_surveillance_list(story: Story, paid_up: PaymentOrder) -> None:
    rows = balance_of(account(story))
    assert all(row.agrees for row in rows)
    figures = {row.title: row.from_entries for row in rows}
    assert (figures["= verfügbar"], figures["= frei"]) == (200_000, 151_235)


def test_sheet_that_differs_stops_the_end(
    story: Story, paid_up: PaymentOrder, request: pytest.FixtureRequest
) -> None:
    held = account(story)
    held.paid_net_cents -= 1  # as a hand in the database would leave it; never saved
    differs = [row.title for row in balance_of(held) if not row.agrees]
    assert differs == ["− Auszahlungen, vermindert um Rückzahlungen", "= frei"]
    sentences = [point.sentence for point in open_points(held, story.day) if point.stops]
    assert sentences == ["Die Abschlussrechnung stimmt nicht mit der Überwachungsliste überein."]
