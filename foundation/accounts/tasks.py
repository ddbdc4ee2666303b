"""The worker's side of the accounts: forgetting old failed sign-ins."""

# `type: ignore[untyped-decorator]` below: Celery's decorator has no types of its own.
from celery import shared_task
from django.utils import timezone

from foundation.accounts.limits import remove_old_limits


@shared_task(name="accounts.clean", ignore_result=True, time_limit=60, soft_time_limit=50)  # type: ignore[untyped-decorator]
def clean_limits() -> None:
    """Remove what no longer brakes anybody."""
    remove_old_limits(now=timezone.now())
