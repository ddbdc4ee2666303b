"""Automatic reminders: they change no state, and go out once, by day, on no Sunday and no holiday."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import BERLIN, local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from foundation.values.phrases import say
from grants import policy
from grants.models import Application, Fund, ReminderPause, TermReminder
from grants.rules.terms import TermKind, may_leave
from grants.selectors.reminders import PlannedReminder, planned_reminders
from grants.services.news import News, tell
from grants.services.workflow import lock

NEWS: Mapping[TermKind, News] = {
    TermKind.QUESTION: News(
        say("Unsere Frage an Sie"),
        say("wir warten noch auf Ihre Antwort. Sie haben Zeit bis {day}."),
    ),
    TermKind.PROOF_QUESTION: News(
        say("Unsere Frage an Sie"),
        say("wir warten noch auf Ihre Antwort zu den Belegen. Sie haben Zeit bis {day}."),
    ),
    TermKind.ACCEPTANCE: News(
        say("Bitte antworten Sie"),
        say("bitte sagen Sie uns bis {day}, ob Sie die Förderung annehmen."),
    ),
    TermKind.PROOF_DUE: News(
        say("Ihre Belege"),
        say("bitte denken Sie an Ihre Belege. Sie haben Zeit bis {day}."),
    ),
    TermKind.PROOF_OVERDUE: News(
        say("Ihre Belege"),
        say("uns fehlen noch Ihre Belege. Die Frist war der {day}."),
    ),
    TermKind.HEARING: News(
        say("Ihre Meinung"),
        say("bis {day} können Sie uns noch etwas dazu sagen."),
    ),
    TermKind.BINDING: News(
        say("Ihre Sachen"),
        say("nutzen Sie die geförderten Sachen noch wie vereinbart? Sagen Sie uns, wenn nicht."),
    ),
}


def send_reminders(*, now: datetime) -> int:
    """The daily run: every reminder that is due leaves now, or becomes a line for the office. -> How many.

    Idempotent: a row for each case, kind and day. At night, on Sundays and on holidays of the fund's Land
    nothing leaves; the next run by day does it. Each reminder is its own transaction.
    """
    today, local = local_date(now), now.astimezone(BERLIN)
    due = planned_reminders(Fund.objects.all(), today=today, last=today)
    return sum(
        _send(planned, now)
        for planned in due
        if planned.paused_until is None and may_leave(local, planned.case.rules.land)
    )


def _send(planned: PlannedReminder, now: datetime) -> bool:
    with transaction.atomic():
        case = lock(planned.case)
        row, is_new = TermReminder.objects.get_or_create(
            case=case,
            kind=planned.kind.value,
            planned_on=planned.planned_on,
            defaults={"term_on": planned.term_on, "way": planned.way, "recorded_at": now},
        )
        if is_new and planned.way == "email":
            cause = f"term:{case.uuid}:{row.kind}:{row.planned_on.isoformat()}"
            tell(NEWS[planned.kind], case=case, cause=cause, now=now, until=planned.term_on)
    return is_new


def mark_reminder_done(*, reminder: TermReminder, actor: Actor, now: datetime) -> TermReminder:
    """The office has written or called. Raises NotAllowed, DomainError when somebody was faster."""
    with transaction.atomic():
        case = lock(reminder.case)
        if not policy.may_review(actor, case):
            raise NotAllowed(policy.may_review.why_not(actor, case), "policy.denied")
        row = TermReminder.objects.get(pk=reminder.pk)
        if row.way != "office" or row.done_at is not None:
            raise DomainError("Das ist schon erledigt.", "reminder.wrong_state")
        row.done_at, row.done_by, row.done_by_label = now, actor.reference, actor.label
        row.save()
        details = {"reminder": row.pk}
        append_entry(action="reminder.done", subject=case.subject, actor=actor, details=details, now=now)
    return row


def pause_reminders(
    *, case: Application, until: date, reason: str, actor: Actor, now: datetime
) -> ReminderPause:
    """No automatic reminder in this case up to that day; what falls into the pause is not made up for.

    A newer pause replaces an older one, also with an earlier day. Raises NotAllowed, InvalidInput for a day
    that is over, DomainError without a reason.
    """
    with transaction.atomic():
        fresh = lock(case)
        if not policy.may_review(actor, fresh):
            raise NotAllowed(policy.may_review.why_not(actor, fresh), "policy.denied")
        if not reason.strip():
            raise DomainError("Schreiben Sie eine Begründung dazu.", "reason.missing")
        if until < local_date(now):
            raise InvalidInput("Dieser Tag ist schon vorbei.", "pause.past", "until")
        pause = ReminderPause.objects.create(
            case=fresh,
            until=until,
            reason=reason.strip(),
            set_by=actor.reference,
            set_by_label=actor.label,
            set_at=now,
        )
        details = {"until": until.isoformat()}
        append_entry(action="reminder.pause", subject=fresh.subject, actor=actor, details=details, now=now)
    return pause
