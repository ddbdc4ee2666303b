"""Criteria as the rules write them, and the averages of the points."""

import pytest

from foundation.values.errors import InvalidInput
from grants.rules.criteria import Criterion, check_points, parse_criteria, standing

BENEFIT, PLACE = Criterion("Nutzen", 2, 5), Criterion("Ort", 1, 3)
TEXT = " Nutzen ; 2; 5\n\nOrt;1;3 "


def test_catalogue_is_read_line_by_line() -> None:
    assert parse_criteria(TEXT) == (BENEFIT, PLACE)
    assert parse_criteria("") == ()


@pytest.mark.parametrize(
    "line", ["Nutzen", "Nutzen;2", "Nutzen;0;5", "Nutzen;2;101", "Nutzen;zwei;5", ";1;1", "Ort;1;3;4"]
)
def test_line_that_is_no_criterion_is_named(line: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_criteria(f"{TEXT}\n{line}")
    assert (caught.value.code, caught.value.field) == ("criteria.line", "criteria_text")
    assert line[:60] in caught.value.message


def test_criterion_stands_once() -> None:
    with pytest.raises(InvalidInput, match="zweimal"):
        parse_criteria(f"{TEXT}\nOrt;2;2")


@pytest.mark.parametrize("points", [{"Nutzen": 6}, {"Nutzen": -1}, {"Anderes": 1}])
def test_points_lie_in_their_span(points: dict[str, int]) -> None:
    with pytest.raises(InvalidInput):
        check_points((BENEFIT, PLACE), points)
    check_points((BENEFIT, PLACE), {"Nutzen": 5, "Ort": 0})


def test_average_counts_weights_and_only_whole_answers() -> None:
    given = [{"Nutzen": 5, "Ort": 3}, {"Nutzen": 4, "Ort": 0}, {"Nutzen": 5, "Ort": 2}, {"Nutzen": 1}]
    found = standing((BENEFIT, PLACE), given)
    assert found is not None
    assert (found.members, found.tenths, found.most) == (3, 110, 13)
    assert found.by_criterion == (("Nutzen", 47), ("Ort", 17))
    assert found.in_words == "11,0 von 13 Punkten"


def test_without_criteria_or_points_there_is_no_standing() -> None:
    assert standing((), [{"Nutzen": 5}]) is None
    assert standing((BENEFIT,), []) is None
