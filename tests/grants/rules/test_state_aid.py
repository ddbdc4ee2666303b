"""The De-minimis entry: within 300,000 euros in three years, with a number, on a day that has come."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from grants.rules.state_aid import StateAidFacts, check_state_aid

ENTRY = StateAidFacts(
    today=date(2026, 5, 4),
    granted_cents=50_000,
    other_cents=29_950_000,
    register_number="DM-2026-1",
    entered_on=date(2026, 5, 4),
)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"other_cents": 29_950_001}, ["state_aid.over_limit"]),
        ({"other_cents": -1}, ["state_aid.negative"]),
        ({"register_number": " "}, ["state_aid.no_number"]),
        ({"register_number": "1" * 61}, ["state_aid.long_number"]),
        ({"entered_on": date(2026, 5, 5)}, ["state_aid.not_yet"]),
    ],
)
def test_entry(changed: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in check_state_aid(replace(ENTRY, **changed))] == codes
