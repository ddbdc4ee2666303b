"""What everybody may know about a fund."""

from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from grants.models import Fund, FundAccount, FundRules, JurySession, LandGrant
from grants.selectors.funds import fund_overview, fund_overviews

# The figures of the account are written by hand, without their entries.
pytestmark = [pytest.mark.django_db, pytest.mark.unsound]
DAY = date(2026, 3, 10)


@pytest.fixture
def fund() -> Fund:
    fund = Fund.objects.create(slug="tor", name="Aktionskasse", quarter="Tor", city="Dessau-Roßlau")
    FundRules.objects.create(fund=fund, version=1, valid_from=date(2026, 1, 1), cap_per_project_cents=40_000)
    FundRules.objects.create(fund=fund, version=2, valid_from=date(2026, 3, 1), cap_per_project_cents=50_000)
    FundRules.objects.create(fund=fund, version=3, valid_from=date(2027, 1, 1), cap_per_project_cents=60_000)
    land_grant = LandGrant.objects.create(fund=fund, programme_year=2026)
    FundAccount.objects.create(
        fund=fund, land_grant=land_grant, budget_year=2026, budget_cents=200_000, top_ups_cents=10_000,
        blocked_cents=5_000, carried_in_cents=700, carried_out_cents=300, reserved_cents=20_000,
        committed_cents=30_000, paid_net_cents=40_000,
    )  # fmt: skip
    FundAccount.objects.create(fund=fund, land_grant=land_grant, budget_year=2027, budget_cents=1)
    return fund


@pytest.mark.both_databases
def test_overview_takes_rules_and_account_of_the_day(fund: Fund) -> None:
    overview = fund_overview(slug="tor", today=DAY)
    assert overview is not None
    assert (overview.cap_cents, overview.budget_cents, overview.free_cents) == (50_000, 205_400, 115_400)
    assert overview.takes_applications


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("today", "held_on"),
    [
        (date(2026, 3, 10), date(2026, 3, 17)),
        (date(2026, 3, 11), date(2026, 4, 20)),
        (date(2026, 4, 20), date(2026, 4, 20)),
        (date(2026, 4, 21), None),
    ],
)
def test_next_session_is_the_one_an_application_can_still_reach(
    fund: Fund, today: date, held_on: date | None
) -> None:
    JurySession.objects.create(fund=fund, held_on=date(2026, 4, 20))
    JurySession.objects.create(fund=fund, held_on=date(2026, 3, 17), cut_off_on=date(2026, 3, 10))
    overview = fund_overview(slug="tor", today=today)
    assert overview is not None
    assert overview.session_on == held_on


def test_year_without_account_has_no_sums_and_still_takes_applications(fund: Fund) -> None:
    overview = fund_overview(slug="tor", today=date(2028, 1, 2))
    assert overview is not None
    assert (overview.budget_cents, overview.free_cents) == (None, None)
    assert overview.takes_applications


def test_empty_and_closed_funds_take_no_applications(fund: Fund) -> None:
    FundAccount.objects.filter(budget_year=2026).update(committed_cents=145_400)
    (empty,) = fund_overviews(today=DAY)
    assert (empty.free_cents, empty.is_empty, empty.takes_applications) == (0, True, False)
    Fund.objects.update(is_open=False)
    (closed,) = fund_overviews(today=date(2028, 1, 2))
    assert not closed.takes_applications


def test_unknown_fund_is_none() -> None:
    assert fund_overview(slug="nirgendwo", today=DAY) is None


def test_overviews_need_one_query(fund: Fund, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        fund_overviews(today=DAY)
