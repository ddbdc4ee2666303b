"""Who decides on an amount, and when a city may deviate from its jury."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from grants.rules.tiers import RulingFacts, check_alone, check_deviation, check_second_body, needs_second_body
from tests.grants.rules.examples import FUND_A

TODAY = date(2026, 3, 10)
FACTS = RulingFacts(
    requested_cents=20_000,
    amount_cents=20_000,
    ceiling_cents=50_000,
    voted_cents=60_000,
    reason="Weil.",
    body="Stadtrat",
    file_reference="BV/1/2026",
    decided_on=TODAY,
    voted_on=TODAY - timedelta(days=5),
    today=TODAY,
)
ALONE = replace(FUND_A, manager_limit_cents=20_000)
TWO = replace(FUND_A, jury_limit_cents=50_000, second_body="Stadtrat")
FREE = replace(FUND_A, jury_binds=False)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount_cents": 0}, []),
        ({"requested_cents": 20_001, "amount_cents": 100}, ["ruling.over_limit"]),
        ({"reason": " "}, ["ruling.no_reason"]),
        ({"ceiling_cents": 19_999}, ["ruling.over_ceiling"]),
        ({"obligations": ("x" * 301,)}, ["obligation.too_long"]),
    ],
)
def test_office_decides_alone_up_to_its_limit(changes: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in check_alone(replace(FACTS, **changes), ALONE)] == codes


def test_by_default_nobody_decides_alone() -> None:
    assert [each.code for each in check_alone(FACTS, FUND_A)] == ["ruling.over_limit"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount_cents": 0}, []),
        ({"voted_cents": 50_000}, ["ruling.not_needed"]),
        ({"voted_cents": None}, ["ruling.not_needed"]),
        ({"body": ""}, ["ruling.no_body"]),
        ({"file_reference": " "}, ["ruling.no_body"]),
        ({"decided_on": TODAY + timedelta(days=1)}, ["ruling.wrong_day"]),
        ({"decided_on": TODAY - timedelta(days=6)}, ["ruling.wrong_day"]),
        ({"reason": ""}, ["ruling.no_reason"]),
        ({"reason": "", "amount_cents": 60_000, "ceiling_cents": 60_000}, []),
        ({"amount_cents": 50_001}, ["ruling.over_ceiling"]),
    ],
)
def test_second_body_is_named_and_dated(changes: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in check_second_body(replace(FACTS, **changes), TWO)] == codes


@pytest.mark.parametrize(("cents", "expected"), [(50_000, False), (50_001, True)])
def test_second_body_begins_above_the_limit_of_the_jury(cents: int, expected: bool) -> None:
    assert needs_second_body(cents, TWO) is expected
    assert needs_second_body(cents, FUND_A) is False


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"voted_cents": 0}, []),
        ({"amount_cents": 0}, []),
        ({"reason": ""}, ["ruling.no_reason"]),
        ({"voted_cents": 20_000}, ["ruling.same"]),
        ({"amount_cents": 0, "voted_cents": 0}, ["ruling.same"]),
        ({"amount_cents": 50_001}, ["ruling.over_ceiling"]),
    ],
)
def test_city_deviates_from_a_recommendation_with_a_reason(changes: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in check_deviation(replace(FACTS, **changes), FREE)] == codes


@pytest.mark.parametrize("changes", [{}, {"amount_cents": 50_001, "voted_cents": 100}])
def test_city_does_not_decide_for_the_second_body(changes: dict[str, Any]) -> None:
    parameters = replace(TWO, jury_binds=False)
    found = check_deviation(replace(FACTS, **changes), parameters)
    assert [each.code for each in found] == ["ruling.second_body"]
    assert "Stadtrat" in found[0].message


def test_vote_that_binds_is_no_recommendation() -> None:
    assert [each.code for each in check_deviation(FACTS, FUND_A)] == ["ruling.jury_binds"]
