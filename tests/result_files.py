"""Files as a finance system writes them."""

from foundation.values.dates import format_date
from foundation.values.money import format_amount
from grants.models import PaymentOrder

HEAD = "Anordnungsnummer;Buchungsnummer;Datum;Betrag;Ergebnis;Grund"


def table(*lines: str, head: str = HEAD) -> bytes:
    """A file with these lines below its heads."""
    return "\r\n".join((head, *lines, "")).encode("windows-1252")


def result_line(of: PaymentOrder, **said: str) -> str:
    """What the finance system says of an order: by default executed on the day it was ordered."""
    day = format_date(of.ordered_at.date()) if of.ordered_at else "01.01.2026"
    cells = {
        "order": of.number,
        "document": f"B{of.pk}",
        "day": day,
        "amount": format_amount(of.amount_cents),
        "result": "ausgeführt",
        "reason": "",
    }
    return ";".join((cells | said).values())


def result_file(*orders: PaymentOrder, **said: str) -> bytes:
    """All of these orders with the same result."""
    return table(*(result_line(order, **said) for order in orders))
