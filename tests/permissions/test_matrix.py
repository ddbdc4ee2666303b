"""Who may do what, over every address: permissions.md as one data file, walked in full."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from grants.actions import ACTIONS
from grants.models import Fund
from tests.permissions.walker import (
    JURORS,
    METHODS,
    ROLES,
    Visitor,
    address,
    fingerprint,
    outcome,
    routes,
    visitors,
)
from tests.permissions.world import Town, build_town

MATRIX: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8")
)["route"]
#: The walk is long: other processes take a part of it.
PARTS = 8
FEW = {"AN", "AP", "QM", "AD"}


@pytest.fixture
def town(fund: Fund, people: Mapping[str, Any]) -> Town:
    return build_town(fund, people)


def _expected(row: Mapping[str, Any], method: str) -> dict[str, str]:
    """role -> word; a method that the row does not name answers 405 to everybody who gets that far."""
    cells = row.get(method, "405")
    if isinstance(cells, str):
        return dict.fromkeys(ROLES, cells)
    named = {role: word for word, roles in cells.items() for role in roles}
    return {role: named["AN"] for role in JURORS if "AN" in named} | named


def _kwargs(row: Mapping[str, Any], town: Town) -> dict[str, Any]:
    return {key: town.places.get(value, value) for key, value in row.get("with", {}).items()}


def test_every_route_is_in_the_file() -> None:
    assert {row["name"] for row in MATRIX} == set(routes())


def test_every_action_of_the_office_is_in_the_file() -> None:
    named = {row["with"]["action"] for row in MATRIX if "action" in row.get("with", {})}
    assert named == {action.slug for action in ACTIONS}


@pytest.mark.parametrize(
    "row", MATRIX, ids=lambda row: f"{row['name']}:{row.get('with', {}).get('action', '')}"
)
def test_every_row_covers_every_role_and_method(row: Mapping[str, Any]) -> None:
    for method in METHODS:
        assert sorted(_expected(row, method)) == sorted(ROLES), f"{row['name']} {method}"


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_matrix_holds(town: Town, part: int) -> None:
    """Every address × method × role; a refused request changes no row.

    The clock stands still: a long walk on a slow machine outlives the proof of identity (five minutes).
    """
    with time_machine.travel(timezone.now(), tick=False):
        assert _walked_wrong(town, MATRIX[part::PARTS]) == []


def _walked_wrong(town: Town, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    people = visitors(town.users, town.resident, town.stranger, timezone.now().isoformat(), town.jurors)
    before, wrong = fingerprint(), []
    for row in rows:
        url = address(row["name"], _kwargs(row, town))
        for method in METHODS:
            expected = _expected(row, method)
            for visitor in people if method in row else _few(people):
                found = outcome(visitor, method, url, before)
                if found != expected[visitor.role]:
                    wrong.append(f"{method} {url} {visitor.role}: {expected[visitor.role]} erwartet, {found}")
    return wrong


def _few(people: Iterable[Visitor]) -> list[Visitor]:
    """Who asks with a method that an address does not know: no right opens it, so not everybody must try."""
    return [visitor for visitor in people if visitor.role in FEW]
