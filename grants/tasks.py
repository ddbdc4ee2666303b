"""The worker's side of the grants: the daily run, and the links that residents ask for."""

from datetime import datetime
from typing import Any
from uuid import UUID

# `type: ignore[untyped-decorator]` below: Celery's decorator has no types of its own.
from celery import shared_task
from django.utils import timezone

from grants.services.access_links import answer_request
from grants.services.bindings import advance_bindings
from grants.services.grants import advance_grants
from grants.services.letters import make_letter as make
from grants.services.reminders import send_reminders
from grants.views.resident_access import link_address


@shared_task(name="grants.daily", ignore_result=True, time_limit=300, soft_time_limit=240)  # type: ignore[untyped-decorator]
def advance_all() -> None:
    """Move on what a new day moves on. Runs every hour, asks "what is due?": a missed run costs nothing."""
    now = timezone.now()
    advance_grants(now=now)
    advance_bindings(now=now)
    send_reminders(now=now)


def send_links(payload: dict[str, Any], now: datetime) -> None:
    """The outbox kind `access.links`."""
    answer_request(request_uuid=payload["request"], address_of=link_address, now=now)


def make_letter(payload: dict[str, Any], now: datetime) -> None:
    """The outbox kind `letters.make`."""
    make(letter_uuid=UUID(payload["letter"]), now=now)
