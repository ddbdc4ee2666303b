"""Who sits in a session: a table of terms of office."""

from datetime import date

import pytest

from grants.rules.facts import SeatFacts
from grants.rules.seats import check_seat

DAY = date(2026, 3, 2)
BEFORE, AFTER = date(2026, 3, 1), date(2026, 3, 3)


@pytest.mark.parametrize(
    ("of_fund", "serves_from", "serves_until", "expected"),
    [
        (True, None, None, ()),
        (True, DAY, DAY, ()),
        (True, BEFORE, None, ()),
        (True, None, AFTER, ()),
        (True, AFTER, None, ("seat.not_yet",)),
        (True, None, BEFORE, ("seat.no_longer",)),
        (False, None, None, ("seat.other_fund",)),
        (False, BEFORE, AFTER, ("seat.other_fund",)),
    ],
)
def test_seat_is_for_members_of_the_fund_in_their_term(
    of_fund: bool, serves_from: date | None, serves_until: date | None, expected: tuple[str, ...]
) -> None:
    found = check_seat(
        SeatFacts(
            name="Vera Beispiel",
            is_of_fund=of_fund,
            held_on=DAY,
            serves_from=serves_from,
            serves_until=serves_until,
        )
    )
    assert tuple(each.code for each in found) == expected
    assert all(each.message.startswith(("Vera Beispiel", "Die Amtszeit von Vera Beispiel")) for each in found)
