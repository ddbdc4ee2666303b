"""Claims: what was paid too much comes back, row by row with its ground (§ 49a VwVfG)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from foundation.values.money import format_euro
from grants import policy
from grants.models import Claim, ClaimGround, ClaimRow, Grant, Notice, NoticeKind, ProofCheck
from grants.rules.deadlines import wrong_hearing_day
from grants.services.drafts import correct_text, discard, open_draft, write_draft
from grants.services.letter_occasions import CLAIM_HEARINGS, write_letter
from grants.services.letters import drop_letters, move_term_in_letters
from grants.services.news import HEARING, tell
from grants.services.notices import post_notice
from grants.services.receipt_orders import prepare_for_claim
from grants.services.workflow import lock, perform
from grants.workflows.requirements import notice_can_be_written


def draft_claim(*, grant: Grant, actor: Actor, now: datetime, heard_until: date | None = None) -> Claim:
    """Draft the claim over exactly what was overpaid (INV-08), with a row for each ground.

    The hearing of § 28 VwVfG is the formal demand if there was one, else it runs until `heard_until`; the
    applicant reads of it at once. Raises NotAllowed, Blocked when a text of the notice is missing,
    DomainError when nothing is overpaid or a claim exists, InvalidInput for a hearing that is too short or
    ends before the one of an earlier draft.
    """
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_draft_claim(actor, fresh):
            raise NotAllowed(policy.may_draft_claim.why_not(actor, fresh), "policy.denied")
        overpaid = demand_overpayment(fresh)[0]
        if fresh.claims.exists():
            raise DomainError("Es gibt schon eine Rückforderung.", "claim.exists")
        today = local_date(now)
        demand_hearing(heard_until, told=told_before(fresh, overpaid), asked_on=today, today=today)
        holes = list(notice_can_be_written("repayment")(fresh, today))
        if holes:
            raise Blocked(findings=holes)
        claim = claim_of_overpayment(fresh, actor, now, heard_until)
        claim.notice = write_draft(
            fresh.case,
            NoticeKind.REPAYMENT,
            overpaid,
            _reason(claim),
            actor=actor,
            now=now,
            heard_until=heard_until,
        )
        claim.save()
        details = {"amount_cents": overpaid}
        append_entry(action="claim.draft", subject=claim.subject, actor=actor, details=details, now=now)
        tell_of_hearing(claim, actor, now)
    return claim


def demand_overpayment(grant: Grant) -> tuple[int, ProofCheck]:
    """How many cents more were paid than the confirmed check found. Raises DomainError for nothing."""
    check = grant.checks.filter(confirmed_at__isnull=False).order_by("-pk").first()
    overpaid = grant.paid_cents - check.entitlement_cents if check else 0
    if check is None or grant.state != "settling" or overpaid <= 0:
        raise DomainError("Es ist nichts zurückzufordern.", "claim.nothing_overpaid")
    return overpaid, check


def claim_of_overpayment(grant: Grant, actor: Actor, now: datetime, heard_until: date | None = None) -> Claim:
    """The claim over exactly what was overpaid, with a row for each ground; nothing is asked by it alone."""
    overpaid, check = demand_overpayment(grant)
    claim = Claim.objects.create(
        grant=grant,
        amount_cents=overpaid,
        heard_until=heard_until,
        created_at=now,
        drafted_by=actor.reference,
    )
    _write_rows(claim, check)
    return claim


def told_before(grant: Grant, cents: int, kind: NoticeKind = NoticeKind.REPAYMENT) -> date | None:
    """Until when the person was to be heard by a draft over the same sum that was taken back.

    A draft over another sum had another ground: it fell away with the draft.
    """
    gone = grant.case.notices.filter(kind=kind, amount_cents=cents, discarded_at__isnull=False)
    last: date | None = gone.aggregate(last=Max("texts__heard_until"))["last"]
    return last


def demand_hearing(heard_until: date | None, *, told: date | None, asked_on: date, today: date) -> None:
    """Raises InvalidInput for a hearing that is too short, or shorter than the one that was told."""
    sentence = wrong_hearing_day(heard_until, told=told, asked_on=asked_on, today=today)
    if sentence:
        raise InvalidInput(sentence, "hearing.day", "heard_until")


def tell_of_hearing(claim: Claim, actor: Actor, now: datetime) -> None:
    """By letter and by mail; a letter that still waits gets the new day."""
    case, day = claim.case, claim.heard_until
    step = ("claim", "hear_about_interest" if claim.is_interest else "hear")
    if day is not None:
        cause = f"hearing:{claim.uuid}:{day}"
        if not move_term_in_letters(case=case, kinds=CLAIM_HEARINGS, until=day, actor=actor, now=now):
            write_letter(step, claim, cause=cause, actor=actor, now=now)
        tell(HEARING, case=case, cause=cause, now=now, until=day)


def correct_claim_notice(
    *,
    claim: Claim,
    reason: str,
    heard_until: date | None,
    actor: Actor,
    now: datetime,
    seen_text: int | None = None,
) -> Claim:
    """Change reasons and hearing of a drafted claim; the amount is what was overpaid.

    Raises NotAllowed, StaleVersion, InvalidInput when nothing was changed, the reasons are gone (§ 39 VwVfG)
    or the hearing would be cut short (§ 28 VwVfG).
    """
    with transaction.atomic():
        fresh, notice = _open_claim(claim, actor, seen_text)
        if not reason.strip():
            raise InvalidInput("Schreiben Sie die Gründe in den Bescheid.", "notice.no_reason", "reason")
        told, today = fresh.heard_until, local_date(now)
        if heard_until != told:
            asked_on = local_date(fresh.created_at) if told else today
            demand_hearing(heard_until, told=told, asked_on=asked_on, today=today)
        correct_text(notice, reason, heard_until=heard_until, actor=actor, now=now)
        fresh.heard_until, fresh.drafted_by = heard_until, actor.reference
        fresh.save()
        if heard_until != told:
            tell_of_hearing(fresh, actor, now)
    return fresh


def take_back_claim(
    *, claim: Claim, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Grant:
    """Discard a drafted claim with its rows; the notice stays with the reason, and it can be drafted anew.

    Raises NotAllowed, StaleVersion, DomainError without a reason.
    """
    with transaction.atomic():
        fresh, notice = _open_claim(claim, actor, seen_text)
        discard(notice, reason, actor=actor, now=now)
        drop_letters(case=fresh.case, kinds=CLAIM_HEARINGS, reason=reason, actor=actor, now=now)
        details = {"amount_cents": fresh.amount_cents, "notice": notice.uuid.hex}
        append_entry(action="claim.take_back", subject=fresh.subject, actor=actor, details=details, now=now)
        fresh.rows.all().delete()
        fresh.delete()
    return Grant.objects.get(pk=fresh.grant_id)


def _open_claim(claim: Claim, actor: Actor, seen_text: int | None) -> tuple[Claim, Notice]:
    fresh = lock(claim)
    if not policy.may_draft_claim(actor, fresh):
        raise NotAllowed(policy.may_draft_claim.why_not(actor, fresh), "policy.denied")
    return fresh, open_draft(fresh.case, fresh.notice_kind, seen_text)


def release_claim_notice(
    *,
    claim: Claim,
    actor: Actor,
    now: datetime,
    channel: str = "",
    expected_version: int | None = None,
    seen_text: int | None = None,
) -> Claim:
    """A second person releases the repayment notice; the claim is due at the end of the remedy period."""
    with transaction.atomic():

        def work(fresh: Claim) -> None:
            notice = open_draft(fresh.case, fresh.notice_kind, seen_text)
            fresh.pay_by = post_notice(notice, actor=actor, now=now, channel=channel)
            prepare_for_claim(claim=fresh, now=now)

        issued = perform(claim, "issue", actor=actor, now=now, expected_version=expected_version, work=work)
        return perform(issued, "fall_due", actor=SYSTEM, now=now)


def claim_everything(*, grant: Grant, notice: Notice, pay_by: date, now: datetime) -> Claim:
    """The claim over all that was paid, for a revocation whose notice is being released (§ 49a I VwVfG)."""
    claim = Claim.objects.create(
        grant=grant,
        amount_cents=grant.paid_cents,
        pay_by=pay_by,
        notice=notice,
        created_at=now,
        drafted_by=notice.drafted_by,
    )
    ClaimRow.objects.create(
        claim=claim,
        ground=ClaimGround.NOT_PROVEN,
        amount_cents=claim.amount_cents,
        interest_from=first_paid_on(grant) or local_date(now),
    )
    return claim


def first_paid_on(grant: Grant) -> date | None:
    """The day the first money left; None when none has."""
    orders = grant.orders.filter(state="executed").order_by("executed_on")
    return orders.values_list("executed_on", flat=True).first()


def _write_rows(claim: Claim, check: ProofCheck) -> None:
    """Cut receipts first, as far as the overpayment reaches; the rest was not spent."""
    paid_on = first_paid_on(claim.grant)
    cut = min(check.cut_cents, claim.amount_cents)
    for ground, amount in ((ClaimGround.UNSPENT, claim.amount_cents - cut), (ClaimGround.CUT, cut)):
        if amount:
            ClaimRow.objects.create(
                claim=claim,
                ground=ground,
                amount_cents=amount,
                interest_from=paid_on or local_date(claim.created_at),
            )


def _reason(claim: Claim) -> str:
    """The grounds of the claim as one sentence for the notice."""
    parts = [f"{format_euro(row.amount_cents)} {row.get_ground_display()}" for row in claim.rows.all()]
    return f"Zu viel gezahlt: {', '.join(parts)}. Stand {local_date(claim.created_at):%d.%m.%Y}."
