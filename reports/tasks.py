"""The worker's side: what the outbox calls. The heavy imports (reportlab) come with the first document."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

# Shorter than 120 seconds less a sweep: after a killed worker the next one begins in time.
LEASE = timedelta(seconds=75)


def make(payload: dict[str, Any], now: datetime) -> None:
    """Make one document."""
    from reports.services import make_document

    make_document(document_uuid=UUID(payload["document"]), now=now)


def give_up(payload: dict[str, Any], reason: str, now: datetime) -> None:
    """Say on the page that it did not work."""
    from reports.services import give_up as give_up_document

    give_up_document(payload, reason, now)
