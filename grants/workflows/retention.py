"""When a case ended and until when it is kept, read from its rows."""

from datetime import date
from typing import Any

from foundation.values.dates import local_date
from grants.rules.retention import deletable_from

#: Steps that tell nothing about when a case ended.
AFTER_THE_END = ("archive", "delete_after_retention", "bind", "unbind")


def ended_on(obj: Any) -> date:
    """The day of the last step of a case or its grant before the archive; its first day without any step."""
    days = [
        record.occurred_on
        for record in obj.case.transitions.all()
        if record.machine == obj.machine and record.action not in AFTER_THE_END
    ]
    return max(days, default=local_date(obj.case.created_at))


def kept_until(obj: Any) -> date:
    """The first day on which it may be deleted, by the rules of the case; approved cases are kept longer."""
    rules = obj.case.rules
    years = rules.retention_years if obj.machine == "grant" else rules.retention_years_unfunded
    return deletable_from(ended_on(obj), years)
