"""Drafts of the notices that end a grant: what a lapse and a revocation have in common.

Both take something away, so both say what was weighed, and a second person releases them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import Grant, Notice, NoticeKind
from grants.models.notice import IS_DRAFT
from grants.predicates import Predicate
from grants.rules.findings import Finding
from grants.services.drafts import correct_text, discard, open_draft, write_draft
from grants.services.workflow import lock


@dataclass(frozen=True)
class Ending:
    """What tells one such notice from the other."""

    kind: NoticeKind
    may_draft: Predicate
    #: States of the grant in which it can be drafted, and the sentence for all others.
    states: tuple[str, ...]
    wrong_state: str
    #: What the draft is about, in cents.
    amount_cents: Callable[[Grant], int]
    #: Terms and hearings that have to be over first.
    in_the_way: Callable[[Grant, date], Iterable[Finding]]

    def drafted(self, grant: Grant) -> Notice | None:
        """The draft that waits for its release."""
        return grant.case.notices.filter(IS_DRAFT, kind=self.kind).first()


def draft_ending(ending: Ending, *, grant: Grant, reason: str, actor: Actor, now: datetime) -> Notice:
    """Draft the notice; `reason` is what was weighed in this case (§§ 39, 40 VwVfG).

    Raises NotAllowed, InvalidInput without a reason, Blocked while a term or a hearing runs, DomainError when
    the grant stands elsewhere or a draft exists.
    """
    with transaction.atomic():
        fresh = _held(ending, grant, actor)
        _demand_reason(reason)
        if fresh.state not in ending.states:
            raise DomainError(ending.wrong_state, "notice.wrong_state")
        if ending.drafted(fresh):
            raise DomainError("Es gibt schon einen Entwurf. Geben Sie ihn frei.", "notice.exists")
        findings = list(ending.in_the_way(fresh, local_date(now)))
        if findings:
            raise Blocked(findings=findings)
        amount_cents = ending.amount_cents(fresh)
        notice = write_draft(fresh.case, ending.kind, amount_cents, reason, actor=actor, now=now)
        _log("notice.draft", fresh, notice, actor, now)
    return notice


def correct_ending(
    ending: Ending, *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Change the reasons of the draft; who did it does not release it.

    Raises NotAllowed, InvalidInput without a reason or a change, StaleVersion.
    """
    with transaction.atomic():
        fresh = _held(ending, grant, actor)
        _demand_reason(reason)
        notice = open_draft(fresh.case, ending.kind, seen_text)
        correct_text(notice, reason, heard_until=None, actor=actor, now=now)
    return notice


def take_back_ending(
    ending: Ending, *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_text: int | None = None
) -> Notice:
    """Discard the draft, perhaps because there is an answer. Raises NotAllowed, StaleVersion, DomainError."""
    with transaction.atomic():
        fresh = _held(ending, grant, actor)
        notice = open_draft(fresh.case, ending.kind, seen_text)
        discard(notice, reason, actor=actor, now=now)
        _log("notice.take_back", fresh, notice, actor, now)
    return notice


def _held(ending: Ending, grant: Grant, actor: Actor) -> Grant:
    fresh = lock(grant)
    if not ending.may_draft(actor, fresh):
        raise NotAllowed(ending.may_draft.why_not(actor, fresh), "policy.denied")
    return fresh


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput("Schreiben Sie auf, was Sie abgewogen haben.", "notice.no_reason", "reason")


def _log(action: str, grant: Grant, notice: Notice, actor: Actor, now: datetime) -> None:
    details = {"kind": notice.kind, "notice": notice.uuid.hex}
    append_entry(action=action, subject=grant.case.subject, actor=actor, details=details, now=now)
