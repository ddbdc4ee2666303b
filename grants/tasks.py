"""The worker's side of the grants: the daily run."""

from celery import shared_task
from django.utils import timezone

from grants.services.grants import advance_grants


@shared_task(name="grants.daily", ignore_result=True, time_limit=300, soft_time_limit=240)  # type: ignore[untyped-decorator]
def advance_all() -> None:
    """Move on what a new day moves on. Runs every hour and asks "what is due?": a missed run costs nothing."""
    advance_grants(now=timezone.now())
