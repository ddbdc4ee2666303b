"""What a row was at a moment, from the edges that it had walked by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from grants.models import Fund, TransitionRecord


@dataclass(frozen=True)
class Then:
    """A state, and the days that stood after the step into it (`WorkflowModel.days`)."""

    state: str
    days: Mapping[str, str]

    def day(self, name: str) -> date | None:
        """None where the step kept none, or there was none."""
        text = self.days.get(name)
        return date.fromisoformat(text) if text else None


def state_then(machine: str, until: datetime) -> Subquery:
    """For a query of rows of the machine: their state then; None for one that had not walked an edge."""
    records = TransitionRecord.objects.filter(
        machine=machine, object_id=OuterRef("pk"), recorded_at__lte=until
    )
    return Subquery(records.order_by("-pk").values("target")[:1])


def then_of(machine: str, fund: Fund, until: datetime) -> Mapping[int, Then]:
    """Every row of the machine in this fund that had walked an edge, by its key; one query."""
    records = TransitionRecord.objects.filter(machine=machine, case__fund=fund, recorded_at__lte=until)
    steps = records.order_by("pk").values_list("object_id", "target", "days")
    return {key: Then(state, days) for key, state, days in steps}
