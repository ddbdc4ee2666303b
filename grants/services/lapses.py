"""The lapse of a grant that nobody accepted or began, drafted and released by two persons (row 19)."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Grant, Notice, NoticeKind
from grants.models.notice import IS_DRAFT
from grants.services.drafts import correct_text, discard, open_draft, write_draft
from grants.services.notices import post_notice
from grants.services.releases import release_unpaid
from grants.services.workflow import lock, perform
from grants.workflows.requirements import grant_may_lapse

KIND = NoticeKind.LAPSE


def draft_lapse(*, grant: Grant, reason: str, actor: Actor, now: datetime) -> Notice:
    """Draft the notice over what was awarded; `reason` is what was weighed in this case (§§ 39, 40 VwVfG).

    Raises NotAllowed, InvalidInput without a reason, Blocked while the fund's term or the hearing runs,
    DomainError when the grant is beyond that or a draft exists.
    """
    with transaction.atomic():
        fresh = lock(grant)
        _demand_drafter(fresh, actor)
        _demand_reason(reason)
        if fresh.state not in ("issued", "running"):
            raise DomainError("Diese Förderung kann nicht mehr verfallen.", "notice.wrong_state")
        if fresh.case.notices.filter(IS_DRAFT, kind=KIND).exists():
            raise DomainError("Es gibt schon einen Entwurf. Geben Sie ihn frei.", "notice.exists")
        findings = list(grant_may_lapse(fresh, local_date(now)))
        if findings:
            raise Blocked(findings=findings)
        notice = write_draft(fresh.case, KIND, fresh.approved_cents, reason, actor=actor, now=now)
        _log("notice.draft", fresh, notice, actor, now)
    return notice


def correct_lapse(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Change the reasons of the draft; who did it does not release it. Raises as `draft_lapse` does."""
    with transaction.atomic():
        fresh = lock(grant)
        _demand_drafter(fresh, actor)
        _demand_reason(reason)
        notice = open_draft(fresh.case, KIND, seen_text)
        correct_text(notice, reason, heard_until=None, actor=actor, now=now)
    return notice


def take_back_lapse(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Discard the draft, perhaps because there is an answer. Raises NotAllowed, StaleVersion, DomainError."""
    with transaction.atomic():
        fresh = lock(grant)
        _demand_drafter(fresh, actor)
        notice = open_draft(fresh.case, KIND, seen_text)
        discard(notice, reason, actor=actor, now=now)
        _log("notice.take_back", fresh, notice, actor, now)
    return notice


def release_lapse(
    *,
    grant: Grant,
    actor: Actor,
    now: datetime,
    channel: str = "",
    expected_version: int | None = None,
    seen_text: int | None = None,
) -> Grant:
    """A second person releases it: the grant ends, its money is free again, the remedy period runs.

    An offer that nobody accepted is declined, a project that nobody began has lapsed.
    """

    def work(fresh: Grant) -> None:
        post_notice(open_draft(fresh.case, KIND, seen_text), actor=actor, now=now, channel=channel)
        release_unpaid(fresh, actor=actor, now=now)

    with transaction.atomic():
        held = lock(grant)
        draft = held.case.notices.filter(IS_DRAFT, kind=KIND).first()
        return perform(
            held,
            "expire_offer" if held.state == "issued" else "lapse",
            actor=actor,
            now=now,
            expected_version=expected_version,
            reason=draft.reason if draft else "",
            work=work,
        )


def _demand_drafter(grant: Grant, actor: Actor) -> None:
    if not policy.may_draft_notice(actor, grant):
        raise NotAllowed(policy.may_draft_notice.why_not(actor, grant), "policy.denied")


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        sentence = "Schreiben Sie auf, was Sie abgewogen haben (§§ 39, 40 VwVfG)."
        raise InvalidInput(sentence, "notice.no_reason", "reason")


def _log(action: str, grant: Grant, notice: Notice, actor: Actor, now: datetime) -> None:
    details = {"kind": notice.kind, "notice": notice.uuid.hex}
    append_entry(action=action, subject=grant.case.subject, actor=actor, details=details, now=now)
