"""A fund with an office, as the public pages show it."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from foundation.values.dates import local_date
from grants.models import Fund, FundAccount, FundRules, JurySession, LandGrant
from quarter.models import Office, OfficeHours


@pytest.fixture
def today() -> date:
    return local_date(timezone.now())


@pytest.fixture
def fund(request: pytest.FixtureRequest, db: None, today: date) -> Fund:
    """Open, with 2.350,00 € left of 10.000,00 €: figures written by hand, without the entries behind them."""
    request.node.add_marker(pytest.mark.unsound)
    return make_fund("leipziger-tor", "Aktionskasse Am Leipziger Tor", today)


def make_fund(slug: str, name: str, today: date) -> Fund:
    fund = Fund.objects.create(
        slug=slug, name=name, quarter="Am Leipziger Tor", reference_prefix="LT", city="Dessau-Roßlau",
        phone="0340 111", email="fonds@beispiel.invalid",
    )  # fmt: skip
    FundRules.objects.create(
        fund=fund, version=1, valid_from=date(today.year, 1, 1), cap_per_project_cents=50_000
    )
    land_grant = LandGrant.objects.create(fund=fund, programme_year=today.year)
    FundAccount.objects.create(
        fund=fund, land_grant=land_grant, budget_year=today.year, budget_cents=1_000_000,
        committed_cents=300_000, paid_net_cents=365_000, reserved_cents=100_000,
    )  # fmt: skip
    JurySession.objects.create(
        fund=fund, held_on=today + timedelta(days=20), cut_off_on=today + timedelta(days=10)
    )
    return fund


@pytest.fixture
def office(fund: Fund) -> Office:
    office = Office.objects.create(
        fund=fund, name="Quartiersbüro", host_note="derzeit im Sekretariat der Schule",
        street="Musterweg 1", postcode="06844", town="Dessau-Roßlau", phone="0340 12 34-56",
        email="quartier@beispiel.invalid",
    )  # fmt: skip
    OfficeHours.objects.create(office=office, weekday=3, opens_at=time(10), closes_at=time(12, 30))
    OfficeHours.objects.create(
        office=office, weekday=1, opens_at=time(14), closes_at=time(17), note="auch spontan"
    )
    return office
