"""Objections against notices, with their dates; and the proven arrival of a notice, which moves them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import format_date, local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Application, Claim, Notice, Objection, ObjectionEnd, ObjectionWay
from grants.models.claim import IS_OWED
from grants.rules.deadlines import deemed_known_on, remedy_until
from grants.services.holds import lift_hold, set_hold
from grants.services.receipt_orders import cancel_for_claim, move_for_claim
from grants.services.workflow import lock


@dataclass(frozen=True)
class Arrival:
    """What came in: the day, by which way, and what it says."""

    came_on: date
    way: ObjectionWay
    text: str


def note_objection(*, notice: Notice, arrival: Arrival, actor: Actor, now: datetime) -> Objection:
    """Note an objection against a notice that is out; a hold stands from now on, if none does yet.

    Late or not: the court may say otherwise, so a late one holds the case too. Raises NotAllowed,
    InvalidInput for a day that cannot be or without words, DomainError when the notice is not out or an
    objection against it is open.
    """
    with transaction.atomic():
        case, fresh = _held(notice, actor)
        if fresh.released_at is None or fresh.posted_on is None:
            raise DomainError("Dieser Bescheid ist noch nicht hinausgegangen.", "objection.no_notice")
        _demand_day(arrival.came_on, fresh.posted_on, now, "came_on")
        if not arrival.text.strip():
            raise InvalidInput("Schreiben Sie auf, worum es geht.", "reason.missing", "text")
        if fresh.objections.filter(ended_at__isnull=True).exists():
            raise DomainError("Zu diesem Bescheid ist schon ein Rechtsbehelf offen.", "objection.exists")
        kind = case.rules.texts["remedy_kind"]
        standing = case.holds.filter(lifted_at__isnull=True).first()
        objection = Objection(
            notice=fresh,
            has_own_hold=standing is None,
            kind=kind,
            came_on=arrival.came_on,
            way=arrival.way,
            text=arrival.text.strip(),
            noted_by=actor.reference,
            noted_by_label=actor.label,
            noted_at=now,
        )
        reason = f"{objection} gegen: {fresh}."
        objection.hold = standing or set_hold(case=case, reason=reason, actor=actor, now=now)
        objection.save()
        _log("objection.note", case, objection, actor, now)
    return objection


def end_objection(
    *, objection: Objection, outcome: ObjectionEnd, ended_on: date, reason: str, actor: Actor, now: datetime
) -> Objection:
    """Note how it ended; the hold that was set for it goes, unless another objection needs it.

    What changes the notice itself is a notice of its own. Raises NotAllowed, InvalidInput, DomainError when
    it has ended already.
    """
    with transaction.atomic():
        case, _notice = _held(objection.notice, actor)
        fresh = Objection.objects.select_for_update().get(pk=objection.pk)
        if not fresh.is_open:
            raise DomainError("Dieser Rechtsbehelf ist schon beendet.", "objection.ended")
        _demand_day(ended_on, fresh.came_on, now, "ended_on")
        if not reason.strip():
            raise InvalidInput("Schreiben Sie eine Begründung dazu.", "reason.missing", "reason")
        fresh.outcome, fresh.ended_on, fresh.end_reason = outcome, ended_on, reason.strip()
        fresh.ended_by, fresh.ended_by_label, fresh.ended_at = actor.reference, actor.label, now
        fresh.save()
        _log("objection.end", case, fresh, actor, now)
        on_this_hold = fresh.hold.objections.all()
        if outcome == ObjectionEnd.ANNULLED:
            for claim in Claim.objects.filter(notice=fresh.notice):
                cancel_for_claim(claim=claim, reason="Der Bescheid ist aufgehoben.", now=now)
        needs_it = on_this_hold.filter(ended_at__isnull=True).exists()
        if not needs_it and on_this_hold.filter(has_own_hold=True).exists():
            lift_hold(case=case, reason=f"{fresh}: {fresh.get_outcome_display()}.", actor=actor, now=now)
    return fresh


def note_arrival(*, notice: Notice, arrived_on: date, actor: Actor, now: datetime) -> Notice:
    """Note the proven arrival of a notice: later than the fiction it wins, earlier it changes nothing.

    The time for the remedy moves with it, and the day until which money asked back is due (§ 41 II 3 VwVfG).
    Where there is no remedy, the day that the paper names stays.
    Raises NotAllowed, InvalidInput, DomainError when the notice is not out.
    """
    with transaction.atomic():
        case, fresh = _held(notice, actor)
        if fresh.released_at is None or fresh.posted_on is None:
            raise DomainError("Dieser Bescheid ist noch nicht hinausgegangen.", "objection.no_notice")
        _demand_day(arrived_on, fresh.posted_on, now, "arrived_on")
        parameters = case.rules.parameters()
        fresh.arrived_on = arrived_on
        fresh.deemed_known_on = deemed_known_on(fresh.posted_on, fresh.channel, parameters, arrived_on)
        if fresh.has_remedy:
            fresh.remedy_until = remedy_until(fresh.deemed_known_on, parameters.land)
        fresh.save()
        _move_claims(fresh)
        details = {"notice": fresh.uuid.hex, "on": arrived_on.isoformat()}
        append_entry(action="notice.arrive", subject=case.subject, actor=actor, details=details, now=now)
    return fresh


def _move_claims(notice: Notice) -> None:
    """Money that this notice asks back is due at the end of the remedy, as long as it is owed."""
    for claim in Claim.objects.filter(notice=notice, state__in=IS_OWED):
        held = lock(claim)
        held.pay_by = notice.remedy_until
        held.version += 1
        held.save()
        move_for_claim(claim=held)


def _held(notice: Notice, actor: Actor) -> tuple[Application, Notice]:
    """The case under its lock, and the notice as it stands now."""
    case = lock(notice.case)
    if not policy.may_note_objection(actor, case):
        raise NotAllowed(policy.may_note_objection.why_not(actor, case), "policy.denied")
    return case, Notice.objects.select_related("case__rules").get(pk=notice.pk)


def _demand_day(day: date, earliest: date, now: datetime, field: str) -> None:
    """A day between the one before it and today."""
    if day > local_date(now):
        raise InvalidInput("Dieser Tag liegt in der Zukunft.", "objection.day", field)
    if day < earliest:
        sentence = f"Das kann nicht vor dem {format_date(earliest)} gewesen sein."
        raise InvalidInput(sentence, "objection.day", field)


def _log(action: str, case: Application, objection: Objection, actor: Actor, now: datetime) -> None:
    details = {"objection": objection.pk, "outcome": objection.outcome}
    append_entry(action=action, subject=case.subject, actor=actor, details=details, now=now)
