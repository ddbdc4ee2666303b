"""The day of a session, when it begins and where."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import format_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Fund, JurySession
from grants.services.workflow import check_version, lock

IS_OVER = ("closed", "minutes_approved")
ONE_DAY = timedelta(days=1)
BEFORE_IT_BEGINS = ("planned", "invited")


def demand_free_day(fund: Fund, held_on: date, *, is_circular: bool) -> None:
    """There is one session a day, and one circular vote. Who is late for one that is over learns the next
    day that is free. Raises InvalidInput, also where the fund knows no circular vote.
    """
    if is_circular and not fund.rules_on(held_on).circular_allowed:
        sentence = "Dieser Fonds kennt kein Umlaufverfahren. Legen Sie eine Sitzung an."
        raise InvalidInput(sentence, "circular.not_allowed", "kind")
    same = fund.sessions.filter(is_circular=is_circular)
    taken = same.filter(held_on=held_on).first()
    if taken is None:
        return
    if taken.state not in IS_OVER:
        sentence = "An diesem Tag gibt es schon eine Sitzung. Wählen Sie diese aus."
        raise InvalidInput(sentence, "session.exists", "held_on")
    days = set(same.filter(held_on__gt=held_on).values_list("held_on", flat=True))
    free = held_on + ONE_DAY
    while free in days:
        free += ONE_DAY
    raise InvalidInput(
        f"Die Sitzung am {format_date(held_on)} ist schon geschlossen. An einem Tag gibt es nur eine. "
        f"Wählen Sie einen anderen Tag, frühestens den {format_date(free)}.",
        "session.is_over",
        "held_on",
    )


def change_time_and_place(
    *,
    session: JurySession,
    starts_at: time | None,
    place: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> JurySession:
    """Say when a session begins and where, as long as it has not begun. Who was invited is not told by this.

    Raises NotAllowed, StaleVersion, DomainError afterwards.
    """
    with transaction.atomic():
        fresh = lock(session)
        if not policy.may_hold_session(actor, fresh):
            raise NotAllowed(policy.may_hold_session.why_not(actor, fresh), "policy.denied")
        check_version(fresh, expected_version)
        if fresh.state not in BEFORE_IT_BEGINS:
            sentence = "Die Sitzung hat schon begonnen. Uhrzeit und Ort bleiben, wie sie sind."
            raise DomainError(sentence, "session.has_begun")
        fresh.starts_at, fresh.place = starts_at, place.strip()
        fresh.version += 1
        fresh.save()
        append_entry(action="session.change_place", subject=fresh.subject, actor=actor, details={}, now=now)
    return fresh
