from __future__ import annotations

import pytest

from grants.rules.ceiling import ceiling, check_eligible_amount, eligible_sum
from grants.rules.facts import CostFact, Financing, RuleParameters
from grants.rules.findings import Calculation, CalculationRow

COSTS = (CostFact("Bank", 38900, True), CostFact("Kasten", 13890, True), CostFact("Bewirtung", 8450, False))


def _parameters(
    cap: int | None = 50000, year: int | None = 80000, financing: Financing = "fehlbedarf", rate: int = 100
) -> RuleParameters:
    return RuleParameters(
        version=1,
        cap_per_project_cents=cap,
        cap_per_applicant_per_year_cents=year,
        financing=financing,
        rate_percent=rate,
        proof_days=28,
        posting="letter",
        deemed_known="no_shift",
        land="ST",
        jury_members=7,
        jury_quorum=4,
        tie="no",
    )


@pytest.mark.parametrize(
    ("case", "requested", "eligible", "used", "free", "parameters", "total"),
    [
        ("E1", 48765, 48765, 0, 200000, _parameters(), 48765),
        ("E2", 50000, 52790, 0, 200000, _parameters(), 50000),
        ("cap decides", 70000, 70000, 0, 200000, _parameters(), 50000),
        ("eligible decides", 50000, 30000, 0, 200000, _parameters(), 30000),
        ("year decides", 50000, 50000, 60000, 200000, _parameters(), 20000),
        ("year used up", 50000, 50000, 90000, 200000, _parameters(), 0),
        ("fund decides", 50000, 50000, 0, 12345, _parameters(), 12345),
        ("fund overdrawn", 50000, 50000, 0, -5, _parameters(), 0),
        ("no caps", 900000, 900000, 900000, 950000, _parameters(None, None), 900000),
        ("share decides", 50000, 60001, 0, 200000, _parameters(150000, None, "anteil", 50), 30000),
        ("rate without share", 50000, 60000, 0, 200000, _parameters(None, None, "fehlbedarf", 50), 50000),
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
        parameters=_parameters(150000, 80000, "anteil", 50),
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
