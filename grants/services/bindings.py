"""Zweckbindung: bought things are entered, grants go into their binding and out of it again."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import BoundThing, Grant
from grants.services.workflow import blockers, lock, perform

logger = logging.getLogger(__name__)

WITH_BINDING = frozenset({"proof_submitted", "checked", "settling", "closed", "in_binding"})


@dataclass(frozen=True)
class ThingLine:
    """A bought thing as somebody writes it down. Cents; `bound_until` is its last day."""

    what: str
    value_cents: int
    bound_until: date
    place: str = ""
    is_lendable: bool = False


def enter_bound_thing(*, grant: Grant, thing: ThingLine, actor: Actor, now: datetime) -> BoundThing:
    """Write down a bought thing; a closed grant goes into its binding at once.

    Raises NotAllowed, InvalidInput for a day that is over or no value, DomainError before there is a proof.
    """
    with transaction.atomic():
        fresh = lock(grant)
        if not policy.may_enter_binding(actor, fresh):
            raise NotAllowed(policy.may_enter_binding.why_not(actor, fresh), "policy.denied")
        if fresh.state not in WITH_BINDING:
            sentence = "Eine Sache wird erst gebunden, wenn der Nachweis da ist."
            raise DomainError(sentence, "binding.wrong_state")
        if thing.bound_until < local_date(now):
            raise InvalidInput("Dieser Tag ist schon vorbei.", "binding.past", "bound_until")
        if thing.value_cents <= 0:
            raise InvalidInput("Geben Sie den Wert in Euro ein.", "binding.no_value", "value")
        entered = BoundThing.objects.create(
            grant=fresh,
            what=thing.what.strip(),
            value_cents=thing.value_cents,
            place=thing.place.strip(),
            is_lendable=thing.is_lendable,
            bound_until=thing.bound_until,
            entered_by=actor.reference,
            entered_at=now,
        )
        _log("binding.enter", fresh, entered, actor, now)
        _move(fresh, now)
    return entered


def end_binding(*, thing: BoundThing, reason: str, actor: Actor, now: datetime) -> Grant:
    """The city frees a thing before its time: worn out, lost, taken back. Raises NotAllowed, DomainError."""
    with transaction.atomic():
        fresh = lock(thing.grant)
        if not policy.may_end_binding(actor, fresh):
            raise NotAllowed(policy.may_end_binding.why_not(actor, fresh), "policy.denied")
        if not reason.strip():
            raise DomainError("Schreiben Sie eine Begründung dazu.", "reason.missing")
        held = BoundThing.objects.get(pk=thing.pk)
        if not held.is_bound(local_date(now)):
            raise DomainError("Diese Sache ist nicht mehr gebunden.", "binding.wrong_state")
        held.ended_on, held.ended_by, held.end_reason = local_date(now), actor.reference, reason.strip()
        held.save()
        _log("binding.end", fresh, held, actor, now)
        return _move(fresh, now)


def advance_bindings(*, now: datetime) -> int:
    """The daily run: closed grants with bound things go into binding, those whose time is over go out.

    -> number of steps. Idempotent: what has moved has another state. Each grant is its own transaction.
    """
    today, steps = local_date(now), 0
    bound = Grant.objects.filter(state="closed", bound_things__bound_until__gte=today).distinct()
    for grant in [*bound.order_by("pk"), *Grant.objects.filter(state="in_binding").order_by("pk")]:
        try:
            steps += _move(grant, now).state != grant.state
        except DomainError as error:  # somebody was faster with this grant; the next run looks again
            logger.warning("daily run: binding of grant %s waits: %s", grant.pk, error.code)
    return steps


def _move(grant: Grant, now: datetime) -> Grant:
    """Into the binding or out of it, if that is due; the grant as it then is."""
    today = local_date(now)
    if grant.state == "closed" and not blockers(grant, "bind", actor=SYSTEM, today=today):
        return perform(grant, "bind", actor=SYSTEM, now=now)
    if grant.state == "in_binding" and not blockers(grant, "unbind", actor=SYSTEM, today=today):
        return perform(grant, "unbind", actor=SYSTEM, now=now)
    return grant


def _log(action: str, grant: Grant, thing: BoundThing, actor: Actor, now: datetime) -> None:
    details = {"thing": thing.pk, "until": thing.bound_until.isoformat()}
    append_entry(action=action, subject=grant.subject, actor=actor, details=details, now=now)
