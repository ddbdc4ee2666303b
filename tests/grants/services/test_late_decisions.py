"""A decision of the Land that comes when accounts are there: unbooked years move, booked ones stay (0034)."""

from dataclasses import replace
from typing import Any

import pytest

from foundation.audit.models import AuditEntry
from grants.models import FundAccount, LandGrant, LandProposal, LedgerEntry, PaymentKind
from grants.rules.shares import Weights
from grants.selectors.invariants import wrong_shares
from grants.selectors.land import years_borne_before
from grants.services.land_money import LandWish, confirm_land_money, propose_land_money
from grants.services.ledger import account_for
from tests.stories import Story

pytestmark = pytest.mark.django_db
OTHERS = Weights(45, 45, 10)


def wish(**changed: Any) -> LandWish:
    return replace(LandWish(2026, "vom 02.01.2026, 306-1", OTHERS, 2026, 20_000), **changed)


def propose(story: Story, what: LandWish) -> LandProposal:
    actor = replace(story.people["kaemmerei"], stepped_up=True)
    return propose_land_money(fund=story.fund, wish=what, actor=actor, now=story.now)


def confirm(story: Story, proposal: LandProposal) -> LandProposal:
    return confirm_land_money(proposal=proposal, actor=story.people["kaemmerei2"], now=story.now)


def late(**changed: Any) -> LandWish:
    """The decision of 2027 comes in autumn, with other weights."""
    return wish(programme_year=2027, budget_year=2027, **changed)


def borne_by(story: Story, budget_year: int) -> int:
    return FundAccount.objects.get(fund=story.fund, budget_year=budget_year).land_grant.programme_year


def test_late_decision_bears_the_years_without_a_booking(story: Story) -> None:
    for year in (2026, 2027, 2028):
        account_for(fund=story.fund, budget_year=year)
    proposal = propose(story, late())
    assert list(years_borne_before(proposal)) == []
    confirm(story, proposal)
    assert [borne_by(story, year) for year in (2026, 2027, 2028)] == [2026, 2027, 2027]
    entry = AuditEntry.objects.filter(action="land_money.confirm").latest("pk")
    assert entry.details["bears"] == [2027, 2028]


def test_booked_year_stays_with_its_decision_and_says_so(story: Story) -> None:
    """One booking is enough, and the shares that are stored stay what they are."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    LandGrant.objects.update(programme_year=2025)
    before = list(LedgerEntry.objects.order_by("pk").values())
    proposal = propose(story, wish())
    assert [account.budget_year for account in years_borne_before(proposal)] == [2026]
    confirm(story, proposal)
    assert borne_by(story, 2026) == 2025
    assert list(LedgerEntry.objects.order_by("pk").values()) == before
    assert account_for(fund=story.fund, budget_year=2027).land_grant.programme_year == 2026
    assert list(wrong_shares()) == []


def test_payment_after_a_late_decision_is_split_by_it(story: Story) -> None:
    LandGrant.objects.update(programme_year=2025)
    confirm(story, propose(story, wish()))
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    entry = LedgerEntry.objects.get(kind="pay")
    assert (entry.land_grant.programme_year, entry.bund_cents, entry.kommune_cents) == (2026, 4_500, 1_000)


def test_closed_year_and_decision_of_an_earlier_year_move_nothing(story: Story) -> None:
    account = account_for(fund=story.fund, budget_year=2027)
    FundAccount.objects.filter(pk=account.pk).update(closed_at=story.now)
    confirm(story, propose(story, late()))
    assert borne_by(story, 2027) == 2026
    account_for(fund=story.fund, budget_year=2028)
    confirm(story, propose(story, wish(programme_year=2024, weights=Weights(2, 2, 1))))
    assert borne_by(story, 2028) == 2027


@pytest.mark.unsound
def test_burden_under_a_strange_decision_is_a_breach(story: Story) -> None:
    story.accepted()
    other = LandGrant.objects.create(fund=story.fund, programme_year=2024)
    FundAccount.objects.update(land_grant=other)
    assert any("Ihr Programmjahr ist nicht das ihres Haushaltsjahrs." in line for line in wrong_shares())
