"""Telling the broker that a row is due. The broker is a hint: when it is down, the sweep delivers."""

import logging
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.pools import producers

from foundation.outbox.models import OutboxItem
from foundation.outbox.registry import lease_of

logger = logging.getLogger(__name__)

# The worker ends a run this long before its lease does, so that no second run can begin beside it.
SAFETY = timedelta(seconds=10)
SOFT_LEAD = timedelta(seconds=5)
IMPATIENCE = {"max_retries": 0, "interval_start": 0, "socket_connect_timeout": 0.5, "socket_timeout": 2}
DELIVER = "outbox.deliver"  # by name: the task imports the services, and these publish


def publish_after_commit(item: OutboxItem) -> None:
    """Publish when the transaction of the cause has been committed; a rollback publishes nothing."""
    if not publishing_is_on():
        return
    item_id, kind = item.pk, item.kind
    transaction.on_commit(lambda: _publish_or_leave(item_id, kind))


def publish(*, item_id: int, kind: str) -> bool:
    """Send the message "deliver this row"; False when the broker could not take it (logged, never raised)."""
    limit = lease_of(kind) - SAFETY
    try:
        with producers[_impatient_connection()].acquire(block=True, timeout=1) as producer:
            current_app.send_task(
                DELIVER,
                kwargs={"item_id": item_id},
                producer=producer,
                retry=False,
                time_limit=limit.total_seconds(),
                soft_time_limit=(limit - SOFT_LEAD).total_seconds(),
            )
    except Exception as error:  # noqa: BLE001  whatever the transport raises: the user's request must not fail for it
        logger.warning("outbox item %s not published: %s", item_id, type(error).__name__)
        return False
    return True


def _impatient_connection() -> Any:
    """Celery's own connection tries for six seconds when the broker is down; no request waits for that."""
    options = {**current_app.conf.broker_transport_options, **IMPATIENCE}
    return current_app.connection_for_write(transport_options=options)


def publishing_is_on() -> bool:
    """OUTBOX_PUBLISH = False keeps the scenario player and tests in this process; `drain` delivers."""
    return bool(getattr(settings, "OUTBOX_PUBLISH", True))


def _publish_or_leave(item_id: int, kind: str) -> None:
    if not publish(item_id=item_id, kind=kind):
        OutboxItem.objects.filter(pk=item_id).update(published_at=None)
