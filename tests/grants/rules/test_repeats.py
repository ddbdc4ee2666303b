"""Hints at a second application: what is alike, what the same people left open, and nothing that refuses."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from grants.rules.repeats import CaseFact, find_repeats, is_alike, telling_words

OWN = CaseFact(
    reference="LT-2026-0002",
    title="Blühstreifen im Musterhof",
    place="Musterhof",
    starts_on=date(2026, 4, 11),
    ends_on=date(2026, 5, 9),
)
OTHER = CaseFact(
    reference="LT-2026-0001",
    title="Hofkino",
    place="Musterplatz",
    starts_on=date(2026, 7, 1),
    received_on=date(2026, 2, 1),
)
PLACE = {"place": "musterhof ", "starts_on": date(2026, 5, 9)}


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({}, []),
        ({"title": "Der Blühstreifen im Musterhof"}, ["repeat.same_project"]),
        ({"title": "Im Musterhof: Bluhstreifen"}, ["repeat.same_project"]),
        (PLACE, ["repeat.same_project"]),
        ({**PLACE, "starts_on": date(2026, 5, 10)}, []),
        ({**PLACE, "starts_on": None}, []),
        ({**PLACE, "place": ""}, []),
        ({"shares_account": True}, ["repeat.same_account"]),
        ({"shares_address": True}, ["repeat.same_address"]),
        ({"shares_applicant": True, "shares_account": True, "shares_address": True}, ["repeat.same_year"]),
        ({"shares_applicant": True, "received_on": date(2025, 12, 31)}, []),
        ({"shares_applicant": True, "was_rejected": True}, ["repeat.rejected"]),
        ({"shares_applicant": True, "owes_money": True, "received_on": None}, ["repeat.claim_open"]),
        (
            {"shares_applicant": True, "proof_is_overdue": True},
            ["repeat.proof_overdue", "repeat.same_year"],
        ),
        ({"owes_money": True, "proof_is_overdue": True, "was_rejected": True}, []),
    ],
)
def test_hint(other: dict[str, Any], codes: list[str]) -> None:
    found = find_repeats(OWN, [replace(OTHER, **other)], year=2026)
    assert [each.finding.code for each in found] == codes
    assert {case.reference for each in found for case in each.cases} <= {"LT-2026-0001"}
    assert not any(each.finding.blocks for each in found)


def test_neighbours_share_one_line_below_the_warnings() -> None:
    house = [replace(OTHER, reference=f"LT-2026-000{number}", shares_address=True) for number in (5, 6, 7)]
    twice = replace(OTHER, reference="LT-2026-0003", title="Der Blühstreifen im Musterhof")
    found = find_repeats(OWN, [*house, twice], year=2026)
    assert [(each.finding.code, [case.reference for case in each.cases]) for each in found] == [
        ("repeat.same_project", ["LT-2026-0003"]),
        ("repeat.same_address", ["LT-2026-0005", "LT-2026-0006", "LT-2026-0007"]),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Hofkino", "hofkino!", True),
        ("Fest der Nachbarn", "Nachbarn-Fest der", True),
        ("Sommerfest im Hof", "Sommerkino im Park", False),
        ("", "", False),
        ("…", "…", False),
    ],
)
def test_titles_are_alike(one: str, other: str, alike: bool) -> None:
    assert is_alike(one, other) is alike


def test_title_is_found_again_by_its_long_words() -> None:
    assert telling_words("Ein Fest am Platz: Musterhof") == ("Musterhof", "Platz")
