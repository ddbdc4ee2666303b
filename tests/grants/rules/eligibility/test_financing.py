from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from grants.rules.eligibility.financing import costs_equal_financing, proposed_request, request_is_within_cap
from grants.rules.facts import CostFact
from tests.grants.rules.examples import FAULTLESS, FUND_A

HALF = replace(FUND_A, financing="anteil", rate_percent=50, cap_per_project_cents=150_000)


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (
            0,
            (
                "Ihre Aktion kostet 612,40\u00a0€. Das Geld reicht nur für 575,00\u00a0€. "
                "Wer bezahlt die anderen 37,40\u00a0€?"
            ),
        ),
        (
            5000,
            (
                "Kosten 612,40\u00a0€, Geld zusammen 625,00\u00a0€: "
                "Das sind 12,60\u00a0€ zu viel Geld. Geben Sie weniger an."
            ),
        ),
    ],
)
def test_costs_equal_financing_says_the_difference(own: int, sentence: str) -> None:
    findings = costs_equal_financing(replace(FAULTLESS, own_cents=own), FUND_A)
    assert [finding.message for finding in findings] == [sentence]


def test_request_over_cap_asks_who_pays_the_rest() -> None:
    findings = request_is_within_cap(replace(FAULTLESS, requested_cents=129_640), FUND_A)
    assert [finding.message for finding in findings] == [
        (
            "Sie möchten 1.296,40\u00a0€. Sie können höchstens 500,00\u00a0€ bekommen. "
            "Wer bezahlt die anderen 796,40\u00a0€?"
        )
    ]


def test_request_over_rate_asks_who_pays_the_rest() -> None:
    findings = request_is_within_cap(replace(FAULTLESS, requested_cents=40_000), HALF)
    assert [finding.message for finding in findings] == [
        (
            "Wir bezahlen höchstens 50 % Ihrer Kosten. Das sind 306,20\u00a0€. "
            "Wer bezahlt die anderen 93,80\u00a0€?"
        )
    ]


@pytest.mark.parametrize(("requested", "codes"), [(30_620, []), (30_621, ["requested.over_rate"])])
def test_request_over_rate_is_told(requested: int, codes: list[str]) -> None:
    findings = request_is_within_cap(replace(FAULTLESS, requested_cents=requested), HALF)
    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize(
    ("changes", "cents"),
    [
        ({}, 50_000),
        ({"donations_cents": 20_000}, 37_500),
        ({"costs": (CostFact("Haus", 900_000),)}, 50_000),
        ({"own_cents": 99_999_999}, 0),
        ({"other_public_cents": 20_000}, 30_000),
        ({"costs": ()}, 0),
        ({"costs": (CostFact("Erde", 20_000),)}, 8_760),
    ],
)
def test_proposed_request_is_the_gap_up_to_the_cap(changes: dict[str, Any], cents: int) -> None:
    assert proposed_request(replace(FAULTLESS, **changes), FUND_A) == cents


def test_proposed_request_with_a_rate() -> None:
    assert proposed_request(FAULTLESS, HALF) == 30_620
