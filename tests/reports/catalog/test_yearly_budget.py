"""R4 of an earlier as-of shows the budget as it was known then."""

from datetime import date, datetime

import pytest

from foundation.audit.actors import SYSTEM
from foundation.values.dates import BERLIN
from grants.models import BudgetKind, Fund
from grants.services.budgets import enter_budget
from reports.catalog.yearly_overview import collect
from reports.contract import Commission

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=BERLIN)


@pytest.fixture
def changed(fund: Fund) -> Fund:
    """2,000 euros from January; 500 more from 10 June, written down on the 12th; 100 blocked in July."""
    account = fund.accounts.get()
    for kind, cents, recorded_at, occurred_on in (
        (BudgetKind.TOP_UP, 50_000, at(6, 12), date(2026, 6, 10)),
        (BudgetKind.BLOCK, 10_000, at(7, 1), date(2026, 7, 1)),
        (BudgetKind.BUDGET, 1_000, at(7, 2), date(2026, 12, 1)),
    ):
        enter_budget(
            account=account, kind=kind, amount_cents=cents, actor=SYSTEM, now=recorded_at,
            occurred_on=occurred_on,
        )  # fmt: skip
    return fund


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        (date(2026, 5, 31), {"Budget": "2.000,00 €", "= verfügbar": "2.000,00 €", "Frei": "2.000,00 €"}),
        (date(2026, 6, 11), {"Budget": "2.000,00 €", "= verfügbar": "2.000,00 €", "Frei": "2.000,00 €"}),
        (
            date(2026, 6, 12),
            {
                "Budget": "2.000,00 €",
                "+ Nachträge": "500,00 €",
                "= verfügbar": "2.500,00 €",
                "Frei": "2.500,00 €",
            },
        ),
        (
            date(2026, 11, 30),
            {
                "Budget": "2.000,00 €",
                "+ Nachträge": "500,00 €",
                "− gesperrt": "100,00 €",
                "= verfügbar": "2.400,00 €",
                "Frei": "2.400,00 €",
            },
        ),
        (
            date(2026, 12, 1),
            {
                "Budget": "2.010,00 €",
                "+ Nachträge": "500,00 €",
                "− gesperrt": "100,00 €",
                "= verfügbar": "2.410,00 €",
                "Frei": "2.410,00 €",
            },
        ),
    ],
)
def test_budget_is_that_of_the_as_of(changed: Fund, as_of: date, shown: dict[str, str]) -> None:
    commission = Commission(
        subject=f"fund:{changed.uuid}", params={"year": 2026}, as_of=as_of, issued_at=at(12, 31)
    )
    found = {label: text.replace("\xa0", " ") for label, text in collect(commission).budget}
    assert {
        label: text for label, text in found.items() if label in {"Budget", "Frei"} or label[1] == " "
    } == {
        "− zurückgezahlt": "0,00 €",
        "= Ausgabe netto": "0,00 €",
        **shown,
    }
