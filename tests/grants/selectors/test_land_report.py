"""Figures for the Land of a fund with two programme years, against sums by hand."""

import pytest

from grants.models import BudgetKind, LedgerKind, PaymentKind
from grants.selectors.land import land_lines
from grants.selectors.land_report import land_report
from grants.services.budgets import enter_budget
from grants.services.ledger import Movement, account_for, book
from tests.grants.services.test_land_money import by, confirm, grant_of, propose, wish
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_two_programme_years_plan_no_budget_twice(story: Story) -> None:
    """By hand: 2025 has 700.00 from before the programme; 2026 has 2,000.00, 2027 has 1,500.00.

    Of 2026's decision 100.00 are paid in 2026; 40.00 of them come back in 2027, whose account belongs to the
    other decision. So 2026 plans 2,000.00 and spends 100.00; in 2027 it spends -40.00 and plans nothing.
    """
    story.accepted()
    confirm(story, propose(story, wish(programme_year=2027, budget_year=2027)))
    for year, cents in ((2025, 70_000), (2027, 150_000)):
        account = account_for(fund=story.fund, budget_year=year)
        enter_budget(account=account, kind=BudgetKind.BUDGET, amount_cents=cents, **by(story))
    first, second = grant_of(story), story.fund.land_grants.get(programme_year=2027)
    paid = story.paid(PaymentKind.ADVANCE, 10_000).entries.get(kind=LedgerKind.PAY)
    book(
        account=account_for(fund=story.fund, budget_year=2027),
        case=paid.case,
        kind=LedgerKind.REPAY,
        key="back",
        movement=Movement(paid=-4_000),
        land_grant=first,
        **by(story),
    )
    plans = {
        (grant.programme_year, year): [(line.year, line.planned, line.spent) for line in report.plan]
        for grant in (first, second)
        for year in (2026, 2027)
        for report in [land_report(grant, year)]
    }
    assert plans == {
        (2026, 2026): [(2026, 200_000, 10_000)],
        (2026, 2027): [(2026, 200_000, 10_000), (2027, 0, -4_000)],
        (2027, 2026): [],
        (2027, 2027): [(2027, 150_000, 0)],
    }
    lines = land_lines([story.fund], story.day)
    assert {line.grant.programme_year: line.years for line in lines} == {2026: [2027, 2026], 2027: [2027]}


def test_decision_entered_ahead_pays_for_no_earlier_year(story: Story) -> None:
    confirm(story, propose(story, wish(programme_year=2028, budget_year=2028)))
    for year, programme in ((2025, 2026), (2027, 2026), (2028, 2028), (2029, 2028)):
        account = account_for(fund=story.fund, budget_year=year)
        assert account.land_grant.programme_year == programme
