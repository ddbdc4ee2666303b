"""Changes of an accepted or running grant: asked for, prepared, decided by a second person (row 24)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor, ActorKind
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants import policy
from grants.models import ChangeKind, ChangeRequest, ChangeRuling, Grant, NoticeKind
from grants.rules.changes import ChangeFacts, check_ruling
from grants.rules.deadlines import proof_due_on
from grants.services.drafts import reword, write_draft
from grants.services.notices import post_notice
from grants.services.workflow import lock, perform
from grants.workflows.requirements import project_is_still_to_begin


@dataclass(frozen=True)
class Wish:
    """What shall be different, in whose words; `ends_on` for a change of period only."""

    kind: ChangeKind
    text: str
    ends_on: date | None = None


def request_change(
    *, grant: Grant, wish: Wish, actor: Actor, now: datetime, expected_version: int | None = None
) -> Grant:
    """Ask for another end, other costs, another purpose or more money. Raises Blocked."""
    text = wish.text.strip()
    ends_on = wish.ends_on if wish.kind == ChangeKind.PERIOD else None

    def work(fresh: Grant) -> None:
        ChangeRequest.objects.create(
            grant=fresh,
            number=fresh.changes.count() + 1,
            kind=wish.kind,
            text=text,
            ends_on=ends_on,
            asked_at=now,
            asked_by=actor.reference,
        )

    facts = _facts(grant, wish.kind, text, ends_on, now)
    return perform(
        grant,
        "request_change",
        actor=actor,
        now=now,
        expected_version=expected_version,
        payload={"change_in_hand": facts},
        reason=text,
        work=work,
    )


def prepare_change(*, grant: Grant, approve: bool, reason: str, actor: Actor, now: datetime) -> ChangeRuling:
    """Propose how to decide; a later proposal stands beside the earlier one and counts.

    Raises NotAllowed, DomainError when nothing is asked for, Blocked for what the office cannot grant.
    """
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_prepare_change(actor, fresh):
            raise NotAllowed(policy.may_prepare_change.why_not(actor, fresh), "policy.denied")
        change = _open_change(fresh)
        facts = _ruling_facts(fresh, change, approve=approve, reason=reason, now=now)
        findings = list(check_ruling(facts))
        if findings:
            raise Blocked(findings=findings)
        ruling = _rule(
            fresh, change, facts, prepared_by=actor.reference, is_final=False, actor=actor, now=now
        )
        append_entry(
            action="change.prepare",
            subject=fresh.subject,
            actor=actor,
            details={"number": change.number, "approves": approve},
            now=now,
        )
    return ruling


def decide_change(
    *,
    grant: Grant,
    approve: bool,
    actor: Actor,
    now: datetime,
    reason: str = "",
    channel: str = "",
    expected_version: int | None = None,
) -> Grant:
    """Grant or refuse what was asked for; a new end moves the day the proof is due. Its notice goes out.

    Without a reason of its own the decision takes that of the proposal. Raises NotAllowed for who prepared
    it, Blocked when nobody has, when it is for the jury, or when the notice would have a hole.
    """
    with transaction.atomic():
        held = lock(grant)
        change = _open_change(held)
        proposal = change.proposal
        words = reason.strip() or (proposal.reason if proposal and proposal.approves is approve else "")
        facts = _ruling_facts(held, change, approve=approve, reason=words, now=now)

        def work(fresh: Grant) -> None:
            prepared_by = proposal.written_by if proposal else ""
            _rule(fresh, change, facts, prepared_by=prepared_by, is_final=True, actor=actor, now=now)
            if proposal is not None:
                _post(fresh, proposal, words, channel, actor=actor, now=now)
            if approve and change.ends_on is not None:
                fresh.ends_on = change.ends_on
                fresh.proof_due_on = proof_due_on(change.ends_on, fresh.case.rules.parameters())

        to_begin = not list(project_is_still_to_begin(held, local_date(now)))
        return perform(
            held,
            "decide_change_before_start" if to_begin else "decide_change",
            actor=actor,
            now=now,
            expected_version=expected_version,
            payload={"change_in_hand": facts},
            reason=f"{'Genehmigt' if approve else 'Abgelehnt'}: {words}",
            work=work,
        )


def _post(
    grant: Grant, proposal: ChangeRuling, words: str, channel: str, *, actor: Actor, now: datetime
) -> None:
    """The notice: drafted by who prepared the decision, released by who makes it."""
    preparer = Actor(ActorKind.STAFF, proposal.written_by, proposal.written_by_label)
    notice = write_draft(
        grant.case, NoticeKind.CHANGE, 0, proposal.reason, actor=preparer, now=proposal.written_at
    )
    if words != notice.reason:
        reword(notice, words, actor=actor, now=now)
    post_notice(notice, actor=actor, now=now, channel=channel)


def _open_change(grant: Grant) -> ChangeRequest:
    change = grant.open_change if grant.state == "change_pending" else None
    if change is None:
        raise DomainError("Es ist keine Änderung zu entscheiden.", "change.wrong_state")
    return change


def _facts(grant: Grant, kind: str, text: str, wished_end: date | None, now: datetime) -> ChangeFacts:
    return ChangeFacts(
        as_of=local_date(now),
        kind=kind,  # type: ignore[arg-type]  # choices hold exactly these kinds
        text=text,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        wished_end=wished_end,
    )


def _ruling_facts(
    grant: Grant, change: ChangeRequest, *, approve: bool, reason: str, now: datetime
) -> ChangeFacts:
    facts = _facts(grant, change.kind, change.text, change.ends_on, now)
    return replace(facts, approves=approve, reason=reason.strip())


def _rule(
    grant: Grant,
    change: ChangeRequest,
    facts: ChangeFacts,
    *,
    prepared_by: str,
    is_final: bool,
    actor: Actor,
    now: datetime,
) -> ChangeRuling:
    return ChangeRuling.objects.create(
        request=change,
        is_final=is_final,
        approves=bool(facts.approves),
        reason=facts.reason,
        ends_before=grant.ends_on,
        prepared_by=prepared_by,
        written_by=actor.reference,
        written_by_label=actor.label,
        written_at=now,
    )
