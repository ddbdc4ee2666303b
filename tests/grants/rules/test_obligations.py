"""That an obligation is fulfilled is shown by something, on a day that has come."""

from datetime import date

import pytest

from grants.rules.obligations import check_fulfilment

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("shown_by", "on", "codes"),
    [
        ("Foto vom Schild", TODAY, []),
        ("Foto vom Schild", date(2026, 5, 5), ["obligation.not_yet"]),
        (" ", TODAY, ["obligation.no_proof"]),
        ("x" * 301, TODAY, ["obligation.proof_too_long"]),
        ("", date(2027, 1, 1), ["obligation.no_proof", "obligation.not_yet"]),
    ],
)
def test_fulfilment(shown_by: str, on: date, codes: list[str]) -> None:
    assert [each.code for each in check_fulfilment(shown_by=shown_by, on=on, today=TODAY)] == codes
