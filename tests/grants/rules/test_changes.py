"""What may be asked for and granted while a project runs."""

from dataclasses import replace
from datetime import date

import pytest

from grants.rules.changes import (
    ChangeFacts,
    ChangeKind,
    PlanItemFact,
    check_items,
    check_request,
    check_ruling,
)

LONGER = ChangeFacts(
    as_of=date(2026, 5, 8),
    kind="period",
    text="Es regnet.",
    starts_on=date(2026, 4, 11),
    ends_on=date(2026, 5, 9),
    wished_end=date(2026, 5, 30),
)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"text": " "}, ["change.no_text"]),
        ({"as_of": date(2026, 5, 9)}, ["change.too_late"]),
        ({"wished_end": None}, ["change.no_end"]),
        ({"wished_end": date(2026, 5, 9)}, ["change.same_end"]),
        ({"wished_end": date(2026, 5, 7)}, ["change.end_past"]),
        ({"wished_end": date(2026, 5, 8)}, []),
        ({"as_of": date(2026, 4, 1), "wished_end": date(2026, 4, 10)}, ["change.end_past"]),
        ({"kind": "costs", "wished_end": None, "as_of": date(2026, 6, 1)}, []),
        ({"kind": "purpose", "wished_end": None, "text": ""}, ["change.no_text"]),
    ],
)
def test_request(changed: dict[str, object], codes: list[str]) -> None:
    request = replace(LONGER, **changed)  # type: ignore[arg-type]  # each row of the table names real fields
    assert [each.code for each in check_request(request)] == codes


@pytest.mark.parametrize(
    ("kind", "approves", "reason", "codes"),
    [
        ("period", True, "Gut.", []),
        ("costs", True, "", ["change.no_reason"]),
        ("costs", None, "", []),
        ("purpose", True, "Gut.", ["change.for_the_jury"]),
        ("amount", True, "Gut.", ["change.for_the_jury"]),
        ("amount", False, "Kein Geld.", []),
        ("amount", False, "", ["change.no_reason"]),
    ],
)
def test_ruling(kind: ChangeKind, approves: bool | None, reason: str, codes: list[str]) -> None:
    facts = replace(LONGER, kind=kind, approves=approves, reason=reason)
    assert [each.code for each in check_ruling(facts)] == codes


def test_more_money_is_told_to_go_back_to_the_jury() -> None:
    found = next(iter(check_ruling(replace(LONGER, kind="amount", approves=True, reason="Gut."))))
    assert "zurück an die Jury" in found.message


@pytest.mark.parametrize(
    ("spent", "granted", "codes"),
    [
        (10_001, False, []),
        (12_000, False, []),
        (12_001, False, ["plan.item_exceeded"]),
        (12_001, True, []),
    ],
)
def test_item_may_be_a_fifth_above_the_plan(spent: int, granted: bool, codes: list[str]) -> None:
    items = [PlanItemFact(item="Erde", planned_cents=10_000, spent_cents=spent)]
    assert [each.code for each in check_items(items, change_was_granted=granted)] == codes
