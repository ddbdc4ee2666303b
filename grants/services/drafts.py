"""Drafts of notices: written, corrected, taken back. Nothing here leaves the house.

Each wording is a row that stays, and so is each text of the fund. `seen_text` says which ones a person had
before them (see `words_of`): when others stand there meanwhile, or none, they are told to look again.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants import policy
from grants.models import (
    Application,
    Fund,
    Grant,
    LedgerKind,
    Notice,
    NoticeKind,
    NoticeText,
    Obligation,
    Outcome,
    last_text,
)
from grants.models.notice import IS_DRAFT
from grants.rules.obligations import check_obligations, folded
from grants.services.ledger import Movement, book
from grants.services.workflow import lock, named, perform
from grants.workflows.decision import decision_of

EDGE_BACK = {
    Outcome.YES.value: "take_back",
    Outcome.PARTIAL.value: "take_back_partial",
    Outcome.NO.value: "take_back_no",
    "": "take_back_alone",
}
NO_REASON = "Schreiben Sie eine Begründung dazu."


def write_draft(
    case: Application,
    kind: NoticeKind,
    amount_cents: int,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
    obligations: Sequence[str] = (),
    heard_until: date | None = None,
) -> Notice:
    """Write a new draft with its first wording. There is one draft of a kind at a time."""
    notice = Notice.objects.create(
        case=case,
        kind=kind,
        amount_cents=amount_cents,
        reason=reason.strip(),
        drafted_by=actor.reference,
        drafted_by_label=actor.label,
        drafted_at=now,
    )
    _keep_text(notice, actor, now, obligations=list(obligations), heard_until=heard_until)
    return notice


def open_draft(case: Application, kind: NoticeKind, seen_text: int | None = None) -> Notice:
    """The draft of this kind. Raises StaleVersion when there is none or not in the wording that was seen."""
    # Who writes a text of the fund waits until this is done, and the other way round.
    Fund.objects.select_for_update(no_key=True).get(pk=case.fund_id)
    notice = case.notices.filter(IS_DRAFT, kind=kind).first()
    if notice is None or (seen_text is not None and words_of(notice) != seen_text):
        raise StaleVersion(
            "Der Entwurf ist inzwischen ein anderer. Lesen Sie den neuen Stand, bevor Sie weitermachen.",
            code="version.stale",
        )
    return notice


def words_of(notice: Notice) -> int:
    """How far the words of a draft have come: its own wordings and the texts of its fund.

    Both only grow, so their sum stays the same only while neither has changed.
    """
    return text_in_force(notice).pk + last_text(notice.case.fund_id)


def text_in_force(notice: Notice) -> NoticeText:
    """The last wording of a notice."""
    return notice.texts.order_by("-number")[0]


def correct_award_notice(
    *,
    grant: Grant,
    reason: str,
    obligations: Sequence[str],
    conditions: Sequence[str],
    actor: Actor,
    now: datetime,
    seen_text: int | None = None,
) -> Notice:
    """Change reasons, obligations and conditions of a drafted award; the amount is the jury's.

    Raises NotAllowed, StaleVersion, InvalidInput (nothing changed, an obligation too long, no reason for less
    than was asked for).
    """
    obligations, conditions = folded(obligations), folded(conditions)
    with transaction.atomic():
        fresh = lock(grant)
        notice = _own_draft(fresh.case, NoticeKind.AWARD, actor, seen_text)
        for field, texts in (("obligations", obligations), ("conditions", conditions)):
            for finding in check_obligations(texts):
                raise InvalidInput(finding.message, finding.code, field)
        if not reason.strip() and notice.amount_cents < (fresh.case.requested_cents or 0):
            sentence = "Schreiben Sie, warum es weniger ist als beantragt (§ 39 VwVfG)."
            raise InvalidInput(sentence, "notice.no_reason", "reason")
        _correct(notice, reason, actor, now, obligations=obligations, conditions=conditions)
        fresh.obligations.all().delete()
        Obligation.objects.bulk_create(
            Obligation(grant=fresh, text=text, is_condition_precedent=is_condition)
            for texts, is_condition in ((obligations, False), (conditions, True))
            for text in texts
        )
    return notice


def correct_rejection_notice(
    *, application: Application, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Change the reasons of a drafted rejection. Raises NotAllowed, StaleVersion, InvalidInput."""
    with transaction.atomic():
        notice = _own_draft(lock(application), NoticeKind.REJECTION, actor, seen_text)
        if not reason.strip():
            raise InvalidInput("Schreiben Sie die Gründe der Ablehnung.", "notice.no_reason", "reason")
        _correct(notice, reason, actor, now)
    return notice


def reword(notice: Notice, reason: str, *, actor: Actor, now: datetime) -> None:
    """Who decides finds other reasons than who drafted: both wordings stay, each with its author."""
    notice.reason = reason.strip()
    _keep_text(notice, actor, now)


def correct_text(
    notice: Notice, reason: str, *, heard_until: date | None, actor: Actor, now: datetime
) -> None:
    """Change a drafted repayment notice; `services.claims` holds the claim."""
    _correct(notice, reason, actor, now, heard_until=heard_until)


def take_back_award_notice(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Application:
    """Undo the approval before anybody outside knows of it: the vote stands, its money is reserved again.

    The commitment is booked back by a counter-entry, the grant that only the draft had brought into being
    goes, the draft stays with its reason. Then the notice can be drafted anew. Raises NotAllowed,
    StaleVersion, Blocked when the notice is out, DomainError without a reason.
    """

    def work(fresh: Application) -> None:
        notice = open_draft(fresh, NoticeKind.AWARD, seen_text)
        standing = fresh.ledger_entries.filter(kind=LedgerKind.COMMIT, reversed_by__isnull=True)
        commitment = standing.latest("pk")
        book(
            account=commitment.account,
            case=fresh,
            kind=LedgerKind.CORRECT,
            key=f"uncommit:{notice.uuid}",
            movement=Movement(reserved=-commitment.reserved_cents, committed=-commitment.committed_cents),
            actor=actor,
            now=now,
            reverses=commitment,
        )
        discard(notice, reason, actor=actor, now=now)
        held.obligations.all().delete()
        held.delete()

    with transaction.atomic():
        held = lock(grant)
        decision = decision_of(held.case)
        edge = EDGE_BACK[decision.item.outcome if decision and decision.item else ""]
        return perform(held.case, edge, actor=actor, now=now, reason=reason, work=work)


def take_back_rejection_notice(
    *, application: Application, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Discard a drafted rejection; the case stands where it stood. Raises NotAllowed, StaleVersion."""
    with transaction.atomic():
        notice = _own_draft(lock(application), NoticeKind.REJECTION, actor, seen_text)
        discard(notice, reason, actor=actor, now=now)
        _log("notice.take_back", notice, actor, now)
    return notice


def discard(notice: Notice, reason: str, *, actor: Actor, now: datetime) -> None:
    """Mark a draft as taken back, with who, when and why. Raises DomainError without a reason."""
    if not reason.strip():
        raise DomainError(NO_REASON, "reason.missing")
    notice.discarded_by, notice.discarded_by_label = actor.reference, named(actor, notice.case).label
    notice.discarded_at, notice.discard_reason = now, reason.strip()
    notice.save()


def discard_drafts(case: Application, reason: str, *, actor: Actor, now: datetime) -> None:
    """Discard whatever waits for its release, because the case goes another way."""
    for draft in case.notices.filter(IS_DRAFT):
        discard(draft, reason, actor=actor, now=now)


def _own_draft(case: Application, kind: NoticeKind, actor: Actor, seen_text: int | None) -> Notice:
    if not policy.may_draft_notice(actor, case):
        raise NotAllowed(policy.may_draft_notice.why_not(actor, case), "policy.denied")
    return open_draft(case, kind, seen_text)


def _correct(notice: Notice, reason: str, actor: Actor, now: datetime, **more: object) -> None:
    """The new wording. Who wrote it counts as the drafter; nobody who wrote any of them releases it."""
    before = text_in_force(notice)
    if reason.strip() == notice.reason and all(getattr(before, name) == new for name, new in more.items()):
        raise InvalidInput("Sie haben noch nichts geändert.", "notice.unchanged", "reason")
    notice.reason = reason.strip()
    notice.drafted_by, notice.drafted_by_label = actor.reference, actor.label
    notice.save()
    _keep_text(notice, actor, now, **more)
    _log("notice.correct", notice, actor, now)


def _keep_text(notice: Notice, actor: Actor, now: datetime, **more: object) -> None:
    NoticeText.objects.create(
        notice=notice,
        number=notice.texts.count() + 1,
        reason=notice.reason,
        written_by=actor.reference,
        written_by_label=actor.label,
        written_at=now,
        **more,
    )


def _log(action: str, notice: Notice, actor: Actor, now: datetime) -> None:
    details = {"kind": notice.kind, "notice": notice.uuid.hex, "text": notice.texts.count()}
    append_entry(action=action, subject=notice.case.subject, actor=actor, details=details, now=now)
