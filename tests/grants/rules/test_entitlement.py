from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.entitlement import Settlement, entitlement, receipts_needed, settle
from grants.rules.facts import Financing
from grants.rules.findings import Calculation, CalculationRow
from tests.grants.rules.examples import FUND_A

CENTS = st.integers(0, 1_000_000)


@pytest.mark.parametrize(
    ("case", "facts", "total"),
    [
        ("E1", {"approved_cents": 48765, "accepted_cents": 47930}, 47930),
        (
            "E2",
            {
                "approved_cents": 42000,
                "accepted_cents": 49863,
                "donations_actual_cents": 9000,
                "own_committed_cents": 3290,
            },
            37573,
        ),
        ("E3", {"approved_cents": 45000, "accepted_cents": 39128}, 39128),
    ],
)
@pytest.mark.parametrize("financing", ["fehlbedarf", "voll"])
def test_entitlement_golden_values(
    case: str, facts: dict[str, Any], total: int, financing: Financing
) -> None:
    found = entitlement(parameters=replace(FUND_A, financing=financing), **facts)
    assert (case, found.total_cents) == (case, total)


@pytest.mark.parametrize(
    ("approved", "accepted", "donations", "public", "own", "total"),
    [
        (50000, 60000, 0, 0, 0, 50000),
        (50000, 60000, 15000, 0, 0, 45000),
        (50000, 60000, 0, 12000, 3000, 45000),
        (50000, 10000, 20000, 0, 0, 0),
        (50000, 0, 0, 0, 0, 0),
    ],
)
def test_entitlement_gap(
    approved: int, accepted: int, donations: int, public: int, own: int, total: int
) -> None:
    found = entitlement(
        parameters=FUND_A,
        approved_cents=approved,
        accepted_cents=accepted,
        donations_actual_cents=donations,
        other_public_cents=public,
        own_committed_cents=own,
    )
    assert found.total_cents == total


@pytest.mark.parametrize(
    ("rate", "approved", "accepted", "donations", "public", "own", "total"),
    [
        (50, 50000, 80000, 0, 0, 0, 40000),
        (50, 50000, 120000, 0, 0, 0, 50000),
        (50, 50000, 80001, 0, 0, 0, 40000),
        (50, 50000, 80000, 50000, 0, 0, 30000),
        (50, 50000, 80000, 20000, 30000, 0, 30000),
        (50, 50000, 80000, 0, 0, 70000, 40000),  # own money does not lower a share
        (50, 50000, 10000, 20000, 0, 0, 0),
        (85, 50000, 33333, 0, 0, 0, 28333),
    ],
)
def test_entitlement_share(
    rate: int, approved: int, accepted: int, donations: int, public: int, own: int, total: int
) -> None:
    found = entitlement(
        parameters=replace(FUND_A, financing="anteil", rate_percent=rate),
        approved_cents=approved,
        accepted_cents=accepted,
        donations_actual_cents=donations,
        other_public_cents=public,
        own_committed_cents=own,
    )
    assert found.total_cents == total


@pytest.mark.parametrize(
    ("accepted", "achieved", "total"),
    [(30000, True, 30000), (40000, True, 30000), (29999, True, 0), (40000, False, 0)],
)
def test_entitlement_fixed_sum_is_all_or_nothing(accepted: int, achieved: bool, total: int) -> None:
    found = entitlement(
        parameters=replace(FUND_A, financing="festbetrag"),
        approved_cents=30000,
        accepted_cents=accepted,
        donations_actual_cents=20000,
        purpose_achieved=achieved,
    )
    assert found.total_cents == total


def test_entitlement_explains_every_row() -> None:
    found = entitlement(
        parameters=FUND_A,
        approved_cents=42000,
        accepted_cents=49863,
        donations_actual_cents=9000,
        own_committed_cents=3290,
    )
    assert found == Calculation(
        (
            CalculationRow("Bewilligt", 42000),
            CalculationRow("Anerkannte Kosten", 49863),
            CalculationRow("Spenden", -9000),
            CalculationRow("Andere öffentliche Mittel", 0),
            CalculationRow("Eigene Mittel laut Finanzierungsplan", -3290),
            CalculationRow("Fehlbedarf", 37573),
        ),
        37573,
    )


@given(
    st.sampled_from(["fehlbedarf", "anteil", "festbetrag", "voll"]),
    st.integers(0, 100),
    CENTS,
    CENTS,
    CENTS,
    CENTS,
)
def test_entitlement_is_never_negative_nor_above_approval(
    financing: Financing, rate: int, approved: int, accepted: int, donations: int, own: int
) -> None:
    found = entitlement(
        parameters=replace(FUND_A, financing=financing, rate_percent=rate),
        approved_cents=approved,
        accepted_cents=accepted,
        donations_actual_cents=donations,
        own_committed_cents=own,
    )
    assert 0 <= found.total_cents <= approved


@pytest.mark.parametrize(
    ("case", "approved", "entitled", "paid", "expected"),
    [
        ("E1", 48765, 47930, 0, Settlement(released=835, rest=47930, overpaid=0)),
        ("E2", 42000, 37573, 21000, Settlement(released=4427, rest=16573, overpaid=0)),
        ("E3", 45000, 39128, 45000, Settlement(released=0, rest=0, overpaid=5872)),
        (
            "partly advanced, nothing earned",
            45000,
            0,
            20000,
            Settlement(released=25000, rest=0, overpaid=20000),
        ),
        ("exact", 45000, 45000, 45000, Settlement(released=0, rest=0, overpaid=0)),
    ],
)
def test_settle_golden_values(
    case: str, approved: int, entitled: int, paid: int, expected: Settlement
) -> None:
    assert (case, settle(approved, entitled, paid)) == (case, expected)


@given(CENTS, st.data())
def test_settle_balances(approved: int, data: st.DataObject) -> None:
    entitled, paid = (data.draw(st.integers(0, approved)) for _ in range(2))
    result = settle(approved, entitled, paid)
    assert paid + result.rest - result.overpaid == entitled
    assert approved - result.released == paid + result.rest
    assert min(result.released, result.rest, result.overpaid) >= 0


@given(
    st.sampled_from(["fehlbedarf", "voll", "anteil", "festbetrag"]),
    st.integers(1, 100),
    st.integers(1, 1_000_000),
    CENTS,
    CENTS,
    CENTS,
)
def test_receipts_needed_are_the_least_for_all_that_is_approved(
    financing: Financing, rate: int, approved: int, own: int, donations: int, public: int
) -> None:
    parameters = replace(FUND_A, financing=financing, rate_percent=rate)
    needed = receipts_needed(
        parameters=parameters,
        approved_cents=approved,
        own_cents=own,
        donations_cents=donations,
        other_public_cents=public,
    )
    totals = [
        entitlement(
            parameters=parameters,
            approved_cents=approved,
            accepted_cents=accepted,
            donations_actual_cents=donations,
            other_public_cents=public,
            own_committed_cents=own,
        ).total_cents
        for accepted in (needed, needed - 1)
    ]
    assert totals[0] == approved
    assert totals[1] < approved
