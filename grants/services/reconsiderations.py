"""A rejection that a remedy has undone: the case goes back to who decides, or to the check."""

from datetime import datetime

from foundation.audit.actors import Actor
from grants.models import Application
from grants.services.news import RECONSIDERED, tell
from grants.services.workflow import perform
from grants.workflows.decision import decision_of


def reconsider_application(
    *,
    application: Application,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """Take a rejected case up again after a remedy had success (§§ 72, 113 VwGO).

    Only a new vote undoes a no: what was voted on goes back to the jury, what was found ineligible to the
    check. The old notice stays on file. Raises NotAllowed, Blocked without such a success, DomainError
    without a reason or elsewhere.
    """

    def work(fresh: Application) -> None:
        cause = f"reconsider:{fresh.uuid}:{fresh.version}"
        tell(RECONSIDERED, case=fresh, cause=cause, now=now)

    return perform(
        application,
        "decide_anew" if decision_of(application) else "check_anew",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=reason,
        work=work,
    )
