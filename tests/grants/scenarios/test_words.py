"""The page about scenarios names every word that a file may use, each verb with its keys."""

import re
from pathlib import Path

import pytest

from grants.scenarios.verbs import VERBS as PLAYED
from grants.scenarios.words import EXPECTATIONS, FUND, VERBS

PAGE = (Path(__file__).parents[3] / "docs" / "scenarios.md").read_text(encoding="utf-8")


def _section(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def _words(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", text))


def test_every_verb_of_the_list_is_played() -> None:
    assert set(PLAYED) == set(VERBS)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_page_names_verb_with_its_keys(verb: str) -> None:
    rows = [line.split("|") for line in _section("Verbs").splitlines() if line.startswith("| `")]
    (keys,) = (_words(row[2]) for row in rows if verb in _words(row[1]))
    assert VERBS[verb].keys.keys() - keys == set()


def test_page_names_keys_of_the_fund_and_expectations() -> None:
    assert FUND.keys.keys() - _words(_section("Fund")) == set()
    assert EXPECTATIONS.keys.keys() - _words(_section("Expectations")) == set()
