"""Budgets, top-ups and blocks: proposed by one person of the Kämmerei, entered by another, to the cent."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import BudgetEntry, BudgetKind, BudgetProposal, FundAccount
from grants.services.budget_proposals import Wish, confirm_budget, propose_budget, withdraw_budget
from tests.grants.rows import fetch, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TOP_UP = Wish(BudgetKind.TOP_UP, 2026, 50_000, "Beschluss des Stadtrats vom 1. März")


def first(story: Story) -> Actor:
    return replace(story.people["kaemmerei"], stepped_up=True)


def second(story: Story) -> Actor:
    return story.people["kaemmerei2"]


def propose(story: Story, wish: Wish = TOP_UP, actor: Actor | None = None) -> BudgetProposal:
    return propose_budget(fund=story.fund, wish=wish, actor=actor or first(story), now=story.now)


def confirm(story: Story, proposal: BudgetProposal, actor: Actor | None = None) -> Any:
    return confirm_budget(proposal=proposal, actor=actor or second(story), now=story.now)


def free(year: int = 2026) -> int:
    return FundAccount.objects.get(budget_year=year).free_cents


def test_nothing_is_entered_before_the_second_person(story: Story) -> None:
    before, entries = free(), BudgetEntry.objects.count()
    proposal = propose(story)
    assert (free(), BudgetEntry.objects.count()) == (before, entries)
    assert refusal(confirm, story, proposal, first(story)) == (NotAllowed, "policy.denied")
    done = confirm(story, proposal)
    assert (free(), done.entry.amount_cents, done.entry.kind) == (before + 50_000, 50_000, "top_up")
    assert refusal(confirm, story, proposal) == (DomainError, "budget.done")


def test_year_without_an_account_gets_one(story: Story) -> None:
    confirm(story, propose(story, replace(TOP_UP, kind=BudgetKind.BUDGET, budget_year=2027)))
    assert free(2027) == 50_000


def test_block_takes_free_money_and_gives_it_back(story: Story) -> None:
    before = free()
    block = Wish(BudgetKind.BLOCK, 2026, before, "Haushaltssperre")
    too_much = replace(block, amount_cents=before + 1)
    assert refusal(propose, story, too_much) == (DomainError, "fund.exceeded")
    elsewhere = replace(block, budget_year=2027, amount_cents=1)
    assert refusal(propose, story, elsewhere) == (DomainError, "fund.exceeded")
    assert refusal(propose, story, replace(block, amount_cents=-1)) == (DomainError, "budget.negative")
    waiting, other = propose(story, block), propose(story, replace(block, reason="Noch eine Sperre"))
    confirm(story, waiting)
    assert refusal(confirm, story, other) == (DomainError, "fund.exceeded")
    withdraw_budget(proposal=other, actor=second(story), now=story.now)
    assert free() == 0
    confirm(story, propose(story, replace(block, amount_cents=-before, reason="Sperre aufgehoben")))
    assert free() == before


def test_withdrawn_proposal_is_never_entered(story: Story) -> None:
    proposal = propose(story)
    withdraw_budget(proposal=proposal, actor=first(story), now=story.now)
    assert refusal(confirm, story, proposal) == (DomainError, "budget.withdrawn")
    assert fetch(proposal).entry is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"budget_year": 2024}, "budget.far_year"),
        ({"budget_year": 2032}, "budget.far_year"),
        ({"amount_cents": 0}, "budget.no_amount"),
        ({"reason": "  "}, "reason.missing"),
    ],
)
def test_slip_of_the_pen_is_said(story: Story, changes: dict[str, Any], code: str) -> None:
    assert refusal(propose, story, replace(TOP_UP, **changes)) == (InvalidInput, code)


def test_only_the_treasury_proposes_and_has_just_shown_who_it_is(story: Story) -> None:
    tired = replace(story.people["kaemmerei"], stepped_up=False)
    for actor in (tired, story.people["officer"], story.people["cashier"]):
        assert refusal(propose, story, TOP_UP, actor) == (NotAllowed, "policy.denied")
    proposal = propose(story)
    for name in ("officer", "cashier", "auditor"):
        by: dict[str, Any] = {"proposal": proposal, "actor": story.people[name], "now": story.now}
        assert refusal(confirm_budget, **by) == (NotAllowed, "policy.denied")
        assert refusal(withdraw_budget, **by) == (NotAllowed, "policy.denied")


def test_database_refuses_the_proposer_as_second_person(story: Story) -> None:
    proposal = propose(story)
    confirm(story, proposal)
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetProposal.objects.update(confirmed_by=proposal.proposed_by)


def test_form_that_is_sent_twice_proposes_once(story: Story) -> None:
    waiting = propose(story)
    assert refusal(propose, story) == (DomainError, "budget.twice")
    other = propose(story, replace(TOP_UP, reason="Beschluss des Stadtrats vom 8. März"))
    confirm(story, waiting)
    withdraw_budget(proposal=other, actor=second(story), now=story.now)
    assert propose(story).pk not in (waiting.pk, other.pk)
