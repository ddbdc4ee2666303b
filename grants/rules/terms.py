"""Terms of a case, and on which days somebody is reminded of them: never at night, on Sundays or holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from foundation.values.workdays import holidays, next_working_day


class TermKind(StrEnum):
    """What is due."""

    QUESTION = "question"
    PROOF_QUESTION = "proof_question"
    ACCEPTANCE = "acceptance"
    START = "start"
    PROOF_DUE = "proof_due"
    PROOF_OVERDUE = "proof_overdue"
    HEARING = "hearing"
    BINDING = "binding"


TERM_LABELS: Final[Mapping[TermKind, str]] = {
    TermKind.QUESTION: "Antwort auf die Rückfrage",
    TermKind.PROOF_QUESTION: "Antwort zum Nachweis",
    TermKind.ACCEPTANCE: "Annahme der Förderung",
    TermKind.START: "Beginn der Aktion",
    TermKind.PROOF_DUE: "Nachweis fällig",
    TermKind.PROOF_OVERDUE: "Nachweis überfällig",
    TermKind.HEARING: "Anhörung endet",
    TermKind.BINDING: "Zweckbindung, jährliche Nachfrage",
}
#: Days after the term on which a reminder goes out; before it they are negative (ux 4.1: 14 before a proof is
#: due, 3 and 21 after). The start of a project has none: the hearing speaks of it.
REMIND_AFTER: Final[Mapping[TermKind, tuple[int, ...]]] = {
    TermKind.QUESTION: (-3,),
    TermKind.PROOF_QUESTION: (-3,),
    TermKind.ACCEPTANCE: (-7,),
    TermKind.START: (),
    TermKind.PROOF_DUE: (-14,),
    TermKind.PROOF_OVERDUE: (3, 21),
    TermKind.HEARING: (-3,),
    TermKind.BINDING: (0,),
}
FARTHEST: Final = timedelta(days=max(abs(days) for row in REMIND_AFTER.values() for days in row))
#: A run that comes later than this says nothing any more.
LATE: Final = timedelta(days=7)
FIRST_HOUR: Final = 8
#: An hour before the evening: what fails is tried again for 36 minutes.
LAST_HOUR: Final = 19


def planned_days(kind: TermKind, term_on: date) -> Iterator[date]:
    """The days on which a reminder of this term is planned, before Sundays and holidays are looked at."""
    for days in REMIND_AFTER[kind]:
        yield term_on + timedelta(days=days)


def is_quiet_day(day: date, land: str) -> bool:
    """Sundays and the public holidays of the Land: nothing automatic leaves the house."""
    return day.isoweekday() == 7 or day in holidays(land, day.year)


def send_on(planned_on: date, land: str) -> date:
    """A reminder that would fall on a quiet day goes out on the next working day."""
    return next_working_day(planned_on, land) if is_quiet_day(planned_on, land) else planned_on


def may_leave(local: datetime, land: str) -> bool:
    """By day and on no quiet day. `local` is the town's own time."""
    return FIRST_HOUR <= local.hour < LAST_HOUR and not is_quiet_day(local.date(), land)


def comes_too_late(planned_on: date, term_on: date, today: date) -> bool:
    """A reminder of a term to come is of no use after it, and none is sent a week late."""
    return today - planned_on > LATE or planned_on < term_on < today
