"""Requirements of the session's edges."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from grants.rules.findings import Finding, blocker


def every_item_is_decided(session: Any, today: date) -> Iterator[Finding]:
    """A session closes when each item has its result, deferral included; who withdrew needs none."""
    open_items = session.items.filter(decided_at__isnull=True, application__state="scheduled").count()
    if open_items:
        yield blocker(
            "session.items_open",
            f"Zu {open_items} Punkten fehlt noch das Ergebnis. Tragen Sie es ein oder vertagen Sie.",
            "Handbuch 5.5",
        )
