from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.facts import Tie, VoteFacts
from grants.rules.voting import check_vote, outcome
from tests.grants.rules.examples import FUND_A

VALID = VoteFacts(result="yes", present=6, yes=6, amount_cents=48765, ceiling_cents=48765)


@pytest.mark.parametrize(
    ("case", "changes", "codes"),
    [
        ("E1", {}, []),
        (
            "E2",
            {
                "result": "partial",
                "yes": 5,
                "no": 1,
                "amount_cents": 42000,
                "ceiling_cents": 50000,
                "obligations": ("Schild",),
            },
            [],
        ),
        ("E3", {"present": 7, "yes": 7}, []),
        ("biased do not vote", {"present": 6, "biased": 1, "yes": 5}, []),
        ("biased voted too", {"biased": 1}, ["vote.count"]),
        ("quorum after bias", {"present": 5, "biased": 2, "yes": 3}, ["vote.no_quorum"]),
        ("quorum exactly", {"present": 6, "biased": 2, "yes": 4}, []),
        ("abstentions reach the quorum", {"present": 4, "yes": 1, "abstain": 3}, []),
        ("nobody there", {"present": 0, "yes": 0}, ["vote.no_quorum", "vote.wrong_result"]),
        ("more than members", {"present": 8, "yes": 8}, ["vote.too_many"]),
        ("more biased than present", {"biased": 7}, ["vote.biased_exceed", "vote.no_quorum"]),
        ("counts do not add up", {"yes": 5}, ["vote.count"]),
        ("negative count", {"no": -1, "yes": 7}, ["vote.negative"]),
        ("majority against", {"yes": 2, "no": 4}, ["vote.wrong_result"]),
        ("tie is a no", {"yes": 3, "no": 3}, ["vote.wrong_result"]),
        ("tie recorded as no", {"result": "no", "yes": 3, "no": 3, "amount_cents": 0}, []),
        ("no against the majority", {"result": "no"}, ["vote.wrong_result"]),
        ("no needs no amount", {"result": "no", "yes": 1, "no": 5, "amount_cents": 0}, []),
        ("no amount", {"amount_cents": 0}, ["vote.no_amount"]),
        ("over the ceiling", {"amount_cents": 48766}, ["vote.over_ceiling"]),
        ("partial without reason", {"result": "partial", "amount_cents": 100}, ["vote.no_reason"]),
        ("partial with reason", {"result": "partial", "amount_cents": 100, "reason": "Zu teuer."}, []),
        ("deferred without counts", {"result": "deferred", "present": 0, "yes": 0}, []),
        ("deferred below quorum", {"result": "deferred", "present": 2, "yes": 2}, []),
        ("deferred, present but no vote", {"result": "deferred", "yes": 0}, []),
        ("deferred with odd counts", {"result": "deferred", "yes": 5}, ["vote.count"]),
        (
            "too much and too few",
            {"present": 3, "yes": 3, "amount_cents": 48766},
            ["vote.no_quorum", "vote.over_ceiling"],
        ),
    ],
)  # fmt: skip
def test_check_vote(case: str, changes: dict[str, Any], codes: list[str]) -> None:
    found = check_vote(replace(VALID, **changes), FUND_A)

    assert (case, [finding.code for finding in found]) == (case, codes)


@pytest.mark.parametrize(
    ("yes", "no", "tie", "expected"),
    [
        (4, 3, "no", "yes"),
        (3, 4, "no", "no"),
        (3, 3, "no", "no"),
        (3, 3, "yes", "yes"),
        (0, 0, "yes", "no"),
        (1, 0, "no", "yes"),
    ],
)
def test_outcome_simple_majority_and_tie(yes: int, no: int, tie: Tie, expected: str) -> None:
    vote = VoteFacts(result="yes", present=7, yes=yes, no=no, abstain=7 - yes - no)
    assert outcome(vote, replace(FUND_A, tie=tie)) == expected


@given(st.integers(0, 7), st.integers(0, 7), st.integers(0, 7), st.integers(0, 7))
def test_check_vote_accepts_only_what_adds_up(biased: int, yes: int, no: int, abstain: int) -> None:
    vote = replace(VALID, present=biased + yes + no + abstain, biased=biased, yes=yes, no=no, abstain=abstain)
    is_right = vote.present <= 7 and vote.cast >= 4 and yes > no
    assert (check_vote(vote, FUND_A) == ()) is is_right


def test_check_vote_sentences_say_what_to_do() -> None:
    vote = replace(VALID, present=3, yes=3, amount_cents=48766)
    assert [finding.message for finding in check_vote(vote, FUND_A)] == [
        "Es haben nur 3 Mitglieder ohne Befangenheit abgestimmt, nötig sind 4. Vertagen Sie den Antrag.",
        "Bewilligen Sie höchstens 487,65\u00a0€.",
    ]
