"""Interest on money that came back too late (§ 49a III VwVfG): drafted as a claim of its own, or forgone."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import format_date, local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from foundation.values.money import format_euro
from grants import policy
from grants.models import BaseRate, Claim, ClaimGround, ClaimRow, Fund, Grant, InterestPeriod, NoticeKind
from grants.models.interest import base_rates
from grants.rules.interest import Period, half_year_of, next_half_year
from grants.services.claims import demand_hearing, tell_of_hearing, told_before
from grants.services.drafts import write_draft
from grants.services.grants import close_if_settled
from grants.services.workflow import check_version, lock
from grants.workflows.requirements import interest_can_be_drafted

#: Hundredths of a percent; beyond it somebody has typed a wrong comma.
LARGEST_RATE = 2_000
#: The first half-year with a base rate of § 247 BGB; the next one is made known some days before it begins.
OLDEST_RATE = date(2002, 1, 1)


def enter_base_rate(*, valid_from: date, rate: int, actor: Actor, now: datetime) -> BaseRate:
    """Enter the base rate of a half-year, in hundredths of a percent; a later entry corrects an earlier one.

    Raises NotAllowed, InvalidInput for a day that begins no half-year, for one that is far off, for a rate
    that cannot be, or for one that counts already (a form that was sent twice).
    """
    if not any(policy.may_enter_base_rates(actor, fund) for fund in Fund.objects.all()):
        raise NotAllowed("Das macht die Sachbearbeitung der Stadt oder die Kämmerei.", "policy.denied")
    if valid_from != half_year_of(valid_from):
        sentence = "Der Basiszinssatz gilt ab dem 1. Januar oder dem 1. Juli. Geben Sie diesen Tag ein."
        raise InvalidInput(sentence, "base_rate.day", "valid_from")
    newest = next_half_year(half_year_of(local_date(now)))
    if not OLDEST_RATE <= valid_from <= newest:
        sentence = f"Geben Sie einen Tag vom {format_date(OLDEST_RATE)} bis zum {format_date(newest)} ein."
        raise InvalidInput(sentence, "base_rate.far_day", "valid_from")
    if abs(rate) > LARGEST_RATE:
        sentence = "So hoch ist der Basiszinssatz nicht. Geben Sie ihn in Prozent ein, zum Beispiel 1,27."
        raise InvalidInput(sentence, "base_rate.rate", "rate")
    if base_rates().get(valid_from) == rate:
        sentence = f"Ab {format_date(valid_from)} ist dieser Satz schon eingetragen."
        raise InvalidInput(sentence, "base_rate.exists", "rate")
    with transaction.atomic():
        entered = BaseRate.objects.create(
            valid_from=valid_from,
            rate=rate,
            entered_by=actor.reference,
            entered_by_label=actor.label,
            entered_at=now,
        )
        details = {"valid_from": valid_from.isoformat(), "rate": rate}
        append_entry(action="base_rate.enter", subject="base_rates", actor=actor, details=details, now=now)
    return entered


def draft_interest(
    *, claim: Claim, heard_until: date, actor: Actor, now: datetime, seen_cents: int | None = None
) -> Claim:
    """Draft the claim over the interest on one that was paid late, with each row of its calculation.

    The applicant is heard until `heard_until` and reads of it at once (§ 28 VwVfG). `seen_cents` is the sum
    that the person saw; None asks for nothing. Raises NotAllowed, DomainError when no interest is owed,
    Blocked when a base rate or a text is missing, StaleVersion when another sum comes out by now,
    InvalidInput for a hearing that is too short.
    """
    with transaction.atomic():
        principal = _awaiting(claim)
        if not policy.may_draft_claim(actor, principal):
            raise NotAllowed(policy.may_draft_claim.why_not(actor, principal), "policy.denied")
        today = local_date(now)
        missing = list(interest_can_be_drafted(principal, today))
        if missing:
            raise Blocked(findings=missing)
        periods = principal.late_interest()
        cents = sum(period.cents for period in periods)
        _demand_seen(seen_cents, cents)
        told = told_before(principal.grant, cents, NoticeKind.INTEREST)
        demand_hearing(heard_until, told=told, asked_on=today, today=today)
        made = Claim.objects.create(
            grant=principal.grant,
            principal=principal,
            amount_cents=cents,
            heard_until=heard_until,
            created_at=now,
            drafted_by=actor.reference,
        )
        _write_calculation(made, periods)
        reason = f"Zu zahlen war bis {format_date(principal.pay_by)}." if principal.pay_by else ""
        made.notice = write_draft(
            made.case, NoticeKind.INTEREST, cents, reason, actor=actor, now=now, heard_until=heard_until
        )
        made.save()
        details = {"amount_cents": cents, "principal": principal.uuid.hex}
        append_entry(action="interest.draft", subject=made.subject, actor=actor, details=details, now=now)
        tell_of_hearing(made, actor, now)
    return made


def _demand_seen(seen_cents: int | None, cents: int) -> None:
    if seen_cents is not None and seen_cents != cents:
        sentence = (
            f"Inzwischen kommt ein anderer Betrag heraus: {format_euro(cents)}. "
            "Sehen Sie sich die Berechnung noch einmal an."
        )
        raise StaleVersion(sentence, "version.stale")


def _write_calculation(claim: Claim, periods: tuple[Period, ...]) -> None:
    """The one row of the claim, and below it each row of the calculation as it was drafted."""
    ClaimRow.objects.create(
        claim=claim,
        ground=ClaimGround.INTEREST,
        amount_cents=claim.amount_cents,
        interest_from=periods[0].since,
    )
    InterestPeriod.objects.bulk_create(
        InterestPeriod(
            claim=claim,
            since=period.since,
            until=period.until,
            on_cents=period.on_cents,
            base_rate=period.base_rate,
        )
        for period in periods
    )


def forgo_interest(
    *, claim: Claim, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> Claim:
    """The city forgoes the interest, for a reason that stays on file; a settled case closes.

    Decided by somebody who has written no wording of the claim (row 33). Raises NotAllowed, StaleVersion,
    DomainError when no interest waits, InvalidInput without a reason.
    """
    with transaction.atomic():
        fresh = _awaiting(claim)
        if not policy.may_forgo_interest(actor, fresh):
            raise NotAllowed(policy.may_forgo_interest.why_not(actor, fresh), "policy.denied")
        check_version(fresh, expected_version)
        if not reason.strip():
            raise InvalidInput("Schreiben Sie, warum Sie verzichten.", "reason.missing", "reason")
        fresh.forgone_reason = reason.strip()
        fresh.forgone_by, fresh.forgone_by_label = actor.reference, actor.label
        fresh.version += 1
        fresh.save()
        details = {"amount_cents": fresh.amount_cents}
        append_entry(action="interest.forgo", subject=fresh.subject, actor=actor, details=details, now=now)
        close_if_settled(grant=Grant.objects.get(pk=fresh.grant_id), actor=SYSTEM, now=now)
    return fresh


def _awaiting(claim: Claim) -> Claim:
    """The claim, locked. Raises DomainError unless interest on it waits for a decision."""
    fresh = lock(claim)
    if not fresh.awaits_interest:
        raise DomainError("Hier ist über keine Zinsen zu entscheiden.", "interest.none")
    return fresh
