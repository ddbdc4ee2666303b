"""What waits, what failed, how old the oldest is, who is alive."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from foundation.outbox.models import Heartbeat, ItemState, OutboxItem


def due_items(now: datetime) -> QuerySet[OutboxItem]:
    """Rows that somebody should run now: waiting and due, or taken by a worker whose lease ran out."""
    waiting = Q(state=ItemState.WAITING, due_at__lte=now)
    abandoned = Q(state=ItemState.RUNNING, lease_until__lte=now)
    return OutboxItem.objects.filter(waiting | abandoned).order_by("due_at", "id")


def dead_letters() -> QuerySet[OutboxItem]:
    """Rows that were given up, newest first; each has its reason in `last_error`."""
    return OutboxItem.objects.filter(state=ItemState.DEAD).order_by("-id")


def held_items() -> QuerySet[OutboxItem]:
    """Rows that wait for a release, oldest first."""
    return OutboxItem.objects.filter(state=ItemState.HELD).order_by("id")


def item_counts() -> dict[str, int]:
    """How many rows there are in each state; states without rows are 0."""
    found = dict(OutboxItem.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in ItemState.values}


def oldest_due_age(now: datetime) -> timedelta:
    """For how long the oldest due row has been waiting; zero when nothing is due."""
    due_at = due_items(now).values_list("due_at", flat=True).first()
    return now - due_at if due_at else timedelta(0)


def latest_heartbeat() -> Heartbeat | None:
    """The freshest sign of life of any worker."""
    return Heartbeat.objects.order_by("-at").first()


def heartbeats() -> QuerySet[Heartbeat]:
    """The last sign of life of every worker."""
    return Heartbeat.objects.order_by("name")


def broken_items() -> list[str]:
    """I8: every row is done, held, due (or will be), running under a lease, or dead with a reason."""
    without_lease = OutboxItem.objects.filter(state=ItemState.RUNNING, lease_until__isnull=True)
    without_reason = OutboxItem.objects.filter(state=ItemState.DEAD, last_error="")
    without_date = OutboxItem.objects.filter(state=ItemState.DONE, done_at__isnull=True)
    return [
        *(f"Auftrag {item.pk} ({item.kind}) läuft ohne Frist." for item in without_lease),
        *(f"Auftrag {item.pk} ({item.kind}) ist gescheitert, aber ohne Grund." for item in without_reason),
        *(f"Auftrag {item.pk} ({item.kind}) ist erledigt, aber ohne Zeitpunkt." for item in without_date),
    ]
