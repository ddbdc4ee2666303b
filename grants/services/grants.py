"""What happens to a grant while it runs: acceptance, the daily steps, reminders, closing."""

import logging
from datetime import date, datetime

from django.db import transaction

from applicants.models import BankAccount
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from foundation.values.phrases import say
from grants import policy
from grants.models import Grant
from grants.models.proof import ProofReminder
from grants.rules.financing import check_own_money
from grants.rules.obligations import check_fulfilment
from grants.selectors.payments import AFTER_SHEET, BANK_DETAILS
from grants.services.access_sheets import fresh_sheet
from grants.services.news import DEMAND, MORE_TIME_FOR_PROOF, REMINDER, tell
from grants.services.workflow import blockers, lock, perform
from grants.workflows.facts import financing_plan_of

logger = logging.getLogger(__name__)


def accept_grant(
    *,
    grant: Grant,
    actor: Actor,
    now: datetime,
    waiver: bool = False,
    own_committed_cents: int | None = None,
    own_less_reason: str = "",
    bank_account: BankAccount | None = None,
    expected_version: int | None = None,
) -> Grant:
    """The applicant accepts, before or after the project's start.

    `waiver` gives up the remedy, so that money can flow before the period is over. `own_committed_cents` is
    the own money that counts for eligible costs; left out, it is that of the plan as approved. Less than the
    plan needs `own_less_reason`, which the office reads; more would make the grant smaller and is refused.
    Raises DomainError when the account is not the applicant's, InvalidInput for own money that does not fit.
    """
    if bank_account is not None and bank_account.applicant_id != grant.case.applicant_id:
        raise DomainError(say("Dieses Konto gehört nicht zu diesem Antrag."), "bank_account.other_applicant")
    today = local_date(now)
    payload: dict[str, object] = {"accepted_on": today}
    if waiver:
        payload["waiver_on"] = today
    if bank_account is not None:
        payload["bank_account"] = bank_account

    # accept_once demands that nobody accepted before; it is asked of the row as it is, so the payload waits.
    def work(fresh: Grant) -> None:
        for name, value in payload.items():
            setattr(fresh, name, value)
        _commit_own_money(fresh, own_committed_cents, own_less_reason)

    return perform(grant, "accept", actor=actor, now=now, expected_version=expected_version, work=work)


def _commit_own_money(grant: Grant, committed_cents: int | None, why_less: str) -> None:
    planned = financing_plan_of(grant.case, grant.approved_cents).own_cents
    committed = planned if committed_cents is None else committed_cents
    for finding in check_own_money(planned_cents=planned, committed_cents=committed, why_less=why_less):
        raise InvalidInput(finding.message, finding.code, finding.field or "")
    grant.own_committed_cents = committed
    grant.own_less_reason = why_less.strip() if committed < planned else ""


def give_bank_details(*, grant: Grant, bank_account: BankAccount, actor: Actor, now: datetime) -> Grant:
    """The first entry of bank details after acceptance; a later change has rules of its own.

    One that follows a new access sheet of the office within 24 hours is marked for those who pay.
    Raises DomainError when there are bank details already or the account is somebody else's.
    """
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_accept(actor, fresh):
            raise NotAllowed(policy.may_accept.why_not(actor, fresh), "policy.denied")
        if fresh.bank_account_id is not None:
            raise DomainError(
                say("Sie haben Ihr Konto schon angegeben. Rufen Sie uns an."), "bank_account.exists"
            )
        if bank_account.applicant_id != fresh.case.applicant_id:
            raise DomainError(
                say("Dieses Konto gehört nicht zu diesem Antrag."), "bank_account.other_applicant"
            )
        fresh.bank_account = bank_account
        fresh.save()
        details = {"bank_account": bank_account.uuid.hex}
        if issued_at := fresh_sheet(applicant=fresh.case.applicant, now=now):
            details[AFTER_SHEET] = issued_at.isoformat()
        append_entry(action=BANK_DETAILS, subject=fresh.subject, actor=actor, details=details, now=now)
    return fresh


def advance_grants(*, now: datetime) -> int:
    """The daily run: projects that begin, end, or whose proof is overdue move on. -> number of steps.

    Idempotent: what has moved has another state. Each grant is its own transaction.
    """
    today = local_date(now)
    steps = 0
    automatic = {
        "issued": "begin",
        "accepted": "begin",
        "running": "call_for_proof",
        "proof_due": "mark_overdue",
    }
    for grant in Grant.objects.filter(state__in=automatic).select_related("case__fund").order_by("pk"):
        current: Grant = grant
        try:
            while (action := automatic.get(current.state)) and not blockers(
                current, action, actor=SYSTEM, today=today
            ):
                current = perform(current, action, actor=SYSTEM, now=now)
                steps += 1
        except DomainError as error:  # somebody was faster with this grant; the next run looks again
            logger.warning("daily run: grant %s waits: %s", grant.pk, error.code)
    return steps


def remind_proof(
    *, grant: Grant, until: date, actor: Actor, now: datetime, expected_version: int | None = None
) -> Grant:
    """A friendly reminder that the proof is missing, with a new term."""

    def work(fresh: Grant) -> None:
        sent = ProofReminder.objects.create(
            grant=fresh, kind="reminder", sent_on=local_date(now), until=until
        )
        tell(REMINDER, case=fresh.case, cause=f"reminder:{fresh.uuid}:{sent.pk}", now=now, until=until)

    return perform(grant, "remind", actor=actor, now=now, expected_version=expected_version, work=work)


def demand_proof(
    *, grant: Grant, until: date, actor: Actor, now: datetime, expected_version: int | None = None
) -> Grant:
    """The formal demand; it is the hearing before a revocation or a claim (§ 28 VwVfG)."""

    def work(fresh: Grant) -> None:
        today = local_date(now)
        sent = ProofReminder.objects.create(grant=fresh, kind="demand", sent_on=today, until=until)
        tell(DEMAND, case=fresh.case, cause=f"demand:{fresh.uuid}:{sent.pk}", now=now, until=until)
        fresh.demand_sent_on = today

    return perform(grant, "demand", actor=actor, now=now, expected_version=expected_version, work=work)


def extend_proof_term(
    *,
    grant: Grant,
    until: date,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Grant:
    """More time for the proof of one case, as the resident asked for it or the office sees fit.

    Before the term has passed, or after it while no revocation is drafted; reminders and the demand begin
    anew with it. Raises Blocked, DomainError without a reason, InvalidInput for a day that is no later one.
    """

    def work(fresh: Grant) -> None:
        today = local_date(now)
        if until <= max(today, fresh.proof_due_on or today):
            raise InvalidInput(
                say("Wählen Sie einen späteren Tag als die jetzige Frist."), "proof.term", "until"
            )
        sent = ProofReminder.objects.create(grant=fresh, kind="longer", sent_on=today, until=until)
        cause = f"longer:{fresh.uuid}:{sent.pk}"
        tell(MORE_TIME_FOR_PROOF, case=fresh.case, cause=cause, now=now, until=until)
        fresh.proof_due_on = until

    return perform(
        grant,
        "extend_proof_term",
        actor=actor,
        now=now,
        reason=reason,
        expected_version=expected_version,
        work=work,
    )


def fulfil_obligations(
    *,
    grant: Grant,
    shown_by: str,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    except_for: tuple[str, ...] = (),
) -> Grant:
    """Mark the open obligations as fulfilled, but for those named; a settled grant then closes.

    `shown_by` says what shows it; `on` is the day, by default today. Raises NotAllowed, InvalidInput without
    a proof or for a day that is still to come.
    """
    today = local_date(now)
    for finding in check_fulfilment(shown_by=shown_by, on=on or today, today=today):
        raise InvalidInput(finding.message, finding.code, finding.field or "")
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_check_proof(actor, fresh):
            raise NotAllowed(policy.may_check_proof.why_not(actor, fresh), "policy.denied")
        open_ones = fresh.obligations.filter(fulfilled_on__isnull=True).exclude(text__in=except_for)
        count = open_ones.update(
            fulfilled_on=on or today, fulfilled_note=shown_by.strip(), fulfilled_by_label=actor.label
        )
        if count:
            append_entry(
                action="obligation.fulfil",
                subject=fresh.subject,
                actor=actor,
                details={"count": count},
                now=now,
            )
        return close_if_settled(grant=fresh, actor=SYSTEM, now=now)


def close_if_settled(*, grant: Grant, actor: Actor, now: datetime) -> Grant:
    """Close a settling grant when nothing is open any more; otherwise leave it as it is."""
    fresh = Grant.objects.get(pk=grant.pk)
    if fresh.state != "settling" or blockers(fresh, "close", actor=actor, today=local_date(now)):
        return fresh
    return perform(fresh, "close", actor=actor, now=now)
