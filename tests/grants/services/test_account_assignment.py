"""Every booking has its account assignment; money of an earlier year goes where the rules say."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from grants.models import BudgetEntry, Claim, FundRules, LedgerEntry, LedgerKind, PaymentKind
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.judgements import Cut
from grants.services.repayments import record_repayment
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
EXPENSE, INCOME = "51101.531800/LT", "51101.448700/LT"


def overpaid(story: Story, **rules: Any) -> Claim:
    """450.00 paid, 431.28 proved, 40.00 of it cut: 58.72 are claimed in 2026."""
    parts = {"product_code": "51101", "expense_account": "531800", "income_account": "448700"}
    parts |= {"measure_code": "LT", "account_assignment": "{produkt}.{sachkonto}/{massnahme}"}
    FundRules.objects.update(**parts | rules)
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
    return release_claim_notice(claim=claim, actor=story.people["officer"], now=story.now)


def repay(story: Story, claim: Claim, day: date) -> None:
    story.day = day
    cashier: Actor = story.people["cashier"]
    record_repayment(claim=claim, amount_cents=5_872, actor=cashier, now=story.now)


def assignments() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, text in LedgerEntry.objects.values_list("kind", "account_assignment"):
        found.setdefault(kind, set()).add(text)
    return found


def test_each_booking_has_its_assignment(story: Story) -> None:
    claim = overpaid(story)
    repay(story, claim, story.day + timedelta(days=20))
    assert {LedgerKind.COMMIT, LedgerKind.PAY, LedgerKind.REPAY} <= set(assignments())
    assert {text for texts in assignments().values() for text in texts} == {EXPENSE}


@pytest.mark.parametrize(
    ("setting", "assignment", "blocked"), [("fund", EXPENSE, 0), ("city", INCOME, 5_872)]
)
def test_money_of_an_earlier_year_goes_where_the_rules_say(
    story: Story, setting: str, assignment: str, blocked: int
) -> None:
    claim = overpaid(story, later_repayments=setting)
    before = story.fund.accounts.get(budget_year=2026)
    repay(story, claim, date(2027, 1, 11))
    later = story.fund.accounts.get(budget_year=2027)
    assert (later.paid_net_cents, later.blocked_cents, later.free_cents) == (-5_872, blocked, 5_872 - blocked)
    assert story.fund.accounts.get(budget_year=2026).free_cents == before.free_cents
    assert assignments()[LedgerKind.REPAY] == {assignment}
    assert BudgetEntry.objects.filter(account=later, kind="block").count() == bool(blocked)


def test_money_of_the_same_year_is_never_blocked(story: Story) -> None:
    claim = overpaid(story, later_repayments="city")
    repay(story, claim, story.day + timedelta(days=20))
    account = story.fund.accounts.get(budget_year=2026)
    assert (account.blocked_cents, assignments()[LedgerKind.REPAY]) == (0, {EXPENSE})
