"""The worker's side: four lines around a service each. Here is the edge that reads the clock."""

from typing import Any

# `type: ignore[untyped-decorator]` below: Celery's decorator has no types of its own.
from celery import shared_task
from django.utils import timezone

from foundation.outbox import services
from foundation.outbox.publish import DELIVER


@shared_task(name=DELIVER, ignore_result=True)  # type: ignore[untyped-decorator]
def deliver_item(*, item_id: int) -> None:
    """Run one row; a row that is not due (any more) is left alone, so a doubled message does no harm."""
    services.deliver(item_id=item_id, now=timezone.now())


@shared_task(name="outbox.sweep", ignore_result=True, time_limit=60, soft_time_limit=50)  # type: ignore[untyped-decorator]
def sweep_items() -> None:
    """Publish again what is due and may have been lost."""
    services.sweep(now=timezone.now())


@shared_task(name="outbox.heartbeat", bind=True, ignore_result=True, time_limit=30, soft_time_limit=20)  # type: ignore[untyped-decorator]
def leave_heartbeat(self: Any) -> None:
    """Leave a sign of life under the worker's own name."""
    services.beat(name=self.request.hostname or "worker", now=timezone.now())
