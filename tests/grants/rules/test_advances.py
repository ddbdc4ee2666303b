from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from grants.rules.advances import advance_limit, check_order
from grants.rules.facts import OrderFacts
from grants.rules.findings import Calculation, CalculationRow
from tests.grants.rules.examples import FUND_A

ADVANCE = OrderFacts(
    on=date(2026, 5, 27),
    kind="advance",
    amount_cents=21000,
    approved_cents=42000,
    remedy_until=date(2026, 6, 12),
    remedy_waived=True,
    bank_account_confirmed=True,
)
FINAL = OrderFacts(
    on=date(2026, 8, 21),
    kind="final",
    amount_cents=16573,
    approved_cents=37573,
    ordered_cents=21000,
    advances_cents=21000,
    rest_cents=16573,
    bank_account_confirmed=True,
)


@pytest.mark.parametrize(
    ("case", "changes", "codes"),
    [
        ("E2 advance", {}, []),
        ("E2 before waiver", {"on": date(2026, 5, 13), "remedy_waived": False}, ["advance.not_final"]),
        ("E2 a cent too much", {"amount_cents": 21001}, ["advance.over_limit"]),
        ("last day of remedy", {"on": date(2026, 6, 12), "remedy_waived": False}, ["advance.not_final"]),
        ("day after remedy", {"on": date(2026, 6, 13), "remedy_waived": False}, []),
        ("no notice", {"remedy_until": None}, ["advance.no_notice"]),
        ("no account", {"bank_account_confirmed": False}, ["order.no_account"]),
        ("nothing", {"amount_cents": 0}, ["order.no_amount"]),
        ("open condition", {"open_conditions": ("Einverständnis vorlegen",)}, ["order.open_condition"]),
        (
            "second instalment counts together",
            {"kind": "instalment", "amount_cents": 11001, "ordered_cents": 10000, "advances_cents": 10000},
            ["advance.over_limit"],
        ),
        (
            "second instalment fits",
            {"kind": "instalment", "amount_cents": 11000, "ordered_cents": 10000, "advances_cents": 10000},
            [],
        ),
        ("more than approved", {"amount_cents": 42001}, ["order.over_approved", "advance.over_limit"]),
    ],
)
def test_check_order_before_the_proof(case: str, changes: dict[str, Any], codes: list[str]) -> None:
    found = check_order(replace(ADVANCE, **changes), FUND_A)
    assert (case, [finding.code for finding in found]) == (case, codes)


@pytest.mark.parametrize(
    ("case", "changes", "codes"),
    [
        ("E2 final", {}, []),
        ("a cent too much", {"amount_cents": 16574}, ["order.over_approved", "final.over_rest"]),
        ("proof not checked", {"rest_cents": None}, ["final.not_checked"]),
        ("open condition", {"open_conditions": ("A", "B")}, ["order.open_condition", "order.open_condition"]),
    ],
)
def test_check_order_after_the_proof(case: str, changes: dict[str, Any], codes: list[str]) -> None:
    found = check_order(replace(FINAL, **changes), FUND_A)
    assert (case, [finding.code for finding in found]) == (case, codes)


def test_check_order_sentence_names_what_is_left() -> None:
    found = check_order(replace(FINAL, amount_cents=16574, rest_cents=20000), FUND_A)
    assert [finding.message for finding in found] == [
        ("Von der Bewilligung sind noch 165,73\u00a0€ übrig. Ordnen Sie höchstens diesen Betrag an.")
    ]


def test_check_order_fund_without_advances() -> None:
    found = check_order(ADVANCE, replace(FUND_A, max_advance_percent=0))
    assert [finding.message for finding in found] == [
        "Dieser Fonds zahlt erst nach dem Nachweis. Warten Sie die Prüfung ab."
    ]


@pytest.mark.parametrize(
    ("approved", "percent", "ordered", "total"),
    [
        (42000, 50, 0, 21000),
        (41999, 50, 0, 20999),
        (45000, 100, 0, 45000),
        (42000, 50, 21000, 0),
        (42000, 50, 30000, 0),
    ],
)
def test_advance_limit_cuts_off(approved: int, percent: int, ordered: int, total: int) -> None:
    found = advance_limit(approved, ordered, replace(FUND_A, max_advance_percent=percent))
    assert found.total_cents == total


def test_advance_limit_explains_its_rows() -> None:
    assert advance_limit(42000, 10000, FUND_A) == Calculation(
        (
            CalculationRow("Bewilligt", 42000),
            CalculationRow("Davon höchstens 50 % vor dem Nachweis", 21000),
            CalculationRow("Schon angeordnet", -10000),
        ),
        11000,
    )
