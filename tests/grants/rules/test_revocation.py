"""The year within which a grant can be revoked."""

from datetime import date

import pytest

from grants.rules.revocation import check_year, known_since, revocable_until

DUE = date(2026, 8, 17)


@pytest.mark.parametrize(
    ("known_on", "until"),
    [(date(2026, 8, 18), date(2027, 8, 18)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_year_ends_on_the_same_day(known_on: date, until: date) -> None:
    assert revocable_until(known_on) == until


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2027, 6, 19), []),
        (date(2027, 6, 20), ["revocation.year_ends"]),
        (date(2027, 8, 18), ["revocation.year_ends"]),
        (date(2027, 8, 19), ["revocation.too_late"]),
    ],
)
def test_year_is_watched(today: date, codes: list[str]) -> None:
    found = list(check_year(DUE, today))
    assert [each.code for each in found] == codes
    assert [each.blocks for each in found] == [code == "revocation.too_late" for code in codes]
    assert known_since(DUE) == date(2026, 8, 18)
