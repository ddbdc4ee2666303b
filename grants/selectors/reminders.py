"""Which automatic reminders are planned, and what the office still has to write or say itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from grants.models import Application, Fund, ReminderPause, TermReminder
from grants.rules.terms import FARTHEST, LATE, TERM_LABELS, TermKind, comes_too_late, planned_days, send_on
from grants.selectors.terms import terms_between


@dataclass(frozen=True)
class PlannedReminder:
    """A reminder that has not gone out: of which term, when it goes, by which way, whether it is paused."""

    case: Application
    kind: TermKind
    term_on: date
    planned_on: date
    send_on: date
    way: str
    paused_until: date | None

    @property
    def label(self) -> str:
        return TERM_LABELS[self.kind]


def planned_reminders(funds: Iterable[Fund], *, today: date, last: date) -> Sequence[PlannedReminder]:
    """What goes out from today up to `last`, with what was missed in the last days; in order of the day."""
    found = list(funds)
    first = today - LATE
    sent = set(
        TermReminder.objects.filter(case__fund__in=found, planned_on__gte=first).values_list(
            "case", "kind", "planned_on"
        )
    )
    pauses = dict(
        ReminderPause.objects.filter(case__fund__in=found).order_by("pk").values_list("case", "until")
    )
    planned = [
        _plan(term.case, term.kind, term.on, day, today, pauses.get(term.case.pk))
        for term in terms_between(found, first - FARTHEST, last + FARTHEST)
        for day in planned_days(term.kind, term.on)
        if first <= day <= last
        and (term.case.pk, term.kind.value, day) not in sent
        and not comes_too_late(day, term.on, today)
    ]
    in_time = (each for each in planned if each.send_on <= last)
    return sorted(in_time, key=lambda each: (each.send_on, each.case.reference or "", each.kind))


def letters_to_write(funds: Iterable[Fund]) -> Sequence[TermReminder]:
    """Reminders to people without e-mail: a letter or a call of the office, the oldest first."""
    open_ones = TermReminder.objects.filter(case__fund__in=list(funds), way="office", done_at__isnull=True)
    return list(open_ones.select_related("case__particulars", "case__fund")[:200])


def way_of(case: Application) -> str:
    """By e-mail to who wants it, else by the office."""
    said = case.particulars
    return "email" if said.channel == "email" and said.email else "office"


def _plan(
    case: Application, kind: TermKind, term_on: date, day: date, today: date, paused: date | None
) -> PlannedReminder:
    land = case.rules.land
    leaves = send_on(max(day, today), land)
    dropped = paused is not None and send_on(day, land) <= paused
    return PlannedReminder(case, kind, term_on, day, leaves, way_of(case), paused if dropped else None)
