"""Subscriptions for tests: the payments of each month, on the third working day after it."""

from datetime import datetime
from typing import Any

from foundation.audit.actors import Actor
from foundation.values.dates import BERLIN
from grants.models import Fund
from reports.models import ReportSubscription
from reports.rhythm import DayKind, Rhythm
from reports.subscriptions import subscribe


def at(month: int, day: int, hour: int = 10) -> datetime:
    """An hour of 2026 in Berlin."""
    return datetime(2026, month, day, hour, tzinfo=BERLIN)


def monthly(
    fund: Fund, actor: Actor, now: datetime, slug: str = "zahlungsjournal", **choice: Any
) -> ReportSubscription:
    """A subscription of this person; `choice` changes rhythm, kind or day."""
    usual: dict[str, Any] = {"rhythm": Rhythm.MONTHLY, "kind": DayKind.WORKING, "day": 3}
    return subscribe(fund=fund, slug=slug, actor=actor, now=now, **usual | choice)
