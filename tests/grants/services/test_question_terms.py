"""An open question: answered for somebody, given more time, reminded of, and the end when nothing comes."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.outbox.models import Mail
from foundation.values.dates import format_long_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import AnswerWay, Particulars, QuestionTerm, TransitionRecord
from grants.services.applications import answer_question
from grants.services.on_behalf import Spoken
from grants.services.proof_questions import ask_about_proof, complete_proof
from grants.services.question_terms import (
    ask_for_more_time,
    extend_term,
    open_question_of,
    refuse_more_time,
    remind_of_question,
)
from grants.services.review import discontinue_application
from tests.grants.rows import declare, fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
# In days after the question: its term, and a later working day.
TOLD, LATER = 14, 16
PHONED = Spoken(AnswerWay.PHONE, "Alex Beispiel", date(2026, 3, 2))


def after(story: Story, days: int) -> date:
    return story.day + timedelta(days=days)


def about_application(story: Story) -> Any:
    """Asked on Monday, 2 March."""
    return story.incomplete()


def about_proof(story: Story) -> Any:
    """Asked on Tuesday, 12 May."""
    story.accepted()
    story.proof_sent(10_000)
    story.grant = ask_about_proof(
        grant=story.grant,
        text="Beleg 1?",
        due_on=after(story, TOLD),
        actor=story.people["manager"],
        now=story.now,
    )
    return story.grant


@pytest.fixture(params=[about_application, about_proof])
def asked(story: Story, request: pytest.FixtureRequest) -> Any:
    """A question that is open, of either kind, with a term of two weeks."""
    bring: Callable[[Story], Any] = request.param
    return bring(story)


def wish(story: Story, target: Any, actor: Actor | None = None, days: int = LATER) -> QuestionTerm:
    return ask_for_more_time(
        target=target,
        wished_on=after(story, days),
        text="Urlaub",
        actor=actor or story.resident,
        now=story.now,
    )


def extend(
    story: Story, target: Any, actor: Actor, days: int = LATER, reason: str = "Urlaub.", **more: Any
) -> QuestionTerm:
    due_on = after(story, days)
    return extend_term(target=target, due_on=due_on, reason=reason, actor=actor, now=story.now, **more)


def remind(story: Story, target: Any, actor: Actor, days: int = LATER) -> QuestionTerm:
    return remind_of_question(target=target, due_on=after(story, days), actor=actor, now=story.now)


def term_of(target: Any) -> date:
    found: date = open_question_of(fetch(target)).due_on
    return found


def test_wish_is_granted_with_the_new_term(story: Story, asked: Any, manager: Actor) -> None:
    wish(story, asked)
    assert term_of(asked) == after(story, TOLD)
    assert refusal(wish, story, asked) == (DomainError, "question.wish_waits")
    granted = extend(story, asked, manager)
    assert (granted.kind, granted.due_before, granted.due_on) == (
        "wish",
        after(story, TOLD),
        after(story, LATER),
    )
    assert (granted.reason, granted.decided_by_label) == ("Urlaub.", manager.label)
    assert (term_of(asked), QuestionTerm.objects.count()) == (after(story, LATER), 1)


def test_wish_is_refused_with_a_sentence_and_the_term_stays(story: Story, asked: Any, manager: Actor) -> None:
    def refuse(reason: str) -> QuestionTerm:
        return refuse_more_time(target=asked, reason=reason, actor=manager, now=story.now)

    assert refusal(refuse, "Nein.") == (DomainError, "question.no_wish")
    wish(story, asked)
    assert refusal(refuse, " ") == (InvalidInput, "reason.missing")
    assert refuse("Die Jury tagt vorher.").is_refused
    assert term_of(asked) == after(story, TOLD)
    wish(story, asked)  # who has a new reason asks again


@pytest.mark.parametrize("days", [0, TOLD])
def test_wish_is_for_a_later_day(story: Story, asked: Any, days: int) -> None:
    assert refusal(wish, story, asked, days=days) == (InvalidInput, "question.not_later")


def test_whose_right_a_term_is(story: Story, asked: Any, manager: Actor, certifier: Actor) -> None:
    assert refusal(wish, story, asked, manager) == DENIED
    for step in (extend, remind):
        for actor in (certifier, story.resident):
            assert refusal(step, story, asked, actor) == DENIED
    declare(asked, manager.reference)
    assert refusal(extend, story, asked, manager) == DENIED


@pytest.mark.parametrize("days", [TOLD - 1, TOLD, 19])
def test_term_only_grows_and_ends_on_a_working_day(
    story: Story, asked: Any, manager: Actor, days: int
) -> None:
    for step in (extend, remind):
        assert refusal(step, story, asked, manager, days) == (InvalidInput, "question.wrong_term")
    assert refusal(extend, story, asked, manager, reason=" ") == (InvalidInput, "reason.missing")


def test_stale_tab_moves_no_term(story: Story, asked: Any, manager: Actor) -> None:
    assert refusal(extend, story, asked, manager, expected_version=99) == (StaleVersion, "version.stale")


def test_new_terms_are_told_by_mail(story: Story, asked: Any, manager: Actor) -> None:
    Particulars.objects.update(channel="email", email="krause@beispiel.de")
    wish(story, asked)
    extend(story, asked, manager)
    remind(story, asked, manager, 17)
    bodies = [mail.body for mail in Mail.objects.order_by("pk")]
    assert f"bis {format_long_date(after(story, LATER))}" in bodies[-2]
    assert f"bis {format_long_date(after(story, 17))}" in bodies[-1]
    assert "Urlaub" not in "".join(bodies)


def test_answer_is_typed_in_for_who_answered(story: Story, asked: Any, manager: Actor) -> None:
    is_grant = asked.machine == "grant"

    def answer(actor: Actor, spoken: Spoken | None) -> Any:
        if is_grant:
            return complete_proof(grant=asked, answer="Erde.", spoken=spoken, actor=actor, now=story.now)
        return answer_question(application=asked, text="Erde.", spoken=spoken, actor=actor, now=story.now)

    assert refusal(answer, manager, None) == (InvalidInput, "spoken.by_nobody")
    tomorrow = Spoken(AnswerWay.LETTER, "Alex", story.day + timedelta(days=1))
    assert refusal(answer, manager, tomorrow) == (InvalidInput, "spoken.in_future")
    assert answer(manager, PHONED).state == ("proof_submitted" if is_grant else "submitted")
    rows = asked.proof_questions if is_grant else asked.information_requests
    question = rows.get()
    assert (question.answer, question.answer_way, question.answer_said_by) == (
        "Erde.",
        "phone",
        "Alex Beispiel",
    )
    assert (question.answer_received_on, question.answer_entered_by_label) == (
        PHONED.received_on,
        manager.label,
    )
    assert "Telefon, Alex Beispiel, am 02.03.2026" in TransitionRecord.objects.latest("pk").reason


def test_biased_or_foreign_staff_answer_for_nobody(story: Story, manager: Actor, certifier: Actor) -> None:
    story.incomplete()

    def answer(actor: Actor) -> Any:
        return answer_question(
            application=story.application, text="Ja.", spoken=PHONED, actor=actor, now=story.now
        )

    assert refusal(answer, certifier) == DENIED
    declare(story.application, manager.reference)
    assert refusal(answer, manager) == DENIED


def test_application_ends_only_after_reminder_and_term(story: Story, manager: Actor) -> None:
    case = story.incomplete()

    def end(reason: str = "Ohne Antwort geht es nicht.") -> Any:
        return discontinue_application(application=case, reason=reason, actor=manager, now=story.now)

    assert findings(end) == ("question.not_reminded", "question.term_runs")
    story.day = date(2026, 3, 17)
    assert findings(end) == ("question.not_reminded",)
    remind(story, case, manager, 13)  # until 30 March
    wish(story, case, days=20)
    story.day = date(2026, 3, 30)
    assert findings(end) == ("question.term_runs", "letter.waits", "question.wish_is_open")
    story.day = date(2026, 3, 17)
    story.post("nachforderung-erinnerung")
    story.day = date(2026, 3, 30)
    assert findings(end) == ("question.term_runs", "question.wish_is_open")
    refuse_more_time(target=case, reason="Die Jury tagt.", actor=manager, now=story.now)
    story.day = date(2026, 3, 31)
    assert refusal(end, " ") == (DomainError, "reason.missing")
    assert end().state == "lapsed"
    assert Document.objects.get(slug="einstellungsmitteilung").params == {"question": 1}


def test_late_answer_wins_over_the_end(story: Story, manager: Actor) -> None:
    case = story.incomplete()
    remind(story, case, manager)
    story.day = date(2026, 3, 31)
    answer_question(application=case, text="Der Stadt.", actor=story.resident, now=story.now)
    refused = refusal(
        discontinue_application, application=case, reason="Nichts.", actor=manager, now=story.now
    )
    assert refused == (DomainError, "state.no_edge")
