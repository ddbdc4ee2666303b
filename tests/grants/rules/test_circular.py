"""When a circular vote is over, and what may be put into one."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from grants.rules.circular import CircularFacts, check_closing, check_item

DAY = date(2026, 3, 10)
OVER = CircularFacts(today=DAY, closes_on=DAY, not_asked=(), missing=())


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"missing": ("Ada",)}, ["circular.runs"]),
        ({"missing": ("Ada",), "today": DAY + timedelta(days=1)}, []),
        ({"not_asked": ("Ada",), "today": DAY + timedelta(days=1)}, ["circular.not_asked"]),
    ],
)
def test_vote_ends_when_all_were_asked_and_have_had_their_time(
    changes: dict[str, Any], codes: list[str]
) -> None:
    assert [each.code for each in check_closing(replace(OVER, **changes))] == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"limit_cents": 20_000}, []),
        ({"limit_cents": 19_999}, ["circular.over_limit"]),
        ({"is_allowed": False}, ["circular.not_allowed"]),
        ({"was_objected": True}, ["circular.objected"]),
    ],
)
def test_what_may_be_put_into_it(changes: dict[str, Any], codes: list[str]) -> None:
    facts: dict[str, Any] = {
        "requested_cents": 20_000,
        "is_allowed": True,
        "limit_cents": None,
        "was_objected": False,
    }
    assert [each.code for each in check_item(**facts | changes)] == codes
