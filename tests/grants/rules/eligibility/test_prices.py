"""Offers from a fund's threshold on: hinted at by papers, counted by the office, or accepted as few."""

from dataclasses import replace
from typing import Any

import pytest

from grants.rules.eligibility.prices import comparison_is_enough, prices_are_compared
from grants.rules.facts import CostFact
from tests.grants.rules.examples import FAULTLESS, FUND_A

FUND = replace(FUND_A, price_comparison_from_cents=10_000, price_offers=3)
COSTS = (CostFact("Holz", 10_000), CostFact("Nägel", 9_999))


@pytest.mark.parametrize(
    ("said", "rule", "warned"),
    [
        ({}, {}, 1),
        ({}, {"price_comparison_from_cents": None}, 0),
        ({}, {"price_comparison_from_cents": 10_001}, 0),
        ({}, {"price_comparison_from_cents": 9_999}, 2),
        ({"papers": 3}, {}, 0),
        ({"papers": 2}, {}, 1),
        ({"price_reason": "Nur ein Händler hat es."}, {}, 0),
        ({"price_reason": "  "}, {}, 1),
    ],
)
def test_sender_is_told_and_not_kept_from_sending(
    said: dict[str, Any], rule: dict[str, Any], warned: int
) -> None:
    found = prices_are_compared(replace(FAULTLESS, costs=COSTS, **said), replace(FUND, **rule))
    assert [(each.code, each.blocks) for each in found] == [("prices.not_compared", False)] * warned
    assert [each.source for each in found if "_" in each.source] == []  # the office reads it


@pytest.mark.parametrize(
    ("line", "judgement", "codes"),
    [
        (CostFact("Holz", 10_000), "", ["prices.not_counted"]),
        (CostFact("Holz", 10_000), "Reicht.", ["prices.not_counted"]),
        (CostFact("Holz", 10_000, True, 2), "", ["prices.too_few"]),
        (CostFact("Holz", 10_000, True, 2), " ", ["prices.too_few"]),
        (CostFact("Holz", 10_000, True, 2), "Reicht.", []),
        (CostFact("Holz", 10_000, True, 3), "", []),
        (CostFact("Holz", 10_000, False), "", []),
        (CostFact("Holz", 9_999), "", []),
    ],
)
def test_office_counts_and_judges(line: CostFact, judgement: str, codes: list[str]) -> None:
    facts = replace(FAULTLESS, costs=(line,), price_judgement=judgement, price_reason="Nur einer hat es.")
    assert [each.code for each in comparison_is_enough(facts, FUND)] == codes
