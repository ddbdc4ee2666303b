"""The revocation of a grant whose proof never came (§ 49 III VwVfG), drafted and released by two persons."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Claim, Grant, Notice, NoticeKind
from grants.models.notice import IS_DRAFT
from grants.services.claims import claim_everything
from grants.services.drafts import correct_text, discard, open_draft, write_draft
from grants.services.notices import post_notice
from grants.services.releases import release_unpaid
from grants.services.workflow import lock, perform
from grants.workflows.requirements import demand_hearing_is_over, year_is_not_over

KIND = NoticeKind.REVOCATION


def draft_revocation(*, grant: Grant, reason: str, actor: Actor, now: datetime) -> Notice:
    """Draft the notice over all that was paid; `reason` is what was weighed in this case (§§ 39, 40 VwVfG).

    Raises NotAllowed, InvalidInput without a reason, Blocked while the hearing of the demand runs or after
    the year, DomainError when the grant is not overdue or a draft exists.
    """
    with transaction.atomic():
        fresh = lock(grant)
        _demand_drafter(fresh, actor)
        _demand_reason(reason)
        if fresh.state != "proof_overdue":
            raise DomainError("Widerrufen wird nur, wenn der Nachweis überfällig ist.", "notice.wrong_state")
        if fresh.case.notices.filter(IS_DRAFT, kind=KIND).exists():
            raise DomainError("Es gibt schon einen Entwurf. Geben Sie ihn frei.", "notice.exists")
        today = local_date(now)
        findings = [*demand_hearing_is_over(fresh, today), *year_is_not_over(fresh, today)]
        if findings:
            raise Blocked(findings=findings)
        notice = write_draft(fresh.case, KIND, fresh.paid_cents, reason, actor=actor, now=now)
        _log("notice.draft", fresh, notice, actor, now)
    return notice


def correct_revocation(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Change the reasons of the draft; who did it does not release it. Raises as `draft_revocation` does."""
    with transaction.atomic():
        fresh = lock(grant)
        _demand_drafter(fresh, actor)
        _demand_reason(reason)
        notice = open_draft(fresh.case, KIND, seen_text)
        correct_text(notice, reason, heard_until=None, actor=actor, now=now)
    return notice


def take_back_revocation(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Discard the draft, perhaps because the proof has come. Raises NotAllowed, StaleVersion, DomainError."""
    with transaction.atomic():
        fresh = lock(grant)
        _demand_drafter(fresh, actor)
        notice = open_draft(fresh.case, KIND, seen_text)
        discard(notice, reason, actor=actor, now=now)
        _log("notice.take_back", fresh, notice, actor, now)
    return notice


def release_revocation(
    *,
    grant: Grant,
    actor: Actor,
    now: datetime,
    channel: str = "",
    expected_version: int | None = None,
    seen_text: int | None = None,
) -> Grant:
    """A second person releases it: what is not paid is free again, all that was paid becomes a claim.

    The claim is due at the end of the remedy period; its hearing was that of the demand.
    """
    claims: list[Claim] = []

    def work(fresh: Grant) -> None:
        notice = open_draft(fresh.case, KIND, seen_text)
        pay_by = post_notice(notice, actor=actor, now=now, channel=channel)
        release_unpaid(fresh, actor=actor, now=now)
        if fresh.paid_cents:
            claims.append(claim_everything(grant=fresh, notice=notice, pay_by=pay_by, now=now))

    with transaction.atomic():
        held = lock(grant)
        draft = held.case.notices.filter(IS_DRAFT, kind=KIND).first()
        revoked = perform(
            held,
            "revoke",
            actor=actor,
            now=now,
            expected_version=expected_version,
            reason=draft.reason if draft else "",
            work=work,
        )
        for claim in claims:
            issued = perform(claim, "follow_revocation", actor=SYSTEM, now=now)
            perform(issued, "fall_due", actor=SYSTEM, now=now)
    return revoked


def _demand_drafter(grant: Grant, actor: Actor) -> None:
    if not policy.may_draft_claim(actor, grant):
        raise NotAllowed(policy.may_draft_claim.why_not(actor, grant), "policy.denied")


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        sentence = "Schreiben Sie auf, was Sie abgewogen haben (§§ 39, 40 VwVfG)."
        raise InvalidInput(sentence, "notice.no_reason", "reason")


def _log(action: str, grant: Grant, notice: Notice, actor: Actor, now: datetime) -> None:
    details = {"kind": notice.kind, "notice": notice.uuid.hex}
    append_entry(action=action, subject=grant.case.subject, actor=actor, details=details, now=now)
