"""Decisions beside the vote of the jury: the office alone, a second body, a city that deviates."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants import policy
from grants.models import AgendaItem, Application, Grant, LedgerKind, Notice, Ruling, RulingKind
from grants.models.notice import IS_DRAFT
from grants.predicates import Predicate
from grants.rules.facts import RuleParameters
from grants.rules.findings import Finding
from grants.rules.obligations import folded
from grants.rules.tiers import RulingFacts, check_alone, check_deviation, check_second_body
from grants.services.applications import release_reservation
from grants.services.ledger import Movement, account_for, book
from grants.services.notices import draft_alone_award, draft_rejection_notice
from grants.services.sessions import hold_namesakes
from grants.services.workflow import check_version, lock
from grants.workflows.decision import ruling_facts
from grants.workflows.facts import ceiling_of
from grants.workflows.requirements import vote_still_stands

Check = Callable[[RulingFacts, RuleParameters], tuple[Finding, ...]]
VOTED = ("voted_yes", "voted_partial", "voted_no")
NOT_VOTED = "Die Jury hat zu diesem Antrag nichts beschlossen."
NOT_ELIGIBLE = "Ohne Jury entscheiden Sie nur über einen Antrag, der geprüft und förderfähig ist."
DRAFT_EXISTS = "Es gibt schon einen Entwurf des Bescheids. Nehmen Sie ihn zuerst zurück."


def decide_alone(
    *,
    application: Application,
    amount_cents: int,
    reason: str,
    obligations: Sequence[str] = (),
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Grant | Notice:
    """Decide without the jury, up to the fund's limit; the notice is drafted with it. Cents, 0 means no.

    Who decided alone does not release the notice. Raises NotAllowed, StaleVersion, Blocked over the limit or
    the ceiling or without a reason, DomainError when the case is not up for it.
    """
    with transaction.atomic():
        fresh = _held(application, policy.may_decide_alone, actor, expected_version)
        if fresh.state != "eligible":
            raise DomainError(NOT_ELIGIBLE, "ruling.wrong_state")
        ruling = Ruling(
            application=fresh,
            kind=RulingKind.ALONE,
            amount_cents=amount_cents,
            reason=reason.strip(),
            obligations=folded(obligations),
            decided_on=local_date(now),
        )
        _write(ruling, check_alone, actor=actor, now=now)
        if amount_cents:
            return draft_alone_award(application=fresh, actor=actor, now=now)
        return draft_rejection_notice(application=fresh, reason=reason, actor=actor, now=now)


def note_second_body(
    *,
    application: Application,
    amount_cents: int,
    body: str,
    decided_on: date,
    file_reference: str,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Ruling:
    """Note what a second body decided on the jury's yes: before that no notice is drafted. 0 cents mean no.

    Raises NotAllowed, StaleVersion, Blocked, DomainError when the jury has not voted or a draft exists.
    """
    with transaction.atomic():
        fresh = _held(application, policy.may_note_second_body, actor, expected_version)
        ruling = Ruling(
            application=fresh,
            item=_voted_item(fresh, local_date(now)),
            kind=RulingKind.SECOND_BODY,
            amount_cents=amount_cents,
            reason=reason.strip(),
            body=body.strip(),
            file_reference=file_reference.strip(),
            decided_on=decided_on,
        )
        _write(ruling, check_second_body, actor=actor, now=now)
        _move_reservation(ruling, actor=actor, now=now)
        return _logged(ruling, actor=actor, now=now)


def deviate(
    *,
    application: Application,
    amount_cents: int,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Ruling:
    """The city deviates from what the jury only recommends, with a reason that stands in the notice.

    0 cents mean no. Raises NotAllowed, StaleVersion, Blocked where the vote binds, DomainError when the jury
    has not voted or a draft exists.
    """
    with transaction.atomic():
        fresh = _held(application, policy.may_deviate, actor, expected_version)
        ruling = Ruling(
            application=fresh,
            item=_voted_item(fresh, local_date(now)),
            kind=RulingKind.DEVIATION,
            amount_cents=amount_cents,
            reason=reason.strip(),
            decided_on=local_date(now),
        )
        _write(ruling, check_deviation, actor=actor, now=now)
        _move_reservation(ruling, actor=actor, now=now)
        return _logged(ruling, actor=actor, now=now)


def _held(
    application: Application, may: Predicate, actor: Actor, expected_version: int | None
) -> Application:
    fresh = lock(application)
    if not may(actor, fresh):
        raise NotAllowed(may.why_not(actor, fresh), "policy.denied")
    check_version(fresh, expected_version)
    if fresh.notices.filter(IS_DRAFT).exists():
        raise DomainError(DRAFT_EXISTS, "ruling.draft_exists")
    hold_namesakes(fresh)
    return fresh


def _voted_item(application: Application, today: date) -> AgendaItem:
    if application.state not in VOTED:
        raise DomainError(NOT_VOTED, "ruling.not_voted")
    findings = list(vote_still_stands(application, today))
    if findings:
        raise Blocked(findings=findings)
    decided = application.agenda_items.filter(decided_at__isnull=False).select_related("session")
    return decided.order_by("-pk")[0]


def _write(ruling: Ruling, check: Check, *, actor: Actor, now: datetime) -> None:
    """Ask the rule, then keep the row. What is reserved for this very case is not in its own way."""
    case = ruling.application
    year = ruling.item.session.held_on.year if ruling.item else local_date(now).year
    reserved = sum(entry.reserved_cents for entry in case.ledger_entries.all())
    ceiling_cents = ceiling_of(case, year, own_cents=reserved).total_cents
    facts = ruling_facts(ruling, ceiling_cents=ceiling_cents, today=local_date(now))
    findings = check(facts, case.rules.parameters())
    if findings:
        raise Blocked(findings=findings)
    ruling.written_by, ruling.written_by_label, ruling.written_at = actor.reference, actor.label, now
    ruling.save()


def _move_reservation(ruling: Ruling, *, actor: Actor, now: datetime) -> None:
    """What is reserved follows the decision that counts now."""
    case, item = ruling.application, ruling.item
    release_reservation(case, actor=actor, now=now)
    if not ruling.amount_cents or item is None:
        return
    book(
        account=account_for(fund=case.fund, budget_year=item.session.held_on.year),
        case=case,
        kind=LedgerKind.RESERVE,
        key=f"reserve:{item.uuid}:{ruling.pk}",
        movement=Movement(reserved=ruling.amount_cents),
        actor=actor,
        now=now,
    )


def _logged(ruling: Ruling, *, actor: Actor, now: datetime) -> Ruling:
    case = ruling.application
    case.version += 1
    case.save()
    details = {"kind": ruling.kind, "outcome": ruling.outcome, "amount_cents": ruling.amount_cents}
    append_entry(action="ruling.write", subject=case.subject, actor=actor, details=details, now=now)
    return ruling
