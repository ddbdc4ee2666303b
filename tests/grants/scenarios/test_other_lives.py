"""Scenarios written from the page of the verbs alone, counted by hand before they were played."""

import pytest

from grants.scenarios.player import play
from grants.selectors.invariants import broken_invariants
from tests.grants.scenarios.test_player import scenario


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "half_funding",
        "money_runs_out",
        "revoked_next_year",
        "deadlines",
        "carried_twice",
        "money_comes_back",
        "objections",
        "agreement",
        "proof_questions",
        "whole_year",
        "hand_over",
    ],
)
def test_scenario_holds(name: str) -> None:
    assert play(scenario(name), final_reports=False).differences == ()
    assert broken_invariants() == []
