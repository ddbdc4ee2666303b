"""The machine of a jury session (domain handbook 5.5): every edge, none with a body."""

from django.db import models

from grants import policy
from grants.states import SessionState as S
from grants.workflows import requirements as needs
from grants.workflows.edges import edge
from grants.workflows.state_field import StateField


class SessionWorkflow(models.Model):
    """Owns the state of a session. Walked only by `services.workflow.perform`."""

    state = StateField("Status", max_length=24, default=S.PLANNED, choices=S.choices)

    class Meta:
        abstract = True

    @edge(
        S.PLANNED,
        S.INVITED,
        "Einladung vermerken",
        may=policy.may_hold_session,
        service="invite_jury",
        tone="primary",
    )
    def invite(self) -> None:
        """The members are invited."""

    @edge(
        S.INVITED,
        S.OPEN,
        "Sitzung eröffnen",
        may=policy.may_hold_session,
        requires=(needs.its_day_has_come,),
        service="open_session",
        tone="primary",
    )
    def open(self) -> None:
        """Attendance is taken."""

    @edge(
        S.OPEN,
        S.CLOSED,
        "Sitzung schließen",
        may=policy.may_hold_session,
        requires=(needs.every_item_is_decided,),
        service="close_session",
        tone="primary",
    )
    def close(self) -> None:
        """Every item has its result."""

    @edge(
        S.CLOSED,
        S.MINUTES_APPROVED,
        "Protokoll bestätigen",
        may=policy.may_approve_minutes,
        requires=(needs.minutes_are_made,),
        service="approve_minutes",
        tone="primary",
    )
    def approve_minutes(self) -> None:
        """The chair approves the minutes; the session is locked."""
