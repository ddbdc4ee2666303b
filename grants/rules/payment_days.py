"""Days on which money left or came in: what the Kasse may enter, and what "in time" means."""

from __future__ import annotations

from datetime import date

from foundation.values.dates import format_date

_LATER = "Dieser Tag kommt erst noch. Tragen Sie den Tag der Buchung vom Kontoauszug ein."


def wrong_payment_day(paid_on: date, *, today: date, ordered_on: date, budget_year: int) -> str:
    """A payment lies between its order and today, and in the budget year of its order.

    Source: § 8 KomKBVO LSA (no payment before the order), INV-12 and INV-18: an executed payment has the one
    budget year that its order names. -> The sentence for the Kasse, empty when the day is possible. Does not
    check whether the books of the year are still open.
    """
    if paid_on > today:
        return _LATER
    if paid_on < ordered_on:
        day = format_date(ordered_on)
        return f"Angeordnet wurde erst am {day}. Tragen Sie diesen oder einen späteren Tag ein."
    if paid_on.year != budget_year:
        return (
            f"Die Anordnung gilt für das Haushaltsjahr {budget_year}. Für eine Zahlung im Jahr "
            f"{paid_on.year} braucht es übertragenes Geld und eine neue Anordnung. "
            "Wenden Sie sich an die Kämmerei."
        )
    return ""


def wrong_return_day(returned_on: date, *, today: date, paid_on: date | None) -> str:
    """Money comes back from the bank between the day it left and today. -> The sentence, or empty.

    Source: INV-12. A later budget year is possible: banks send money back in January too.
    """
    if returned_on > today:
        return _LATER
    if paid_on is not None and returned_on < paid_on:
        day = format_date(paid_on)
        return f"Ausgezahlt wurde erst am {day}. Tragen Sie diesen oder einen späteren Tag ein."
    return ""


def wrong_repayment_day(received_on: date, *, today: date, paid_on: date | None) -> str:
    """Money comes back between the first payment of the case and today.

    Source: § 49a VwVfG: only what was paid is owed back. Any budget year is possible: a later one has it as
    income (domain handbook 5.4). -> The sentence for the Kasse, empty when the day is possible.
    """
    if received_on > today:
        return _LATER
    if paid_on is not None and received_on < paid_on:
        day = format_date(paid_on)
        return f"Ausgezahlt wurde erst am {day}. Tragen Sie diesen oder einen späteren Tag ein."
    return ""


def wrong_new_term(until: date, *, today: date) -> str:
    """A new day for a payment lies ahead, so that there is time to pay. -> The sentence, or empty."""
    return "" if until > today else "Dieser Tag ist schon da oder vorbei. Tragen Sie einen späteren ein."


def is_in_time(received_on: date, pay_by: date | None) -> bool:
    """Whether money came in within the term of the notice; its last day counts (§ 31 VwVfG, § 188 BGB)."""
    return pay_by is None or received_on <= pay_by
