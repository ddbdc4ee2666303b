"""Automatic reminders: what is due, once, by day; the office's letters; pauses."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.outbox.models import Mail, OutboxItem
from foundation.values.dates import BERLIN
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import Application, FundRules, Particulars, PaymentKind, TermReminder, TransitionRecord
from grants.rules.terms import REMIND_AFTER
from grants.selectors.reminders import letters_to_write, planned_reminders
from grants.selectors.terms import terms_between
from grants.services.bindings import ThingLine, enter_bound_thing
from grants.services.claims import draft_claim
from grants.services.exits import hear_about_start
from grants.services.grants import advance_grants, demand_proof, remind_proof
from grants.services.reminders import NEWS, mark_reminder_done, pause_reminders, send_reminders
from tests.grants.rows import declare, fetch, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
LONG = (date(2026, 1, 1), date(2031, 12, 31))


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def by_mail() -> None:
    Particulars.objects.update(channel="email", email="alex@example.org")


def asked(story: Story) -> date:
    """A question with a term on Monday, 16 March 2026; -> the day of its reminder, Friday the 13th."""
    story.incomplete()
    return date(2026, 3, 13)


def terms(story: Story) -> list[tuple[str, date]]:
    return [(term.kind.value, term.on) for term in terms_between([story.fund], *LONG)]


def pause(story: Story, until: date, actor: Actor | None = None, reason: str = "Im Krankenhaus.") -> Any:
    case = Application.objects.get(pk=story.application.pk)
    return pause_reminders(
        case=case, until=until, reason=reason, actor=actor or story.people["manager"], now=story.now
    )


# --- what is due when


def test_open_question_is_a_term_until_it_is_answered(story: Story) -> None:
    asked(story)
    assert terms(story) == [("question", date(2026, 3, 16))]
    assert terms_between([], *LONG) == []


def test_acceptance_is_a_term_where_the_fund_has_one(story: Story) -> None:
    story.issued()
    assert terms(story) == []
    FundRules.objects.update(acceptance_days=27)
    assert terms(story) == [("acceptance", date(2026, 4, 2))]


def test_running_project_has_its_proof_and_its_start(story: Story) -> None:
    FundRules.objects.update(start_within_months=1)
    story.accepted()
    story.day = date(2026, 4, 13)
    advance_grants(now=story.now)
    due = story.grant.proof_due_on
    assert terms(story) == [("start", date(2026, 4, 11)), ("proof_due", due)]
    until = date(2026, 4, 30)
    hear_about_start(grant=fetch(story.grant), until=until, actor=story.people["manager"], now=story.now)
    assert terms(story) == [("hearing", until), ("proof_due", due)]


def test_overdue_proof_follows_the_latest_term_of_the_office(story: Story, officer: Actor) -> None:
    story.accepted()
    due = story.grant.proof_due_on
    assert due is not None
    story.day = due + timedelta(days=1)
    advance_grants(now=story.now)
    assert terms(story) == [("proof_overdue", due)]
    later = story.day + timedelta(days=14)
    remind_proof(grant=fetch(story.grant), until=later, actor=officer, now=story.now)
    assert terms(story) == [("proof_overdue", later)]
    story.post("nachweis-erinnerung")
    story.day = later + timedelta(days=1)
    heard = story.day + timedelta(days=14)
    demand_proof(grant=fetch(story.grant), until=heard, actor=officer, now=story.now)
    assert terms(story) == [("hearing", heard)]


def test_hearing_before_a_claim_is_a_term(story: Story, officer: Actor) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, story.cents)
    story.proof_sent(8_000)
    story.proof_confirmed()
    heard = story.day + timedelta(days=14)
    draft_claim(grant=story.grant, actor=officer, now=story.now, heard_until=heard)
    assert terms(story) == [("hearing", heard)]


def test_bound_things_are_asked_after_once_a_year(story: Story, officer: Actor) -> None:
    story.accepted()
    story.proof_sent(story.cents)
    story.proof_confirmed()
    story.paid(PaymentKind.FINAL, story.cents)
    until = date(2028, 5, 9)
    for what in ("Bank", "Zaun"):
        thing = ThingLine(what, 1_000, until)
        enter_bound_thing(grant=story.grant, thing=thing, actor=officer, now=story.now)
    yearly = [("binding", date(2026, 5, 9)), ("binding", date(2027, 5, 9)), ("binding", until)]
    assert terms(story) == yearly
    by_mail()
    for year in (2027, 2027, 2028):
        send_reminders(now=at(date(year, 5, 10)))
    sent = TermReminder.objects.order_by("pk").values_list("planned_on", "recorded_at__date")
    assert list(sent) == [(date(2027, 5, 9), date(2027, 5, 10)), (until, date(2028, 5, 10))]


# --- what leaves the house


def test_reminder_leaves_once_and_changes_no_state(story: Story) -> None:
    day = asked(story)
    by_mail()
    walked = TransitionRecord.objects.count()
    assert send_reminders(now=at(day - timedelta(days=1))) == 0
    assert send_reminders(now=at(day)) == 1
    assert planned_reminders([story.fund], today=day, last=day) == []
    assert send_reminders(now=at(day, 11)) == 0
    assert send_reminders(now=at(day + timedelta(days=1))) == 0
    mail = Mail.objects.latest("pk")
    assert "wir warten noch auf Ihre Antwort. Sie haben Zeit bis 16. März 2026." in mail.body
    assert OutboxItem.objects.filter(key=f"mail:{mail.key}").count() == 1
    assert (TransitionRecord.objects.count(), fetch(story.application).state) == (walked, "incomplete")


def test_second_row_for_the_same_day_is_refused_by_the_database(story: Story) -> None:
    send_reminders(now=at(asked(story)))
    row = TermReminder.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("hour", "minute"), [(0, 5), (7, 59), (19, 0), (22, 30)])
def test_nothing_leaves_at_night_and_the_morning_makes_up_for_it(
    story: Story, hour: int, minute: int
) -> None:
    day = asked(story)
    by_mail()
    assert send_reminders(now=at(day, hour, minute)) == 0
    assert (TermReminder.objects.count(), send_reminders(now=at(day, 8))) == (0, 1)


def test_night_is_that_of_the_town(story: Story) -> None:
    """Half past six in the evening UTC is half past seven here, and seven in the morning is eight."""
    day = asked(story)
    by_mail()
    assert send_reminders(now=datetime(2026, 3, day.day, 18, 30, tzinfo=UTC)) == 0
    assert send_reminders(now=datetime(2026, 3, day.day, 7, 0, tzinfo=UTC)) == 1


def test_sunday_and_holiday_wait_for_the_next_working_day(story: Story) -> None:
    asked(story)
    by_mail()
    sunday = date(2026, 3, 15)
    story.application.information_requests.update(due_on=sunday + timedelta(days=3))
    assert send_reminders(now=at(sunday)) == 0
    assert send_reminders(now=at(date(2026, 3, 16))) == 1


def test_missed_runs_are_made_up_for_a_week_and_not_after_the_term(story: Story) -> None:
    day = asked(story)
    by_mail()
    assert send_reminders(now=at(date(2026, 3, 17))) == 0  # the term was the 16th
    assert send_reminders(now=at(day + timedelta(days=3))) == 1


def test_moved_term_is_reminded_anew(story: Story) -> None:
    day = asked(story)
    by_mail()
    assert send_reminders(now=at(day)) == 1
    story.application.information_requests.update(due_on=date(2026, 3, 26))
    assert send_reminders(now=at(date(2026, 3, 23))) == 1


def test_person_without_email_becomes_a_line_for_the_office(story: Story, manager: Actor) -> None:
    day = asked(story)
    assert send_reminders(now=at(day)) == 1
    assert Mail.objects.count() == 0
    [line] = letters_to_write([story.fund])
    assert (line.case, line.way, line.term_on) == (story.application, "office", date(2026, 3, 16))
    for name in ("certifier", "auditor", "administrator"):
        args = {"reminder": line, "actor": story.people[name], "now": story.now}
        assert refusal(mark_reminder_done, **args) == DENIED
    done = mark_reminder_done(reminder=line, actor=manager, now=story.now)
    assert (done.done_by, letters_to_write([story.fund])) == (manager.reference, [])
    args = {"reminder": line, "actor": manager, "now": story.now}
    assert refusal(mark_reminder_done, **args) == (DomainError, "reminder.wrong_state")


# --- pauses and the preview


def test_paused_case_gets_nothing_and_nothing_is_made_up_for(story: Story) -> None:
    day = asked(story)
    by_mail()
    pause(story, day)
    assert send_reminders(now=at(day)) == 0
    assert send_reminders(now=at(day + timedelta(days=1))) == 0


def test_pause_ends_with_its_day_and_the_newest_counts(story: Story) -> None:
    day = asked(story)
    by_mail()
    pause(story, day + timedelta(days=30))
    pause(story, day - timedelta(days=1))
    assert send_reminders(now=at(day)) == 1


def test_only_the_office_pauses_with_a_reason_and_a_day_to_come(story: Story, manager: Actor) -> None:
    day = asked(story)
    for name in ("certifier", "auditor"):
        assert refusal(pause, story, day, story.people[name]) == DENIED
    assert refusal(pause, story, day, story.resident) == DENIED
    assert refusal(pause, story, day, reason=" ") == (DomainError, "reason.missing")
    assert refusal(pause, story, story.day - timedelta(days=1)) == (InvalidInput, "pause.past")
    declare(story.application, manager.reference)
    assert refusal(pause, story, day, manager) == DENIED


def test_preview_shows_the_next_seven_days(story: Story) -> None:
    day = asked(story)
    today = date(2026, 3, 9)
    [planned] = planned_reminders([story.fund], today=today, last=today + timedelta(days=7))
    assert (planned.send_on, planned.way, planned.paused_until) == (day, "office", None)
    assert planned_reminders([story.fund], today=date(2026, 3, 5), last=date(2026, 3, 12)) == []
    pause(story, day)
    [planned] = planned_reminders([story.fund], today=today, last=today + timedelta(days=7))
    assert planned.paused_until == day
    send_reminders(now=at(day))
    assert TermReminder.objects.count() == 0


def test_every_kind_that_is_reminded_has_its_words() -> None:
    assert set(NEWS) == {kind for kind, days in REMIND_AFTER.items() if days}
