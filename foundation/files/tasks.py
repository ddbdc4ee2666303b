"""The worker's side of the files: cleaning up what a rolled back transaction left on the disk."""

# `type: ignore[untyped-decorator]` below: Celery's decorator has no types of its own.
from celery import shared_task
from django.utils import timezone

from foundation.files import services


@shared_task(name="files.clean", ignore_result=True, time_limit=300, soft_time_limit=240)  # type: ignore[untyped-decorator]
def clean_files() -> None:
    """Remove files without a row."""
    services.remove_orphans(now=timezone.now())
