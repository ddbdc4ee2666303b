"""The worker's side of the files: cleaning up what nobody came back for."""

# `type: ignore[untyped-decorator]` below: Celery's decorator has no types of its own.
from celery import shared_task
from django.utils import timezone

from foundation.files import pending, services


@shared_task(name="files.clean", ignore_result=True, time_limit=300, soft_time_limit=240)  # type: ignore[untyped-decorator]
def clean_files() -> None:
    """Remove files that nobody came back for, and files without a row."""
    now = timezone.now()
    pending.remove_pending(now=now)
    services.remove_orphans(now=now)
