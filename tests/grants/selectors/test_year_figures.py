"""The five figures: from the bookings, by year and share, and equal to the cases behind them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.models import PaymentKind
from grants.selectors import year_figures as selector
from grants.selectors.year_figures import Figure, YearFigures, cases_of_figure, year_figures
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.judgements import Cut
from grants.services.payment_returns import return_payment
from grants.services.repayments import record_repayment
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
A, D, C, P, R = Figure


def another(story: Story, number: int, cents: int) -> Story:
    return replace(story, name=f"Musterhof {number}", fields={}, cents=cents)


def cents(row: YearFigures) -> tuple[int, ...]:
    return tuple(row.cents[figure] for figure in Figure)


def repaid_next_year(story: Story) -> None:
    """450.00 paid in 2026, 58.72 of it come back in January 2027."""
    story.cents = 45_000
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 45_000)
    story.proof_sent(43_128)
    story.proof_confirmed({1: Cut(4_000, "Alkohol und Pfand")})
    claim = draft_claim(
        grant=story.grant,
        actor=story.people["manager"],
        now=story.now - timedelta(days=11),
        heard_until=story.day - timedelta(days=1),
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    claim = release_claim_notice(claim=claim, actor=story.people["officer"], now=story.now)
    story.day = date(2027, 1, 11)
    record_repayment(claim=claim, amount_cents=5_872, actor=story.people["cashier"], now=story.now)


def test_each_figure_counts_in_its_year(story: Story) -> None:
    repaid_next_year(story)
    later, first = year_figures([story.fund])
    assert (later.budget_year, first.budget_year) == (2027, 2026)
    assert cents(first) == (45_000, 45_000, 0, 45_000, 0)
    assert cents(later) == (0, 0, 0, 0, 5_872)
    assert first.shown_shares == [("Bund", 15_000), ("Land", 15_000), ("Stadt", 15_000)]
    assert sum(later.shares.values()) == -5_872
    # Bund and Land bear the floor of what remains, the city the odd cents (INV-13): 391.28 in all.
    assert [first.shares[name] + later.shares[name] for name in ("bund", "land", "kommune")] == [
        13_042, 13_042, 13_044,
    ]  # fmt: skip


def test_returned_payment_is_not_paid_and_bound_again(story: Story) -> None:
    story.accepted()
    order = story.paid(PaymentKind.ADVANCE, 10_000)
    return_payment(order=order, reason="AC04", actor=story.people["cashier"], now=story.now)
    assert cents(year_figures([story.fund])[0]) == (48_765, 48_765, 48_765, 0, 0)


def test_draft_counts_nowhere_and_a_fund_without_cases_has_its_row(story: Story) -> None:
    story.draft()
    assert cents(year_figures([story.fund])[0]) == (0, 0, 0, 0, 0)
    assert year_figures([]) == []


@pytest.mark.parametrize("figure", list(Figure))
def test_cases_of_a_figure_make_its_sum(story: Story, figure: Figure) -> None:
    for number, wanted in enumerate((30_000, 20_000, 10_000)):
        each = another(story, number, wanted)
        each.accepted()
        each.paid(PaymentKind.ADVANCE, wanted // 2)
    repaid = another(story, 9, 45_000)
    repaid_next_year(repaid)
    for row in year_figures([story.fund]):
        found, place, pages = [], 0, 0
        while True:
            page, place = cases_of_figure(
                figure,
                fund=row.fund,
                budget_year=row.budget_year,
                programme_year=row.programme_year,
                after=place,
            )
            found += [each.amount for each in page]
            pages += 1
            if not place:
                break
        total = sum(int(amount.replace(".", "").replace(",", "").split("\u00a0")[0]) for amount in found)
        assert (total, pages) == (row.cents[figure], 1)


def test_pages_follow_each_other(story: Story) -> None:
    for number in range(selector.PAGE_SIZE + 1):
        case = another(story, number, 10_000).submitted()
        assert case.submitted_at is not None
    page, place = cases_of_figure(A, fund=story.fund, budget_year=2026, programme_year=2026)
    rest, end = cases_of_figure(A, fund=story.fund, budget_year=2026, programme_year=2026, after=place)
    assert (len(page), len(rest), end) == (selector.PAGE_SIZE, 1, 0)


def test_figures_cost_three_queries_whatever_the_length(story: Story) -> None:
    for number in range(3):
        with CaptureQueriesContext(connection) as asked:
            year_figures([story.fund])
        assert len(asked) == 3
        another(story, number, 10_000).accepted()
