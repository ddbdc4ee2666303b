"""The rules that compare persons: each has its predicate, its net in the database and its negative test."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CheckConstraint

from grants import policy

RULES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("person_rules.toml").read_text(encoding="utf-8")
)["rule"]
ROOT = Path(__file__).parents[2]


def guards() -> set[str]:
    """Every row guard of the database, as "table: guard"."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        rows = cursor.fetchall()
    return {f"{table}: {name.removeprefix(f'{table}_').removesuffix('_update')}" for table, name in rows}


def checks() -> set[str]:
    found = (each for model in apps.get_models() for each in model._meta.constraints)
    return {each.name for each in found if isinstance(each, CheckConstraint)}


def test_every_rule_is_in_the_table() -> None:
    assert [rule["number"] for rule in RULES] == list(range(1, 11))


def test_every_comparison_of_persons_in_policy_is_in_the_table() -> None:
    compared = {name for name in vars(policy) if name.startswith("is_not_")}
    assert compared == {name for rule in RULES for name in rule["predicates"] if name.startswith("is_not_")}


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"rule {rule['number']}")
def test_rule_stands_where_the_table_says(rule: dict[str, Any]) -> None:
    assert [name for name in rule["predicates"] if not hasattr(policy, name)] == []
    assert set(rule["database"]) <= checks() | guards()
    assert [name for name in rule["tests"] if not (ROOT / name).is_file()] == []
    assert rule["database"] or rule["why"]
