"""Whom a fund insists on: person rule 10 of permissions.md."""

from typing import Any

import pytest

from grants.rules.second_person import is_second_person_needed

SMALL: dict[str, Any] = {"profile": "small_town", "above_cents": 50_000}


@pytest.mark.parametrize(
    ("act", "rules", "cents", "needed"),
    [
        ("notice", {"profile": "full", "above_cents": 50_000}, 1, True),
        ("proof", {"profile": "full", "above_cents": None}, 0, True),
        ("notice", SMALL, 50_000, False),
        ("notice", SMALL, 50_001, True),
        ("notice", SMALL, 0, False),
        ("proof", SMALL, 99_999, False),
        ("notice", {"profile": "small_town", "above_cents": None}, 1, True),
    ],
)
def test_small_town_waives_the_second_person_up_to_its_limit(
    act: Any, rules: dict[str, Any], cents: int, needed: bool
) -> None:
    assert is_second_person_needed(act, amount_cents=cents, **rules) is needed
