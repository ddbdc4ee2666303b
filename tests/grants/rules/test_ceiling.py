from __future__ import annotations

from dataclasses import replace

import pytest

from grants.rules.ceiling import ceiling, check_eligible_amount, eligible_sum
from grants.rules.facts import CostFact, RuleParameters
from grants.rules.findings import Calculation, CalculationRow
from tests.grants.rules.examples import FUND_A

UNLIMITED = replace(FUND_A, cap_per_project_cents=None, cap_per_applicant_per_year_cents=None)
HALF = replace(UNLIMITED, cap_per_project_cents=150_000, financing="anteil", rate_percent=50)
COSTS = (CostFact("Bank", 38900, True), CostFact("Kasten", 13890, True), CostFact("Bewirtung", 8450, False))


@pytest.mark.parametrize(
    ("case", "requested", "eligible", "used", "free", "parameters", "total"),
    [
        ("E1", 48765, 48765, 0, 200000, FUND_A, 48765),
        ("E2", 50000, 52790, 0, 200000, FUND_A, 50000),
        ("cap decides", 70000, 70000, 0, 200000, FUND_A, 50000),
        ("eligible decides", 50000, 30000, 0, 200000, FUND_A, 30000),
        ("year decides", 50000, 50000, 60000, 200000, FUND_A, 20000),
        ("year used up", 50000, 50000, 90000, 200000, FUND_A, 0),
        ("fund decides", 50000, 50000, 0, 12345, FUND_A, 12345),
        ("fund overdrawn", 50000, 50000, 0, -5, FUND_A, 0),
        ("no caps", 900000, 900000, 900000, 950000, UNLIMITED, 900000),
        ("share decides", 50000, 60001, 0, 200000, HALF, 30000),
        ("rate without share", 50000, 60000, 0, 200000, replace(UNLIMITED, rate_percent=50), 50000),
    ],
)
def test_ceiling(
    case: str, requested: int, eligible: int, used: int, free: int, parameters: RuleParameters, total: int
) -> None:
    found = ceiling(
        requested_cents=requested,
        eligible_cents=eligible,
        applicant_used_cents=used,
        free_cents=free,
        parameters=parameters,
    )
    assert (case, found.total_cents) == (case, total)


def test_ceiling_explains_which_row_decides() -> None:
    found = ceiling(
        requested_cents=70000,
        eligible_cents=60000,
        applicant_used_cents=30000,
        free_cents=200000,
        parameters=replace(HALF, cap_per_applicant_per_year_cents=80_000),
    )
    assert found == Calculation(
        (
            CalculationRow("Beantragt", 70000),
            CalculationRow("Förderfähige Kosten", 60000),
            CalculationRow("50 % der förderfähigen Kosten", 30000, "Dieser Betrag begrenzt."),
            CalculationRow("Höchstbetrag je Projekt", 150000),
            CalculationRow("Noch frei für diese Antragsteller in diesem Jahr", 50000),
            CalculationRow("Noch frei im Fonds", 200000),
        ),
        30000,
    )


def test_eligible_sum_counts_only_eligible_rows() -> None:
    assert eligible_sum((*COSTS, CostFact("offen", 100))) == 52790


@pytest.mark.parametrize(
    ("cents", "codes"), [(52790, []), (61240, []), (61241, ["eligible.too_high"]), (0, ["eligible.missing"])]
)
def test_check_eligible_amount(cents: int, codes: list[str]) -> None:
    assert [finding.code for finding in check_eligible_amount(COSTS, cents)] == codes
