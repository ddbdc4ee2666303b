"""Why rows differ is asked of the database at once: as many queries for one row as for twenty."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.ledger_town import FIRST_YEAR, fill
from grants.models import (
    BudgetEntry,
    BudgetKind,
    Drawdown,
    FundAccount,
    LandGrant,
    LandReceipt,
    LedgerEntry,
    PaymentOrder,
)
from reports.causes import READERS, Between, Found

pytestmark = [pytest.mark.django_db, pytest.mark.unsound]  # bookings and money of the Land, written in bulk
MANY = 20
LATER = datetime(2050, 1, 1, tzinfo=UTC)


@pytest.fixture
def town() -> Between:
    """Twenty budget years with a decision, a case, an entry of the budget and a drawdown each."""
    fund = fill(MANY, years=MANY)
    for number, account in enumerate(FundAccount.objects.order_by("budget_year"), 1):
        year = account.budget_year
        grant, _is_new = LandGrant.objects.get_or_create(
            fund=fund, programme_year=year, defaults={"decision_reference": f"Bescheid {year}"}
        )
        FundAccount.objects.filter(pk=account.pk).update(land_grant=grant)
        moment = datetime(year, 7, 1, tzinfo=UTC)
        written = {"recorded_at": moment, "recorded_by": "test"}
        BudgetEntry.objects.create(
            account=account, kind=BudgetKind.TOP_UP, amount_cents=100 + number, occurred_on=moment, **written
        )
        asked = Drawdown.objects.create(
            fund=fund,
            land_grant=grant,
            number=number,
            from_on=date(year, 1, 1),
            to_on=date(year, 6, 30),
            bund_cents=1_000,
            land_cents=1_000,
            requested_by="test",
            requested_by_label="Test",
            requested_at=moment,
        )
        LandReceipt.objects.create(
            drawdown=asked, amount_cents=500 + number, received_on=moment, recorded_by_label="Test", **written
        )
    first = datetime(2000, 1, 1, tzinfo=UTC)
    return Between(f"fund:{fund.uuid}", FIRST_YEAR, first, LATER, first.date(), LATER.date())


NAMES = {
    "Aktenzeichen": [f"GF-{FIRST_YEAR + number}-{number:06}" for number in range(MANY)],
    "Anordnung": [f"A-{number}" for number in range(MANY)],
    "Haushaltsjahr": [str(FIRST_YEAR + number) for number in range(MANY)],
    "Programmjahr": [str(FIRST_YEAR + number) for number in range(MANY)],
    "Abruf-Nr.": [str(number) for number in range(1, MANY + 1)],
    "Position": ["Neues Geld: Nachträge", "Schluss: frei", "Verfügbar", "Noch gebunden", "Bewilligungen"],
}


def asked(title: str, names: set[str], between: Between) -> tuple[Found, int]:
    with CaptureQueriesContext(connection) as queries:
        found = READERS[title](names, between)
    return found, len(queries)


@pytest.mark.parametrize("title", READERS)
def test_twenty_rows_ask_no_more_often_than_one(town: Between, title: str) -> None:
    one, queries = asked(title, set(NAMES[title][:1]), town)
    many, queries_of_many = asked(title, set(NAMES[title]), town)
    assert queries == queries_of_many <= 4
    for name, causes in one.items():
        assert list(many[name]) == list(causes), name


def test_each_year_has_what_is_its_own(town: Between) -> None:
    """Told from another year by the reference of its case, the cents of its entry and of its receipt."""
    assert PaymentOrder.objects.count() == 0
    assert LedgerEntry.objects.count() == MANY * 10
    for title in ("Haushaltsjahr", "Programmjahr", "Abruf-Nr."):
        found, _queries = asked(title, set(NAMES[title]), town)
        assert len(found) == MANY
        for place, name in enumerate(NAMES[title]):
            said = "; ".join(cause.sentence for cause in found[name])
            if title == "Haushaltsjahr":
                assert said.count(f"GF-{FIRST_YEAR + place}-") == 10
                assert said.count("Buchung") == 10
            if title != "Abruf-Nr.":
                assert f"1,{place + 1:02}\u00a0€" in said
            if title != "Haushaltsjahr":
                assert f"5,{place + 1:02}\u00a0€" in said
                assert said.count("Eingang vom Land") == 1
