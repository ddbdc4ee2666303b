"""Plans of instalments: monthly, to the cent, and which one is next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.values.errors import InvalidInput
from grants.rules.instalments import LONGEST_PLAN, Rate, next_rate, on_working_days, plan_rates

FIRST = date(2026, 8, 31)


def test_last_rate_is_the_rest() -> None:
    assert plan_rates(10_000, 3_000, FIRST) == (
        Rate(date(2026, 8, 31), 3_000),
        Rate(date(2026, 9, 30), 3_000),
        Rate(date(2026, 10, 31), 3_000),
        Rate(date(2026, 11, 30), 1_000),
    )


@given(st.integers(2, 10**7), st.integers(1, 10**7))
def test_rates_make_up_the_debt(open_cents: int, rate_cents: int) -> None:
    try:
        rates = plan_rates(open_cents, rate_cents, FIRST)
    except InvalidInput:
        assert rate_cents >= open_cents or rate_cents * LONGEST_PLAN < open_cents
        return
    assert sum(rate.amount_cents for rate in rates) == open_cents
    assert all(0 < rate.amount_cents <= rate_cents for rate in rates)
    assert 2 <= len(rates) <= LONGEST_PLAN


@pytest.mark.parametrize(
    ("open_cents", "rate", "code"),
    [
        (100, 0, "rates.amount"),
        (100, -1, "rates.amount"),
        (100, 100, "rates.amount"),
        (3_700, 100, "rates.many"),
    ],
)
def test_impossible_rates_are_told(open_cents: int, rate: int, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        plan_rates(open_cents, rate, FIRST)
    assert (caught.value.code, caught.value.field) == (code, "rate")


@pytest.mark.parametrize(
    ("paid", "left"),
    [
        (0, (8, 3_000)),
        (1, (8, 2_999)),
        (3_000, (9, 3_000)),
        (9_500, (11, 500)),
        (10_000, None),
        (-5, (8, 3_000)),
    ],
)
def test_next_rate_is_the_first_that_is_not_covered(paid: int, left: tuple[int, int] | None) -> None:
    rate = next_rate(plan_rates(10_000, 3_000, FIRST), paid)
    assert (None if rate is None else (rate.due_on.month, rate.amount_cents)) == left


def test_days_without_work_move_once_and_keep_their_name() -> None:
    """A Saturday that is the Reformationstag; Christmas and the weekend after it; a Monday stays."""
    plan = [Rate(date(2026, 10, 31), 1), Rate(date(2026, 12, 25), 2), Rate(date(2026, 11, 30), 3)]
    moved = on_working_days(plan, "ST")
    assert moved == (
        Rate(date(2026, 11, 2), 1, date(2026, 10, 31)),
        Rate(date(2026, 12, 28), 2, date(2026, 12, 25)),
        Rate(date(2026, 11, 30), 3),
    )
    assert on_working_days(moved, "ST") == moved
