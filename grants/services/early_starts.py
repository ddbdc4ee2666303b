"""Early start: asked for by the applicant, or typed in for them; decided by the city before the notice."""

from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor, ActorKind
from foundation.audit.services import append_entry
from foundation.values.dates import format_long_date, local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from foundation.values.phrases import say
from grants import policy
from grants.models import Application, EarlyStart
from grants.rules.early_start import BEFORE_NOTICE, EarlyStartFacts, check_permission, check_wish
from grants.services.letters import draft_letter
from grants.services.news import NOTICE, tell
from grants.services.workflow import check_version, lock

PERMISSION, REFUSAL = "vorzeitiger-beginn", "vorzeitiger-beginn-abgelehnt"


def ask_for_early_start(
    *,
    application: Application,
    wished_from: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
    note: str = "",
) -> EarlyStart:
    """Ask to begin before the notice. `note`: how the wish came, when somebody of the office types it in.

    Raises NotAllowed, DomainError after the decision, InvalidInput without a note, Blocked with every reason.
    """
    with transaction.atomic():
        fresh = lock(application)
        if not policy.may_ask_early_start(actor, fresh):
            raise NotAllowed(policy.may_ask_early_start.why_not(actor, fresh), "policy.denied")
        _demand_time(fresh)
        if actor.kind is ActorKind.STAFF and not note.strip():
            raise InvalidInput(
                say("Schreiben Sie, wie die Bitte kam und von wem."), "early_start.no_note", "note"
            )
        findings = list(check_wish(_facts(fresh, wished_from, reason, now)))
        if findings or wished_from is None:
            raise Blocked(findings=findings)
        wish = EarlyStart.objects.create(
            application=fresh,
            wished_from=wished_from,
            text=reason.strip(),
            asked_at=now,
            asked_by=actor.reference,
            asked_note=note.strip(),
        )
        _note("ask", fresh, actor, now)
    return wish


def decide_early_start(
    *,
    application: Application,
    approve: bool,
    starts_from: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> EarlyStart:
    """Permit the early start from a day on, or refuse it; a letter of the outbox says so.

    It counts from the decision: the resident reads it on the status page before the letter is sent.

    Raises NotAllowed, StaleVersion, DomainError after the decision, Blocked with every reason.
    """
    with transaction.atomic():
        fresh = lock(application)
        if not policy.may_decide_early_start(actor, fresh):
            raise NotAllowed(policy.may_decide_early_start.why_not(actor, fresh), "policy.denied")
        check_version(fresh, expected_version)
        _demand_time(fresh)
        findings = list(check_permission(_facts(fresh, starts_from, reason, now), approves=approve))
        if findings:
            raise Blocked(findings=findings)
        wish = fresh.early_starts.get(decided_at__isnull=True)
        wish.approves, wish.starts_from, wish.reason = (
            approve,
            starts_from if approve else None,
            reason.strip(),
        )
        wish.decided_by, wish.decided_by_label, wish.decided_at = actor.reference, actor.label, now
        wish.save()
        if approve:
            fresh.early_start_on = starts_from
        fresh.version += 1
        fresh.save()
        _draft_letter(fresh, wish, actor, now)
        tell(NOTICE, case=fresh, cause=f"early_start:{fresh.uuid}:{wish.pk}", now=now)
        _note("grant" if approve else "refuse", fresh, actor, now)
    return wish


def _draft_letter(application: Application, wish: EarlyStart, actor: Actor, now: datetime) -> None:
    """The decision on paper; an e-mail goes at once to who wants one."""
    draft_letter(
        case=application,
        kind=PERMISSION if wish.approves else REFUSAL,
        cause=f"early_start:{application.uuid}:{wish.pk}",
        fillings={
            "grund": wish.reason,
            "beginn": format_long_date(wish.starts_from) if wish.starts_from else "",
        },
        actor=actor,
        now=now,
        is_told=True,
    )


def early_start_is_possible(application: Application) -> bool:
    """Somebody could still ask: before the notice, with no wish that waits and no permission."""
    is_granted = application.early_start_on is not None
    return application.state in BEFORE_NOTICE and not is_granted and not _waits(application)


def early_start_waits(application: Application) -> bool:
    """A wish waits for the city, and the city can still decide."""
    return application.state in BEFORE_NOTICE and _waits(application)


def _waits(application: Application) -> bool:
    return any(each.decided_at is None for each in application.early_starts.all())


def _demand_time(application: Application) -> None:
    if application.state not in BEFORE_NOTICE:
        raise DomainError(
            say("Über den Antrag ist schon entschieden. Dann gilt, was im Bescheid steht."),
            "early_start.too_late",
        )


def _facts(application: Application, day: date | None, reason: str, now: datetime) -> EarlyStartFacts:
    return EarlyStartFacts(
        today=local_date(now),
        starts_from=day,
        reason=reason,
        wish_waits=_waits(application),
        is_granted=application.early_start_on is not None,
    )


def _note(step: str, application: Application, actor: Actor, now: datetime) -> None:
    append_entry(action=f"early_start.{step}", subject=application.subject, actor=actor, details={}, now=now)
