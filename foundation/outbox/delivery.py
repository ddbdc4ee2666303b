"""Running one row: take it under a lease, do the work outside the taking transaction, mark the outcome."""

import logging
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from foundation.outbox import registry, selectors
from foundation.outbox.models import ItemState, OutboxItem

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
BACKOFF = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
)
LOST_WORKER = "Der Auftrag wurde bei jedem Versuch abgebrochen, bevor er fertig war."


def deliver(*, item_id: int, now: datetime) -> bool:
    """Do the work of one due row; True when it is done by this call.

    False when the row is not due, somebody else holds it, or the work failed. A failed row becomes due again
    later (10 s, 1 min, 5 min, 30 min), after the fifth attempt or on `Permanent` it is dead with a reason.
    Errors of the handler never leave this function.
    """
    item = _take(item_id, now)
    if item is None:
        return False
    if item.attempts > MAX_ATTEMPTS:
        return _bury(item, item.last_error or LOST_WORKER, now)
    try:
        registry.find(item.kind).handler(item.payload, now)
    except registry.Permanent as error:
        return _bury(item, str(error) or type(error).__name__, now)
    except Exception as error:  # noqa: BLE001  the row is the record: whatever went wrong is written into it
        _log(item, error)
        reason = f"{type(error).__name__}: {error}"[:1000]
        if item.attempts >= MAX_ATTEMPTS:
            return _bury(item, reason, now)
        return _postpone(item, reason, now)
    return _mark(item, state=ItemState.DONE, done_at=now, last_error="")


def _take(item_id: int, now: datetime) -> OutboxItem | None:
    """One conditional UPDATE decides which of several workers runs the row; the attempt counts from here."""
    kind = OutboxItem.objects.filter(pk=item_id).values_list("kind", flat=True).first()
    if kind is None:
        return None
    token = uuid.uuid4().hex
    taken = (
        selectors.due_items(now)
        .filter(pk=item_id)
        .order_by()
        .update(
            state=ItemState.RUNNING,
            attempts=F("attempts") + 1,
            lease_until=now + registry.lease_of(kind),
            lease_token=token,
        )
    )
    return OutboxItem.objects.get(pk=item_id, lease_token=token) if taken else None


def _postpone(item: OutboxItem, reason: str, now: datetime) -> bool:
    pause = BACKOFF[min(item.attempts, len(BACKOFF)) - 1]
    _mark(item, state=ItemState.WAITING, due_at=now + pause, published_at=None, last_error=reason)
    return False


def _bury(item: OutboxItem, reason: str, now: datetime) -> bool:
    """Give the row up and tell whoever waits for it."""
    with transaction.atomic():
        if not _mark(item, state=ItemState.DEAD, last_error=reason):
            return False
        logger.error("outbox item %s (%s) is dead after %s attempts", item.pk, item.kind, item.attempts)
        on_dead = registry.on_dead_of(item.kind)
        if on_dead is not None:
            on_dead(item.payload, reason, now)
    return False


def _mark(item: OutboxItem, **values: object) -> bool:
    """Write the outcome, but only while the lease is still ours; a late worker changes nothing."""
    mine = OutboxItem.objects.filter(pk=item.pk, state=ItemState.RUNNING, lease_token=item.lease_token)
    if mine.update(lease_until=None, lease_token="", **values):
        return True
    logger.warning("outbox item %s (%s): the lease was lost before the work was done", item.pk, item.kind)
    return False


def _log(item: OutboxItem, error: Exception) -> None:
    """Type and place only: the text of an error may hold personal data."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    logger.warning(
        "outbox item %s (%s), attempt %s: %s at %s",
        item.pk,
        item.kind,
        item.attempts,
        type(error).__name__,
        where,
    )
