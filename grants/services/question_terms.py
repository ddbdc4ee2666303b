"""More time for an open question, of the application or of the proof: wished for, granted, refused, reminded.

No edge is walked: the question stays open. Each step is a row: who moved a term can be seen, and why.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from foundation.values.phrases import say
from grants import policy, predicates
from grants.models import Application, Grant, ProofQuestion, QuestionTerm, TermKind
from grants.models.question_term import open_wish_of
from grants.rules.deadlines import wrong_new_term
from grants.services.letter_occasions import PROOF_QUESTIONS, QUESTIONS, write_letter
from grants.services.letters import move_term_in_letters
from grants.services.news import MORE_TIME, NO_MORE_TIME, QUESTION_REMINDER, News, tell
from grants.services.workflow import check_version, lock

Target = Application | Grant


def ask_for_more_time(
    *, target: Target, wished_on: date, text: str, actor: Actor, now: datetime
) -> QuestionTerm:
    """The applicant asks for a later day; until the office has decided, the old one counts.

    Raises NotAllowed for anybody else, InvalidInput for a day that is not later, DomainError when nothing is
    asked or a wish already waits.
    """
    with transaction.atomic():
        fresh, question = _held(target, policy.is_own_case, actor)
        if open_wish_of(question) is not None:
            raise DomainError(
                say("Ihre Bitte um mehr Zeit ist schon bei uns. Wir melden uns."), "question.wish_waits"
            )
        if wished_on <= max(question.due_on, local_date(now)):
            sentence = say("Wählen Sie einen Tag, der später ist als die jetzige Frist und als heute.")
            raise InvalidInput(sentence, "question.not_later", "wished_on")
        wish = _add(question, TermKind.WISH, actor, now, text=text.strip(), wished_on=wished_on)
        _note("wish", fresh, wish, actor, now)
    return wish


def extend_term(
    *,
    target: Target,
    due_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> QuestionTerm:
    """The office gives more time, with a reason; a wish that waits is granted by it.

    Raises NotAllowed, StaleVersion, InvalidInput for a day that is not a later working day or without reason.
    """
    with transaction.atomic():
        fresh, question = _of_office(target, actor, expected_version)
        _check_reason(reason)
        _check_day(fresh, question, due_on, now)
        wish = open_wish_of(question)
        term = _add(question, TermKind.EXTENSION, actor, now) if wish is None else wish
        _decide(term, question, actor, now, due_on=due_on, reason=reason.strip())
        _note("extend", fresh, term, actor, now)
        kinds = PROOF_QUESTIONS if fresh.machine == "grant" else QUESTIONS
        if not move_term_in_letters(case=fresh.case, kinds=kinds, until=due_on, actor=actor, now=now):
            cause = f"extend_term:{fresh.subject}:{term.pk}"
            write_letter((fresh.machine, "extend_term"), fresh, cause=cause, actor=actor, now=now)
        _tell(MORE_TIME, fresh, term, now, until=due_on)
    return term


def refuse_more_time(
    *, target: Target, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> QuestionTerm:
    """The office says no to a wish, in a sentence that the applicant reads; the old term stays.

    Raises NotAllowed, StaleVersion, InvalidInput without a reason, DomainError when no wish waits.
    """
    with transaction.atomic():
        fresh, question = _of_office(target, actor, expected_version)
        _check_reason(reason)
        wish = open_wish_of(question)
        if wish is None:
            raise DomainError(say("Es wartet keine Bitte um mehr Zeit."), "question.no_wish")
        _decide(wish, question, actor, now, due_on=None, reason=reason.strip())
        _note("refuse", fresh, wish, actor, now)
        _tell(NO_MORE_TIME, fresh, wish, now)
    return wish


def remind_of_question(
    *, target: Target, due_on: date, actor: Actor, now: datetime, expected_version: int | None = None
) -> QuestionTerm:
    """Ask again, with a new term (Erinnerung Nachforderung). Without it no application is discontinued.

    Raises NotAllowed, StaleVersion, InvalidInput for a day that is not a later working day.
    """
    with transaction.atomic():
        fresh, question = _of_office(target, actor, expected_version)
        _check_day(fresh, question, due_on, now)
        term = _add(question, TermKind.REMINDER, actor, now)
        _decide(term, question, actor, now, due_on=due_on, reason="")
        _note("remind", fresh, term, actor, now)
        step = (fresh.machine, "remind_of_question")
        cause = f"remind_of_question:{fresh.subject}:{term.pk}"
        write_letter(step, fresh, cause=cause, actor=actor, now=now)
        _tell(QUESTION_REMINDER, fresh, term, now, until=due_on)
    return term


def open_question_of(target: Any) -> Any:
    """The question that waits for an answer: of an application, or of a grant about its proof; else None."""
    if target.machine == "grant":
        return target.open_proof_question
    return target.open_question


def _of_office(target: Target, actor: Actor, expected_version: int | None) -> tuple[Any, Any]:
    fresh, question = _held(target, policy.may_review, actor)
    check_version(fresh, expected_version)
    return fresh, question


def _held(target: Target, may: predicates.Predicate, actor: Actor) -> tuple[Any, Any]:
    fresh: Any = lock(target)
    if not may(actor, fresh):
        raise NotAllowed(may.why_not(actor, fresh), "policy.denied")
    question = open_question_of(fresh)
    if question is None:
        raise DomainError(say("Die Frage ist inzwischen beantwortet."), "question.none")
    return fresh, question


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput(say("Schreiben Sie eine Begründung."), "reason.missing", "reason")


def _check_day(fresh: Any, question: Any, due_on: date, now: datetime) -> None:
    land = fresh.case.rules.land
    wrong = wrong_new_term(due_on, told=question.due_on, today=local_date(now), land=land)
    if wrong:
        raise InvalidInput(wrong, "question.wrong_term", "due_on")


def _add(question: Any, kind: TermKind, actor: Actor, now: datetime, **words: Any) -> QuestionTerm:
    side = "proof_question" if isinstance(question, ProofQuestion) else "question"
    return QuestionTerm(
        **{side: question},
        kind=kind,
        asked_at=now,
        asked_by=actor.reference,
        due_before=question.due_on,
        **words,
    )


def _decide(
    term: QuestionTerm, question: Any, actor: Actor, now: datetime, *, due_on: date | None, reason: str
) -> None:
    term.due_on, term.reason, term.decided_at = due_on, reason, now
    term.decided_by, term.decided_by_label = actor.reference, actor.label
    if due_on is not None:
        question.due_on = due_on
        question.save()


def _note(verb: str, fresh: Any, term: QuestionTerm, actor: Actor, now: datetime) -> None:
    """Keep the row, and the entry in the audit log."""
    term.save()
    day = term.due_on or term.wished_on
    details = {"kind": str(term.kind), "day": day.isoformat() if day else ""}
    append_entry(action=f"question.{verb}", subject=fresh.subject, actor=actor, details=details, now=now)


def _tell(news: News, fresh: Any, term: QuestionTerm, now: datetime, until: date | None = None) -> None:
    tell(news, case=fresh.case, cause=f"question-term:{fresh.uuid}:{term.pk}", now=now, until=until)
