"""Conflicts of interest of people who work on a case or vote on it (§§ 20, 21 VwVfG)."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy, predicates
from grants.models import AgendaItem, Application, ConflictOfInterest, JuryMember, JurySession, Vote
from grants.rules.voting import check_majority
from grants.services.session_papers import renew_packs
from grants.services.workflow import lock
from grants.workflows.facts import vote_facts


def declare_own_conflict(*, application: Application, actor: Actor, now: datetime) -> ConflictOfInterest:
    """Say of oneself: I am biased in this case. From now on the person decides and signs nothing in it."""
    if not predicates.has_role("QM", "CI", "FC", "FO")(actor, application):
        raise NotAllowed(predicates.NO_RIGHT, "policy.denied")
    with transaction.atomic():
        return write_conflict(
            lock(application), reference=actor.reference, label=actor.label, actor=actor, now=now
        )


def declare_juror_conflict(
    *, application: Application, member: JuryMember, actor: Actor, now: datetime
) -> ConflictOfInterest:
    """Write down that a member of the jury is biased in a case; a vote that was cast is void from now on.

    Raises NotAllowed, DomainError for a member of another jury.
    """
    with transaction.atomic():
        fresh = lock(application)
        if not policy.may_record_decision(actor, fresh):
            raise NotAllowed(policy.may_record_decision.why_not(actor, fresh), "policy.denied")
        if member.fund_id != fresh.fund_id:
            raise DomainError(f"{member.name} gehört nicht zur Jury dieses Fonds.", "conflict.other_fund")
        return write_conflict(fresh, reference=member.reference, label=member.name, actor=actor, now=now)


def declare_bias(*, item: AgendaItem, reason: str, actor: Actor, now: datetime) -> ConflictOfInterest:
    """A member of the jury says of themselves: I am biased in this item, and why.

    From now on they read no documents of it and have no vote; one that was cast is void. Raises NotAllowed,
    InvalidInput without a reason, DomainError when the item has its result.
    """
    said = " ".join(reason.split())
    if not said:
        raise InvalidInput("Schreiben Sie kurz auf, warum Sie befangen sind.", "reason.missing", "reason")
    with transaction.atomic():
        case = lock(item.application)
        fresh = AgendaItem.objects.select_related("session").get(pk=item.pk)
        if not policy.sits_in_session(actor, fresh):
            raise NotAllowed(policy.sits_in_session.sentence, "policy.denied")
        if fresh.decided_at is not None:
            sentence = "Dieser Punkt hat schon sein Ergebnis. Sagen Sie es dem Quartiersmanagement."
            raise DomainError(sentence, "conflict.too_late")
        conflict = write_conflict(
            case, reference=actor.reference, label=actor.label, reason=said[:300], actor=actor, now=now
        )
        renew_packs(fresh.session, actor=actor, now=now)
    return conflict


def declare_bias_about(
    *, session: JurySession, applicant_reference: str, reason: str, actor: Actor, now: datetime
) -> list[ConflictOfInterest]:
    """The same, by the name on the sheet of a jury that votes without names: in every open item of theirs.

    Raises what `declare_bias` raises, DomainError when no item of theirs is open.
    """
    with transaction.atomic():
        items = list(
            session.items.filter(
                application__applicant__reference=applicant_reference, decided_at__isnull=True
            ).order_by("application_id")
        )
        if not items:
            sentence = "Diese Punkte haben schon ihr Ergebnis. Sagen Sie es dem Quartiersmanagement."
            raise DomainError(sentence, "conflict.too_late")
        return [declare_bias(item=item, reason=reason, actor=actor, now=now) for item in items]


def write_conflict(
    application: Application, *, reference: str, label: str, actor: Actor, now: datetime, reason: str = ""
) -> ConflictOfInterest:
    """The one place that writes a conflict, with its audit entry: references only, no name.

    The caller holds the case. Called last in a transaction that books, because it takes the audit head.
    """
    conflict, created = ConflictOfInterest.objects.get_or_create(
        application=application,
        person_reference=reference,
        defaults={
            "person_label": label,
            "declared_at": now,
            "declared_by": actor.reference,
            "reason": reason,
        },
    )
    if created:
        voided = _void_votes(application, reference, now=now)
        append_entry(
            action="conflict.declare",
            subject=application.subject,
            actor=actor,
            details={"person": reference, "voided": [item.uuid.hex for item in voided]},
            now=now,
        )
    return conflict


def _void_votes(application: Application, reference: str, *, now: datetime) -> list[AgendaItem]:
    """Votes of this person stay to be seen and count no more; each result is judged anew. -> their items.

    An item without a result counts nothing yet: there the void vote is all.
    """
    votes = Vote.objects.filter(
        item__application=application, member__reference=reference, voided_at__isnull=True
    )
    voided = []
    for vote in votes.select_related("item").order_by("pk"):
        vote.voided_at = now
        vote.save()
        item, counted = vote.item, f"{vote.choice}_count"
        voided.append(item)
        if item.decided_at is None:
            continue
        setattr(item, counted, getattr(item, counted) - 1)
        item.biased_count += 1
        # The amount is not asked again: the money of this very result is reserved.
        if check_majority(vote_facts(item, 0), application.rules.parameters()):
            item.fell_at = item.fell_at or now
        item.save()
    return voided
