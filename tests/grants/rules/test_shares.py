from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.rules.shares import (
    FLOOR_DONORS,
    LARGEST_REMAINDER,
    NOTHING,
    POLICIES,
    SharePolicy,
    Split,
    Weights,
    negate,
    next_split,
)

THIRDS = Weights(1, 1, 1)
WEIGHTS = st.builds(Weights, *[st.integers(1, 100)] * 3, private=st.integers(0, 100))
BOOKINGS = st.lists(st.integers(-50_000, 50_000), min_size=1, max_size=60)
EVERY_POLICY = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)


def _play(amounts: list[int], weights: Weights, policy: SharePolicy = FLOOR_DONORS) -> list[Split]:
    stored, splits = NOTHING, []
    for amount in amounts:
        splits.append(next_split(stored, amount, weights, policy))
        stored += splits[-1]
    return splits


@pytest.mark.parametrize(
    ("name", "amounts", "expected"),
    [
        ("E1", [47930], [Split(15976, 15976, 15978)]),
        ("E2", [21000, 16573], [Split(7000, 7000, 7000), Split(5524, 5524, 5525)]),
        ("E3", [45000, -5872], [Split(15000, 15000, 15000), Split(-1958, -1958, -1956)]),
    ],
)
def test_next_split_golden_values(name: str, amounts: list[int], expected: list[Split]) -> None:
    assert (name, _play(amounts, THIRDS)) == (name, expected)


@pytest.mark.parametrize(
    ("amounts", "total"),
    [([21000, 16573], Split(12524, 12524, 12525)), ([45000, -5872], Split(13042, 13042, 13044))],
)
def test_next_split_cumulative_golden_values(amounts: list[int], total: Split) -> None:
    assert sum(_play(amounts, THIRDS), NOTHING) == total


@EVERY_POLICY
@settings(max_examples=300, deadline=None)
@given(BOOKINGS, WEIGHTS)
def test_every_split_sums_to_its_amount(policy: SharePolicy, amounts: list[int], weights: Weights) -> None:
    assert [split.total for split in _play(amounts, weights, policy)] == amounts


@EVERY_POLICY
@settings(max_examples=300, deadline=None)
@given(BOOKINGS, WEIGHTS)
def test_stored_sum_depends_only_on_the_total(
    policy: SharePolicy, amounts: list[int], weights: Weights
) -> None:
    assert sum(_play(amounts, weights, policy), NOTHING) == policy(sum(amounts), weights)


def _deviations(cumulative: Split, weights: Weights) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    exact = [Fraction(cumulative.total * part, weights.total) for part in _parts(weights)]
    bund, land, kommune, private = (
        is_ - should for is_, should in zip(_parts(cumulative), exact, strict=True)
    )
    return bund, land, kommune, private


def _parts(value: Split | Weights) -> tuple[int, int, int, int]:
    return value.bund, value.land, value.kommune, value.private


@settings(max_examples=300, deadline=None)
@given(BOOKINGS, WEIGHTS)
def test_floor_donors_never_ask_donors_for_more_than_their_rate(amounts: list[int], weights: Weights) -> None:
    for cumulative in accumulate(_play(amounts, weights)):
        bund, land, kommune, private = _deviations(cumulative, weights)
        assert [-1 < each <= 0 for each in (bund, land, private)] == [True] * 3
        assert 0 <= kommune < 3


@settings(max_examples=300, deadline=None)
@given(BOOKINGS, WEIGHTS)
def test_largest_remainder_no_share_is_a_cent_away(amounts: list[int], weights: Weights) -> None:
    for cumulative in accumulate(_play(amounts, weights, LARGEST_REMAINDER)):
        assert [abs(each) < 1 for each in _deviations(cumulative, weights)] == [True] * 4


@pytest.mark.parametrize("weights", [THIRDS, Weights(45, 45, 10), Weights(40, 40, 20), Weights(1, 1, 1, 3)])
def test_thousand_random_bookings_do_not_drift(weights: Weights) -> None:
    random = Random(2026)
    amounts = [random.randint(-20_000, 50_000) for _ in range(1000)]
    for cumulative in accumulate(_play(amounts, weights)):
        bund, land, kommune, private = _deviations(cumulative, weights)
        assert max(abs(bund), abs(land), abs(private)) < 1
        assert kommune == -(bund + land + private)


@pytest.mark.parametrize(
    ("cumulative", "weights", "expected"),
    [
        (100, THIRDS, Split(33, 33, 34)),
        (200, THIRDS, Split(66, 67, 67)),
        (1, Weights(1, 1, 1), Split(0, 0, 1)),
        (1, Weights(45, 45, 10), Split(0, 1, 0)),
        (5, Weights(1, 1, 1, 1), Split(1, 1, 2, 1)),
        (100, Weights(1, 1, 0), Split(50, 50, 0)),
    ],
)
def test_largest_remainder_known_values(cumulative: int, weights: Weights, expected: Split) -> None:
    assert LARGEST_REMAINDER(cumulative, weights) == expected


@settings(max_examples=300, deadline=None)
@given(BOOKINGS, st.integers(-50_000, 50_000), WEIGHTS)
def test_full_repayment_leaves_nothing(amounts: list[int], amount: int, weights: Weights) -> None:
    splits = _play([*amounts, amount, -sum(amounts) - amount], weights)
    assert sum(splits, NOTHING) == NOTHING


def test_negate_is_the_stored_split_with_the_other_sign() -> None:
    stored = Split(5524, 5524, 5525, 7)
    assert (negate(stored), stored + negate(stored), stored - stored) == (
        Split(-5524, -5524, -5525, -7),
        NOTHING,
        NOTHING,
    )


@pytest.mark.parametrize("weights", [(0, 0, 0, 0), (-1, 1, 1, 0), (1, 1, 1, -1)])
def test_weights_that_mean_nothing_are_an_error_of_the_program(weights: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Weights(*weights)
