"""Requirements of the session's edges."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from foundation.files.models import Document, DocumentState
from foundation.values.dates import format_date
from grants.rules.findings import Finding, blocker


def its_day_has_come(session: Any, today: date) -> Iterator[Finding]:
    """Nobody votes before the day that stands in the invitation, the minutes and the notice (INV-22)."""
    if not session.is_circular and session.held_on > today:
        yield blocker(
            "session.too_early",
            f"Die Sitzung ist erst am {format_date(session.held_on)}. Eröffnen Sie sie an diesem Tag.",
            "INV-22",
        )


def every_item_is_decided(session: Any, today: date) -> Iterator[Finding]:
    """A session closes when each item has its result, deferral included; who withdrew needs none."""
    open_items = session.items.filter(decided_at__isnull=True, application__state="scheduled").count()
    if open_items:
        points = "einem Punkt" if open_items == 1 else f"{open_items} Punkten"
        yield blocker(
            "session.items_open",
            f"Zu {points} fehlt noch das Ergebnis. Tragen Sie es ein oder vertagen Sie.",
            "Handbuch 5.5",
        )


def minutes_are_made(session: Any, today: date) -> Iterator[Finding]:
    """The chair approves a document that exists, not one that is still to come."""
    if latest_minutes(session) is None:
        yield blocker(
            "session.no_minutes",
            "Das Protokoll wird noch erstellt. Versuchen Sie es in ein paar Minuten noch einmal.",
            "Handbuch 5.5",
        )


def latest_minutes(session: Any) -> Document | None:
    """The minutes that were made last and are ready."""
    ready = Document.objects.filter(subject=session.subject, slug="protokoll", state=DocumentState.READY)
    return ready.order_by("-pk").first()
