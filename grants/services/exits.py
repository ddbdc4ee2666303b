"""A grant that nobody wants, or whose project ends before its time."""

from datetime import datetime

from foundation.audit.actors import Actor
from grants.models import Grant
from grants.services.releases import release_unpaid
from grants.services.workflow import perform


def decline_grant(
    *, grant: Grant, actor: Actor, now: datetime, reason: str = "", expected_version: int | None = None
) -> Grant:
    """The applicant does not want the grant; its money is free again. Nobody must say why."""

    def work(fresh: Grant) -> None:
        release_unpaid(fresh, actor=actor, now=now)

    return perform(
        grant, "decline", actor=actor, now=now, expected_version=expected_version, reason=reason, work=work
    )


def expire_offer(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> Grant:
    """The city ends a grant that was not accepted in the fund's time; its money is free again.

    Raises Blocked when the fund sets no such time or it still runs, DomainError without a reason.
    """

    def work(fresh: Grant) -> None:
        release_unpaid(fresh, actor=actor, now=now)

    return perform(
        grant,
        "expire_offer",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=reason,
        work=work,
    )
