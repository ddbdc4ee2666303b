"""The state that a row had at a moment, from the edges that it had walked by then."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, Subquery

from grants.models import TransitionRecord


def state_then(machine: str, until: datetime, key: str = "pk") -> Subquery:
    """For a query of rows of the machine: their state then; None for one that had not walked an edge."""
    records = TransitionRecord.objects.filter(
        machine=machine, object_id=OuterRef(key), recorded_at__lte=until
    )
    return Subquery(records.order_by("-pk").values("target")[:1])
