"""Which step brings which letter into the outbox, and which one makes a waiting letter pointless.

A new letter is a line here, its kind and wording in `grants.rules.letter_wordings`, and its file in
`reports/catalog`. What is no edge (a reminder of a question) calls `write_letter` itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from foundation.audit.actors import SYSTEM, Actor
from foundation.values.dates import format_long_date, local_date
from grants.models import Grant
from grants.services import letter_fillings as words
from grants.services.letter_fillings import Fillings
from grants.services.letters import draft_letter, drop_letters


@dataclass(frozen=True)
class Occasion:
    """A letter that a step brings about: its kind, and from the object the words for its braces.

    `params`: what its paper prints beside the body. `until`: the term that it names.
    `is_told`: the step itself sends an e-mail at once to who wants one.
    """

    kind: str
    fillings: Callable[[Any], Fillings]
    is_told: bool = False
    params: Callable[[Any], dict[str, Any]] | None = None
    until: Callable[[Any], date | None] | None = None


@dataclass(frozen=True)
class Pointless:
    """Waiting letters that a step makes pointless, and the sentence that says why. No kinds: all of them."""

    reason: str
    kinds: tuple[str, ...] = ()


def _open_question(target: Any) -> Any:
    questions = target.proof_questions if target.machine == "grant" else target.information_requests
    return questions.filter(answered_at__isnull=True).latest("number")


def _term_of_question(target: Any) -> date | None:
    due_on: date = _open_question(target).due_on
    return due_on


def _term_of_reminder(grant: Grant) -> date | None:
    return grant.reminders.latest("pk").until


def _of_question(target: Any) -> Fillings:
    """The open question, of an application or of a grant about its proof."""
    question = _open_question(target)
    return {
        "frage": question.text,
        "gefragt": format_long_date(local_date(question.asked_at)),
        "frist": format_long_date(question.due_on),
    }


def _of_proof(grant: Grant) -> Fillings:
    """When the project ended, when the proof is due, and what belongs to it."""
    due_on = format_long_date(grant.proof_due_on) if grant.proof_due_on else ""
    lines = grant.case.rules.says("proof_text").splitlines()
    return {
        "ende": format_long_date(grant.ends_on),
        "faellig": due_on,
        "frist": due_on,
        "nachweis": "\n".join(f"- {line.strip()}" for line in lines if line.strip()),
    }


def _of_reminder(grant: Grant) -> Fillings:
    """The proof with the new term of the last reminder or demand."""
    until = grant.reminders.latest("pk").until
    return {**_of_proof(grant), "frist": format_long_date(until)}


OCCASIONS: Mapping[tuple[str, str], Occasion] = {
    ("application", "ask"): Occasion(
        "nachforderung",
        _of_question,
        is_told=True,
        until=_term_of_question,
    ),
    ("application", "remind_of_question"): Occasion(
        "nachforderung-erinnerung", _of_question, is_told=True, until=_term_of_question
    ),
    ("application", "extend_term"): Occasion(
        "fristverlaengerung", _of_question, is_told=True, until=_term_of_question
    ),
    ("grant", "extend_term"): Occasion(
        "fristverlaengerung", _of_question, is_told=True, until=_term_of_question
    ),
    ("grant", "call_for_proof"): Occasion(
        "nachweis-aufforderung", _of_proof, until=lambda grant: grant.proof_due_on
    ),
    ("grant", "remind"): Occasion("nachweis-erinnerung", _of_reminder, is_told=True, until=_term_of_reminder),
    ("grant", "demand"): Occasion("nachweis-mahnung", _of_reminder, is_told=True, until=_term_of_reminder),
    ("grant", "extend_proof_term"): Occasion(
        "nachweis-verlaengerung", _of_reminder, is_told=True, until=_term_of_reminder
    ),
    ("grant", "question_proof"): Occasion(
        "nachweis-nachforderung", _of_question, is_told=True, until=_term_of_question
    ),
    ("grant", "remind_of_question"): Occasion(
        "nachweis-nachforderung-erinnerung", _of_question, is_told=True, until=_term_of_question
    ),
    ("grant", "hear_about_start"): Occasion(
        "anhoerung-beginn", words.of_start_hearing, is_told=True, until=_term_of_reminder
    ),
    ("claim", "hear"): Occasion(
        "anhoerung-rueckforderung",
        words.of_claim_hearing,
        is_told=True,
        until=lambda claim: claim.heard_until,
    ),
    ("claim", "hear_about_interest"): Occasion(
        "anhoerung-zinsen",
        words.of_claim_hearing,
        is_told=True,
        until=lambda claim: claim.heard_until,
    ),
    ("application", "defer"): Occasion("vertagung", words.of_deferral),
    ("payment_order", "execute"): Occasion("auszahlungsmitteilung", words.of_payment, is_told=True),
    ("grant", "confirm_account_sheet"): Occasion("neues-konto", words.of_account_sheet, is_told=True),
    ("grant", "confirm_check"): Occasion("schlussmitteilung", words.of_check, params=words.figures_of_check),
    ("grant", "close"): Occasion("abschluss", words.of_closing),
}

QUESTIONS = ("nachforderung", "nachforderung-erinnerung", "fristverlaengerung")
PROOF_QUESTIONS = ("nachweis-nachforderung", "nachweis-nachforderung-erinnerung", "fristverlaengerung")
CALLS = ("nachweis-aufforderung", "nachweis-erinnerung")
CLAIM_HEARINGS = ("anhoerung-rueckforderung", "anhoerung-zinsen")
START_HEARINGS = ("anhoerung-beginn",)
ARCHIVED = "Der Fall ist inzwischen im Archiv."
DEMANDS = (*CALLS, "nachweis-mahnung", "nachweis-verlaengerung")
POINTLESS: Mapping[tuple[str, str], Pointless] = {
    ("application", "answer"): Pointless("Die Frage ist inzwischen beantwortet.", QUESTIONS),
    ("application", "schedule"): Pointless("Die Jury spricht inzwischen wieder darüber.", ("vertagung",)),
    ("payment_order", "execute"): Pointless("Inzwischen ist Geld ausgezahlt.", START_HEARINGS),
    ("payment_order", "return_payment"): Pointless("Das Geld kam zurück.", ("auszahlungsmitteilung",)),
    ("application", "lapse"): Pointless("Der Antrag ist inzwischen eingestellt."),
    ("application", "withdraw"): Pointless("Der Antrag ist inzwischen zurückgezogen."),
    ("application", "archive"): Pointless(ARCHIVED),
    ("grant", "archive"): Pointless(ARCHIVED),
    ("grant", "remind"): Pointless("Inzwischen gibt es eine Erinnerung.", CALLS),
    ("grant", "demand"): Pointless("Inzwischen gibt es eine Mahnung.", DEMANDS),
    ("grant", "extend_proof_term"): Pointless("Inzwischen ist mehr Zeit für den Nachweis.", DEMANDS),
    ("grant", "submit_proof"): Pointless("Der Nachweis ist inzwischen da.", (*DEMANDS, *START_HEARINGS)),
    ("grant", "hear_about_start"): Pointless("Inzwischen gibt es eine neue Anhörung.", START_HEARINGS),
    ("grant", "cancel"): Pointless("Die Aktion ist inzwischen abgebrochen.", START_HEARINGS),
    ("grant", "complete_proof"): Pointless("Die Frage ist inzwischen beantwortet.", PROOF_QUESTIONS),
    ("grant", "revoke"): Pointless("Der Bescheid ist inzwischen widerrufen.", DEMANDS),
}


def on_transition(*, instance: Any, action: str, actor: Actor, now: datetime, **_more: Any) -> None:
    """Discard what the step has made pointless, then draft the letter that it brings about."""
    step = (instance.machine, action)
    if pointless := POINTLESS.get(step):
        drop_letters(
            case=instance.case, kinds=pointless.kinds, reason=pointless.reason, actor=SYSTEM, now=now
        )
    if step in OCCASIONS:
        cause = f"{action}:{instance.subject}:{instance.version}"
        write_letter(step, instance, cause=cause, actor=actor, now=now)


def write_letter(step: tuple[str, str], instance: Any, *, cause: str, actor: Actor, now: datetime) -> None:
    """Draft the letter of this step."""
    occasion = OCCASIONS[step]
    draft_letter(
        case=instance.case,
        kind=occasion.kind,
        cause=cause,
        actor=actor,
        now=now,
        fillings=occasion.fillings(instance),
        params=occasion.params(instance) if occasion.params else None,
        until=occasion.until(instance) if occasion.until else None,
        is_told=occasion.is_told,
    )
