"""Which days the Kasse may enter, and when money came in time."""

from datetime import date

import pytest

from grants.rules.payment_days import is_in_time, wrong_payment_day, wrong_repayment_day

TODAY = date(2027, 1, 4)
ORDERED = date(2026, 12, 28)
LATER = "Dieser Tag kommt erst noch. Tragen Sie den Tag der Buchung vom Kontoauszug ein."
TOO_EARLY = "Angeordnet wurde erst am 28.12.2026. Tragen Sie diesen oder einen späteren Tag ein."
OTHER_YEAR = (
    "Die Anordnung gilt für das Haushaltsjahr 2026. Für eine Zahlung im Jahr 2027 braucht es übertragenes "
    "Geld und eine neue Anordnung. Wenden Sie sich an die Kämmerei."
)
NOT_PAID_YET = "Ausgezahlt wurde erst am 28.12.2026. Tragen Sie diesen oder einen späteren Tag ein."


@pytest.mark.parametrize(
    ("paid_on", "sentence"),
    [
        (date(2027, 1, 5), LATER),
        (date(2026, 12, 27), TOO_EARLY),
        (date(2026, 12, 28), ""),
        (date(2026, 12, 31), ""),
        (date(2027, 1, 1), OTHER_YEAR),
    ],
)
def test_day_of_payment(paid_on: date, sentence: str) -> None:
    assert wrong_payment_day(paid_on, today=TODAY, ordered_on=ORDERED, budget_year=2026) == sentence


@pytest.mark.parametrize(
    ("received_on", "sentence"),
    [
        (date(2027, 1, 5), LATER),
        (date(2026, 12, 27), NOT_PAID_YET),
        (date(2026, 12, 28), ""),
        (TODAY, ""),
    ],
)
def test_day_of_repayment(received_on: date, sentence: str) -> None:
    assert wrong_repayment_day(received_on, today=TODAY, paid_on=ORDERED) == sentence


@pytest.mark.parametrize(
    ("received_on", "pay_by", "in_time"),
    [
        (date(2026, 11, 6), date(2026, 11, 6), True),
        (date(2026, 11, 7), date(2026, 11, 6), False),
        (date(2026, 11, 7), None, True),
    ],
)
def test_last_day_of_the_term_is_in_time(received_on: date, pay_by: date | None, in_time: bool) -> None:
    assert is_in_time(received_on, pay_by) is in_time
