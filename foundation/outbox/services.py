"""Putting effects into the outbox, and getting them out again, once."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from foundation.outbox import mail, selectors
from foundation.outbox.delivery import deliver
from foundation.outbox.models import Heartbeat, ItemState, Mail, OutboxItem
from foundation.outbox.publish import publish, publish_after_commit
from foundation.values.errors import InvalidInput

__all__ = ["beat", "deliver", "drain", "enqueue", "erase_mails", "release", "retry", "send_mail", "sweep"]

logger = logging.getLogger(__name__)

REPUBLISH_AFTER = timedelta(seconds=30)
SWEEP_LIMIT = 500
DRAIN_LIMIT = 100_000


def enqueue(
    *,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    now: datetime,
    due_at: datetime | None = None,
    held: bool = False,
) -> OutboxItem:
    """Record an effect in the transaction of its cause; the same key returns the row that exists.

    `payload` holds ids only. `held` rows wait for `release` (letters with a legal effect). The worker is told
    after the commit; a broker that is down is logged, and the sweep delivers. Raises ValueError when the key
    belongs to a row of another kind.
    """
    due = now if due_at is None else due_at
    publish_now = not held and due <= now
    item, is_new = OutboxItem.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": dict(payload),
            "state": ItemState.HELD if held else ItemState.WAITING,
            "due_at": due,
            "created_at": now,
            "published_at": now if publish_now else None,
        },
    )
    if item.kind != kind:
        raise ValueError(f"outbox key {key!r} belongs to kind {item.kind!r}, not {kind!r}")
    if is_new and publish_now:
        publish_after_commit(item)
    return item


def release(*, item_id: int, now: datetime) -> bool:
    """Let a held row go at once; False when it was not held (any more)."""
    with transaction.atomic():
        held = OutboxItem.objects.filter(pk=item_id, state=ItemState.HELD)
        if not held.update(state=ItemState.WAITING, due_at=now, published_at=now):
            return False
        publish_after_commit(OutboxItem.objects.get(pk=item_id))
    return True


def retry(*, item_id: int, now: datetime) -> bool:
    """Give a dead row five new attempts; False when it was not dead (any more)."""
    with transaction.atomic():
        dead = OutboxItem.objects.filter(pk=item_id, state=ItemState.DEAD)
        if not dead.update(state=ItemState.WAITING, attempts=0, due_at=now, published_at=now):
            return False
        publish_after_commit(OutboxItem.objects.get(pk=item_id))
    return True


def sweep(*, now: datetime) -> int:
    """Tell the broker about every due row it may have lost; returns how many were published.

    A row that was published in the last 30 seconds is left alone, so that a slow worker does not drown in
    copies; a row whose lease has run out (its worker was killed) is due at once.
    """
    count = 0
    stale = Q(published_at__isnull=True) | Q(published_at__lte=now - REPUBLISH_AFTER)
    for item_id, kind in selectors.due_items(now).filter(stale).values_list("pk", "kind")[:SWEEP_LIMIT]:
        if not OutboxItem.objects.filter(stale, pk=item_id).update(published_at=now):
            continue  # another sweep was faster
        if not publish(item_id=item_id, kind=kind):
            OutboxItem.objects.filter(pk=item_id).update(published_at=None)
            break  # the broker is down: the next sweep tries again
        count += 1
    return count


def drain(*, now: datetime) -> int:
    """Deliver everything due in this process, in due order, until nothing is left.

    Returns how many succeeded. Rows that fail become due later and are left, effects of effects are done.
    """
    succeeded = 0
    for _ in range(DRAIN_LIMIT):
        item_id = selectors.due_items(now).values_list("pk", flat=True).first()
        if item_id is None:
            return succeeded
        succeeded += deliver(item_id=item_id, now=now)
    raise RuntimeError(f"outbox: still not empty after {DRAIN_LIMIT} deliveries")


def send_mail(*, to: str, subject: str, body: str, key: str, now: datetime, held: bool = False) -> Mail:
    """Write an e-mail into the outbox; the same key returns the mail that exists. Raises InvalidInput."""
    address = to.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise InvalidInput(
            "Das ist keine E-Mail-Adresse. Beispiel: name@beispiel.de", code="email.invalid", field="email"
        ) from None
    with transaction.atomic():
        row, _ = Mail.objects.get_or_create(
            key=key,
            defaults={
                "to": address,
                "subject": " ".join(subject.split())[:200],
                "body": body,
                "created_at": now,
            },
        )
        enqueue(kind=mail.KIND, key=f"mail:{key}", payload={"mail": row.pk}, now=now, held=held)
    return row


def erase_mails(*, naming: str) -> int:
    """Remove the kept e-mails whose text names this reference; -> how many. Raises ValueError without one."""
    if not naming:
        raise ValueError("erase_mails needs a reference")
    return Mail.objects.filter(body__contains=naming).delete()[0]


def beat(*, name: str, now: datetime) -> None:
    """Leave a sign of life of the worker `name`."""
    Heartbeat.objects.update_or_create(name=name[:120], defaults={"at": now})
