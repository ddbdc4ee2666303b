"""A wish to begin early, and the decision about it: never for days that are over, never without a reason."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from grants.rules.early_start import EarlyStartFacts, check_permission, check_wish

WISH = EarlyStartFacts(today=date(2026, 3, 2), starts_from=date(2026, 3, 2), reason="Es ist Pflanzzeit.")


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"starts_from": date(2026, 3, 1)}, ["early_start.past"]),
        ({"starts_from": None}, ["early_start.no_day"]),
        ({"reason": " "}, ["early_start.no_text"]),
        ({"wish_waits": True}, ["early_start.waits"]),
        ({"is_granted": True}, ["early_start.granted"]),
    ],
)
def test_wish(changed: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in check_wish(replace(WISH, **changed))] == codes


@pytest.mark.parametrize(
    ("approves", "changed", "codes"),
    [
        (True, {}, []),
        (True, {"starts_from": date(2026, 3, 1)}, ["early_start.past"]),
        (True, {"starts_from": None}, ["early_start.no_day"]),
        (False, {"starts_from": None}, []),
        (False, {"reason": ""}, ["early_start.no_reason"]),
        (True, {"wish_waits": False}, ["early_start.nothing_asked"]),
    ],
)
def test_permission(approves: bool, changed: dict[str, Any], codes: list[str]) -> None:
    facts = replace(WISH, **({"wish_waits": True} | changed))
    assert [each.code for each in check_permission(facts, approves=approves)] == codes
