"""Two books side by side, as a table of cases and against random books."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.reconciliation import Finding, Side, compare

DAY = date(2026, 3, 12)


def side(
    cents: int, name: str = "A-1", *, day: date = DAY, year: int | None = None, kind: str = "order"
) -> Side:
    return Side(source=None, year=year or day.year, day=day, cents=cents, names=((kind, name),))


@pytest.mark.parametrize(
    ("ours", "theirs", "finding", "difference"),
    [
        ([side(100)], [side(100)], [Finding.MATCHED], 0),
        ([side(100)], [], [Finding.OURS], 100),
        ([], [side(100)], [Finding.THEIRS], -100),
        ([side(100)], [side(99)], [Finding.AMOUNT], 1),
        ([side(100)], [side(100, day=date(2026, 3, 13))], [Finding.DAY], 0),
        ([side(100)], [side(100, day=date(2027, 1, 2))], [Finding.YEAR], 100),
        ([side(100)], [side(100, "A-2")], [Finding.OURS, Finding.THEIRS], 0),
        ([side(100)], [side(-100)], [Finding.OURS, Finding.THEIRS], 200),
        ([side(100), side(-100)], [side(-100), side(100)], [Finding.MATCHED] * 2, 0),
        ([side(100)], [side(100), side(100)], [Finding.MATCHED, Finding.THEIRS], -100),
        ([side(-50), side(-30)], [side(-30), side(-50)], [Finding.MATCHED] * 2, 0),
        ([side(100, day=date(2025, 5, 5))], [side(100, day=date(2025, 5, 5))], [], 0),
    ],
)
def test_each_booking_finds_its_posting(
    ours: list[Side], theirs: list[Side], finding: list[Finding], difference: int
) -> None:
    found = compare(ours, theirs, 2026)
    assert sorted(each.finding for each in found.pairs) == sorted(finding)
    assert found.difference_cents == difference
    assert all(bool(each.sentence) != (each.finding is Finding.MATCHED) for each in found.pairs)


def test_exact_fit_goes_before_a_worse_one() -> None:
    late, exact = side(100, day=date(2026, 4, 1)), side(100)
    (first, second) = compare([late, exact], [side(100), side(70)], 2026).pairs
    assert (first.ours, first.finding) == (exact, Finding.MATCHED)
    assert (second.ours, second.finding) == (late, Finding.AMOUNT)


BOOKS = st.lists(
    st.builds(
        side,
        st.integers(-3, 3).filter(bool),
        st.sampled_from(["A", "B"]),
        day=st.sampled_from([DAY, date(2026, 1, 1), date(2027, 1, 1)]),
    ),
    max_size=8,
)


@given(BOOKS, BOOKS)
def test_no_booking_is_lost_or_counted_twice(ours: list[Side], theirs: list[Side]) -> None:
    for year in (2026, 2027):
        found = compare(ours, theirs, year)
        assert found.ours_cents == sum(each.cents for each in ours if each.year == year)
        assert found.theirs_cents == sum(each.cents for each in theirs if each.year == year)
        parts = sum(
            (each.ours.cents if each.ours and each.ours.year == year else 0)
            - (each.theirs.cents if each.theirs and each.theirs.year == year else 0)
            for each in found.pairs
        )
        assert parts == found.difference_cents
