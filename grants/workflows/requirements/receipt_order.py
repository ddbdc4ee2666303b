"""Requirements of the receipt order's edges."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from foundation.values.money import format_euro
from grants.rules.findings import Finding, blocker


def nothing_has_come_in(order: Any, today: date) -> Iterator[Finding]:
    """Money that is there was taken in on this order."""
    if order.received_cents:
        sentence = f"Darauf sind schon {format_euro(order.received_cents)} eingegangen. Die Anordnung bleibt."
        yield blocker("receipt_order.has_money", sentence, "§ 8 KomKBVO LSA")
