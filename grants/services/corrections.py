"""The office corrects what was sent: with a reason, the original kept, the applicant told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Application, Correction, CostItem
from grants.rules.answers import differences
from grants.rules.catalog import check
from grants.rules.findings import Finding
from grants.services.applications import CostLine, keep_version, snapshot
from grants.services.news import CORRECTION, tell
from grants.services.workflow import check_version, lock
from grants.states import ApplicationState
from grants.workflows.facts import application_facts

# Until the formal check everything can be put right; afterwards the figures are decided upon.
BEFORE_CHECK = frozenset({ApplicationState.SUBMITTED.value, ApplicationState.INCOMPLETE.value})
# How to reach somebody can change at any time.
CONTACT = frozenset(
    {"contact_person", "email", "phone", "channel", "street", "postcode", "town", "no_fixed_address"}
)
# What a person is and has declared, nobody declares for them.
DECLARED = frozenset({"kind", "is_adult", "deducts_input_tax", "not_begun_confirmed", "terms_accepted"})
CLOSED = frozenset(
    {ApplicationState.DRAFT.value, ApplicationState.ARCHIVED.value, ApplicationState.DELETED.value}
)


def correctable(application: Application, name: str) -> bool:
    """Whether the office may correct this answer as the case stands."""
    if application.state in CLOSED or name in DECLARED:
        return False
    return application.state in BEFORE_CHECK or name in CONTACT


def correct_application(
    *,
    application: Application,
    reason: str,
    actor: Actor,
    now: datetime,
    answers: Mapping[str, Any] | None = None,
    applicant_answers: Mapping[str, Any] | None = None,
    costs: Sequence[CostLine] | None = None,
    expected_version: int | None = None,
) -> Correction:
    """Keep a new version of what was sent, with the office's reason; the versions before stay as they are.

    Source: permissions 7. Raises NotAllowed, StaleVersion, InvalidInput without a reason or a change,
    DomainError for an answer that cannot be corrected any more, Blocked when the correction would break
    a rule that held before.
    """
    if not reason.strip():
        raise InvalidInput("Schreiben Sie, warum Sie das korrigieren.", "correction.no_reason", "reason")
    with transaction.atomic():
        fresh = lock(application)
        if not policy.may_correct(actor, fresh):
            raise NotAllowed(policy.may_correct.why_not(actor, fresh), code="policy.denied")
        check_version(fresh, expected_version)
        if "email" in (applicant_answers or {}) and not policy.may_correct_email(actor, fresh):
            raise NotAllowed(policy.may_correct_email.why_not(actor, fresh), code="policy.email")
        before, broken_before = snapshot(fresh), _broken(fresh, local_date(now))
        cause = f"correction:{fresh.uuid}:{fresh.versions.count() + 1}"
        # The address of before hears of it too: a new one must not come in silence.
        tell(CORRECTION, case=fresh, cause=f"{cause}:before", now=now)
        earlier_email = fresh.particulars.email
        _write(fresh, answers or {}, applicant_answers or {}, costs)
        found = differences(before, snapshot(fresh))
        if not found:
            raise InvalidInput("Sie haben nichts geändert.", "correction.nothing")
        broken = [finding for finding in _broken(fresh, local_date(now)) if finding not in broken_before]
        if broken:
            raise Blocked(findings=broken)
        if fresh.particulars.email != earlier_email:
            tell(CORRECTION, case=fresh, cause=cause, now=now)
        return _keep(fresh, reason=reason.strip(), actor=actor, now=now)


def _keep(application: Application, *, reason: str, actor: Actor, now: datetime) -> Correction:
    """The corrected case with its new version, the reason, and the audit entry as the last lock."""
    application.version += 1
    application.changed_at = now
    application.save()
    version = keep_version(application, now)
    correction = Correction.objects.create(
        application=application,
        version=version,
        reason=reason,
        made_at=now,
        made_by=actor.reference,
        made_by_label=actor.label,
    )
    append_entry(
        action="application.correct",
        subject=application.subject,
        actor=actor,
        details={"version": version.number, "sha256": version.sha256},
        now=now,
    )
    return correction


def _write(
    application: Application,
    answers: Mapping[str, Any],
    applicant_answers: Mapping[str, Any],
    costs: Sequence[CostLine] | None,
) -> None:
    names = [*answers, *applicant_answers, *(["costs"] if costs is not None else [])]
    if not all(correctable(application, name) for name in names):
        raise DomainError(
            "Das lässt sich nicht mehr korrigieren. Kontakt und Adresse können Sie weiter berichtigen.",
            code="correction.too_late",
        )
    for name, value in answers.items():
        setattr(application, name, value)
    for name, value in applicant_answers.items():
        setattr(application.particulars, name, value)
    application.particulars.save()
    if costs is not None:
        application.costs.all().delete()
        CostItem.objects.bulk_create(
            CostItem(application=application, position=number, **vars(line))
            for number, line in enumerate(costs, 1)
        )


def _broken(application: Application, today: date) -> list[Finding]:
    found = check(application_facts(application, today), application.rules.parameters())
    return [finding for finding in found if finding.blocks]
