"""A grant that nobody wants, or whose project ends before its time."""

from datetime import datetime

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from grants.models import Grant, Proof
from grants.rules.deadlines import proof_due_on
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


def cancel_grant(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> Grant:
    """The applicant stops the project today: later receipts do not count.

    Nothing was paid: all of the money is free again. Something was paid: what was spent so far is judged by
    the usual proof, which is due in the fund's number of days. Raises DomainError without a reason.
    """

    def work(fresh: Grant) -> None:
        today = local_date(now)
        fresh.ends_on = min(fresh.ends_on, max(fresh.starts_on, today))
        if fresh.paid_cents:
            fresh.proof_due_on = proof_due_on(today, fresh.case.rules.parameters())
        else:
            release_unpaid(fresh, actor=actor, now=now)

    return perform(
        grant, "cancel", actor=actor, now=now, expected_version=expected_version, reason=reason, work=work
    )


def settle_without_proof(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> Grant:
    """No receipts come for a stopped project: it is checked without, so that what was paid can come back."""

    def work(fresh: Grant) -> None:
        proof, _ = Proof.objects.get_or_create(grant=fresh, defaults={"created_at": now})
        proof.sent_at = now
        proof.save()

    return perform(
        grant,
        "settle_without_proof",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=reason,
        work=work,
    )
