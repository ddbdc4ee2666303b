from __future__ import annotations

from dataclasses import replace

import pytest

from grants.rules.ceiling import ceiling, check_eligible_amount, eligible_sum, why_not_more
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


@pytest.mark.parametrize(
    ("requested", "eligible", "used", "free", "parameters", "said"),
    [
        (70000, 70000, 0, 200000, FUND_A, "Je Projekt fördert der Fonds höchstens 500,00\xa0€."),
        (50000, 30000, 0, 200000, FUND_A, "Zuwendungsfähig sind Ausgaben von 300,00\xa0€."),
        (
            50000, 50000, 60000, 200000, FUND_A,
            "Im Jahr bekommt niemand mehr als 800,00\xa0€ aus dem Fonds. Frei waren noch 200,00\xa0€.",
        ),
        (50000, 50000, 0, 12345, FUND_A, "Im Fonds waren noch 123,45\xa0€ frei."),
        (50000, 60001, 0, 200000, HALF, "Der Fonds fördert 50 % der zuwendungsfähigen Ausgaben."),
        (
            50000, 40000, 0, 40000, FUND_A,
            "Zuwendungsfähig sind Ausgaben von 400,00\xa0€. Im Fonds waren noch 400,00\xa0€ frei.",
        ),
        (50000, 50000, 0, 50000, FUND_A, ""),
    ],
)  # fmt: skip
def test_limits_that_cut_a_grant_are_named(
    requested: int, eligible: int, used: int, free: int, parameters: RuleParameters, said: str
) -> None:
    most = ceiling(
        requested_cents=requested,
        eligible_cents=eligible,
        applicant_used_cents=used,
        free_cents=free,
        parameters=parameters,
    )
    assert why_not_more(most, most.total_cents, parameters) == said
    assert why_not_more(most, most.total_cents - 1, parameters) == ""


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
