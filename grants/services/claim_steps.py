"""What becomes of a claim that is not paid in time: dunning, deferral, enforcement, write-off, waiver."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor, ActorKind
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Claim, ClaimInstalment, ClaimRelief, Grant, NoticeKind
from grants.models.claim import OWED_STATES
from grants.rules.instalments import Rate, on_working_days
from grants.rules.payment_days import wrong_new_term
from grants.services.drafts import write_draft
from grants.services.grants import close_if_settled
from grants.services.news import CLAIM_DEFERRED, CLAIM_REMINDER, INTEREST_REMINDER, tell
from grants.services.notices import post_notice
from grants.services.receipt_orders import cancel_for_claim, move_for_claim
from grants.services.workflow import check_version, lock, perform

RELIEF_STATES = (*OWED_STATES, "deferred", "enforcement")
NO_WORDS = "–"


def remind_claim(
    *, claim: Claim, until: date, actor: Actor, now: datetime, expected_version: int | None = None
) -> Claim:
    """Note the first or the second dunning of the Kasse, with a new term.

    Raises Blocked while the last term runs, InvalidInput for a term that is not to come.
    """

    def work(fresh: Claim) -> None:
        fresh.remind_until = _to_come(until, now)
        cause = f"claim:{fresh.state}:{fresh.uuid}:{fresh.version}"
        what = INTEREST_REMINDER if fresh.is_interest else CLAIM_REMINDER
        tell(what, case=fresh.case, cause=cause, now=now, until=until)

    return perform(
        claim,
        "remind_twice" if claim.state == "reminded_1" else "remind_once",
        actor=actor,
        now=now,
        expected_version=expected_version,
        work=work,
    )


def defer_claim(
    *,
    claim: Claim,
    until: date,
    reason: str,
    actor: Actor,
    now: datetime,
    rates: Sequence[Rate] = (),
    expected_version: int | None = None,
) -> Claim:
    """Stundung: the claim is to be paid by a later day, or by a plan of instalments that ends on it.

    A claim that is deferred already gets the new days in place of the old ones, over what is open now. No day
    falls on a weekend or a holiday (§ 193 BGB). When an instalment does not come, the Kasse can enforce the
    rest. Raises InvalidInput for a day that is not to come, or for rates that do not make up the debt.
    """

    def work(fresh: Claim) -> None:
        named = rates or (Rate(until, fresh.open_cents),)
        _to_come(named[0].due_on, now)
        plan = on_working_days(named, fresh.case.rules.parameters().land)
        fresh.deferred_until = plan[-1].due_on
        _write_plan(fresh, plan)
        move_for_claim(claim=fresh)
        cause = f"claim:deferred:{fresh.uuid}:{fresh.version}"
        tell(CLAIM_DEFERRED, case=fresh.case, cause=cause, now=now, until=fresh.deferred_until)

    return perform(
        claim,
        "defer",
        actor=actor,
        now=now,
        reason=reason,
        expected_version=expected_version,
        work=work,
    )


def enforce_claim(*, claim: Claim, actor: Actor, now: datetime, expected_version: int | None = None) -> Claim:
    """The Kasse enforces: after a dunning whose term is over, or when the day of a deferral has passed."""
    return perform(claim, "enforce", actor=actor, now=now, expected_version=expected_version)


def propose_relief(
    *,
    claim: Claim,
    relief: ClaimRelief,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Claim:
    """Propose to write the claim off, to waive it or to end its deferral; a second person decides (row 33).

    A newer proposal replaces the older one. Raises NotAllowed, StaleVersion, InvalidInput without a reason,
    DomainError when nothing is owed.
    """
    with transaction.atomic():
        fresh = lock(claim)
        if not policy.may_propose_relief(actor, fresh):
            raise NotAllowed(policy.may_propose_relief.why_not(actor, fresh), "policy.denied")
        check_version(fresh, expected_version)
        if fresh.state not in (("deferred",) if relief == ClaimRelief.RECALL else RELIEF_STATES):
            raise DomainError("Im jetzigen Stand ist nichts zu erlassen.", "claim.wrong_state")
        if not reason.strip():
            raise InvalidInput("Schreiben Sie eine Begründung dazu.", "reason.missing", "reason")
        fresh.relief, fresh.relief_reason = relief, reason.strip()
        fresh.relief_by, fresh.relief_by_label = actor.reference, actor.label
        fresh.version += 1
        fresh.save()
        details = {"relief": relief.value, "open_cents": fresh.open_cents}
        append_entry(
            action="claim.propose_relief", subject=fresh.subject, actor=actor, details=details, now=now
        )
    return fresh


def withdraw_relief(
    *, claim: Claim, actor: Actor, now: datetime, expected_version: int | None = None
) -> Claim:
    """Nothing comes of a proposal: the claim goes on as if it had not been made; the audit log keeps it.

    Raises NotAllowed, StaleVersion, DomainError when nothing is proposed, or it is decided.
    """
    with transaction.atomic():
        fresh = lock(claim)
        if not policy.may_propose_relief(actor, fresh):
            raise NotAllowed(policy.may_propose_relief.why_not(actor, fresh), "policy.denied")
        check_version(fresh, expected_version)
        if fresh.state not in RELIEF_STATES or not fresh.relief:
            raise DomainError("Es ist nichts vorgeschlagen.", "claim.not_proposed")
        details = {"relief": fresh.relief, "proposed_by": fresh.relief_by}
        fresh.relief = fresh.relief_reason = fresh.relief_by = fresh.relief_by_label = ""
        fresh.version += 1
        fresh.save()
        append_entry(
            action="claim.withdraw_relief", subject=fresh.subject, actor=actor, details=details, now=now
        )
    return fresh


def write_off_claim(
    *, claim: Claim, actor: Actor, now: datetime, expected_version: int | None = None
) -> Claim:
    """Niederschlagung, decided by a second person: it stays owed and is not pursued; the case stays open.

    It is a matter of the house (§ 35 VwVfG asks for an effect outside): a note on file, no letter, no mail.
    """
    return perform(
        claim,
        "write_off",
        actor=actor,
        now=now,
        reason=claim.relief_reason or NO_WORDS,
        expected_version=expected_version,
    )


def waive_claim(
    *, claim: Claim, actor: Actor, now: datetime, channel: str = "", expected_version: int | None = None
) -> Claim:
    """Erlass, decided by a second person: the rest is no longer owed; a settled case closes (INV-08).

    The notice goes out with the decision: drafted by who proposed, released by who decides.
    """

    def work(fresh: Claim) -> None:
        author = Actor(ActorKind.STAFF, fresh.relief_by, fresh.relief_by_label)
        notice = write_draft(
            fresh.case, NoticeKind.WAIVER, fresh.open_cents, fresh.relief_reason, actor=author, now=now
        )
        post_notice(notice, actor=actor, now=now, channel=channel)

    with transaction.atomic():
        waived = perform(
            claim,
            "waive",
            actor=actor,
            now=now,
            reason=claim.relief_reason or NO_WORDS,
            expected_version=expected_version,
            work=work,
        )
        cancel_for_claim(claim=waived, reason="Die Rückforderung ist erlassen.", now=now)
        close_if_settled(grant=Grant.objects.get(pk=waived.grant_id), actor=SYSTEM, now=now)
    return waived


def _write_plan(claim: Claim, rates: Sequence[Rate]) -> None:
    if sum(rate.amount_cents for rate in rates) != claim.open_cents:
        sentence = "Inzwischen ist Geld eingegangen. Die Raten passen nicht mehr: Rechnen Sie neu."
        raise InvalidInput(sentence, "rates.sum", "rate")
    ClaimInstalment.objects.bulk_create(
        ClaimInstalment(
            claim=claim,
            plan=claim.version,
            due_on=rate.due_on,
            named_on=rate.named_on,
            amount_cents=rate.amount_cents,
        )
        for rate in rates
    )


def _to_come(day: date, now: datetime) -> date:
    sentence = wrong_new_term(day, today=local_date(now))
    if sentence:
        raise InvalidInput(sentence, "claim.term", "until")
    return day
