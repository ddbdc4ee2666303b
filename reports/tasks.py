"""The worker's side: what the outbox calls. The heavy imports (reportlab) come with the first document."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

# `type: ignore[untyped-decorator]` below: Celery's decorator has no types of its own.
from celery import shared_task
from django.utils import timezone

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


@shared_task(name="reports.subscriptions", ignore_result=True, time_limit=300, soft_time_limit=240)  # type: ignore[untyped-decorator]
def run_subscriptions() -> None:
    """Order what is due, tell what is made. Comes often, asks "what is due?": a missed run costs nothing."""
    from reports.subscriptions import run_subscriptions as run

    run(now=timezone.now())
