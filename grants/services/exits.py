"""A grant that nobody wants, or whose project never begins or ends before its time."""

from datetime import date, datetime

from foundation.audit.actors import Actor
from foundation.values.dates import format_date, local_date
from foundation.values.errors import InvalidInput
from grants.models import Grant, Proof
from grants.models.proof import ProofReminder
from grants.rules.deadlines import earliest_end_of_hearing, proof_due_on
from grants.services.news import START, tell
from grants.services.proof_versions import send
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


def hear_about_start(
    *, grant: Grant, until: date, actor: Actor, now: datetime, expected_version: int | None = None
) -> Grant:
    """Ask until a day why the project has not begun; it is the hearing before the grant lapses.

    Raises Blocked while the fund's time for the start runs or when the project has begun, InvalidInput for a
    term that is too short to say something.
    """
    today = local_date(now)
    earliest = earliest_end_of_hearing(today)
    if until < earliest:
        sentence = f"Geben Sie mindestens zehn Tage Zeit: bis {format_date(earliest)} oder später."
        raise InvalidInput(sentence, "start.hearing_too_short", "until")

    def work(fresh: Grant) -> None:
        sent = ProofReminder.objects.create(grant=fresh, kind="start", sent_on=today, until=until)
        tell(START, case=fresh.case, cause=f"start:{fresh.uuid}:{sent.pk}", now=now, until=until)

    return perform(
        grant, "hear_about_start", actor=actor, now=now, expected_version=expected_version, work=work
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
    *,
    grant: Grant,
    reason: str,
    actor: Actor,
    now: datetime,
    none_come: bool = False,
    expected_version: int | None = None,
) -> Grant:
    """No receipts come for a stopped project: it is checked without, so that what was paid can come back.

    `none_come`: the applicant has said so. Else the term of the proof is theirs: raises InvalidInput until it
    is over.
    """

    def work(fresh: Grant) -> None:
        due_on = fresh.proof_due_on
        if not none_come and due_on is not None and local_date(now) <= due_on:
            sentence = f"Die Belege können noch bis {format_date(due_on)} kommen. Warten Sie bis danach."
            raise InvalidInput(sentence, "proof.still_awaited", "none_come")
        proof, _ = Proof.objects.get_or_create(grant=fresh, defaults={"created_at": now})
        send(proof, now=now)

    return perform(
        grant,
        "settle_without_proof",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=reason,
        work=work,
    )
