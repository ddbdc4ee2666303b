"""Which step brings which letter into the outbox, and which one makes a waiting letter pointless.

A new letter is a line here, its kind and wording in `grants.rules.letter_wordings`, and its file in
`reports/catalog`. What is no edge (a reminder of a question) calls `write_letter` itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.audit.actors import SYSTEM, Actor
from foundation.values.dates import format_long_date
from grants.services.letters import draft_letter, drop_letters

Fillings = Mapping[str, str]


@dataclass(frozen=True)
class Occasion:
    """A letter that a step brings about: its kind, and from the object the words for its braces.

    `is_told`: the step itself sends an e-mail at once to who wants one.
    """

    kind: str
    fillings: Callable[[Any], Fillings]
    is_told: bool = False


@dataclass(frozen=True)
class Pointless:
    """Waiting letters that a step makes pointless, and the sentence that says why. No kinds: all of them."""

    reason: str
    kinds: tuple[str, ...] = ()


def _of_question(application: Any) -> Fillings:
    question = application.information_requests.filter(answered_at__isnull=True).latest("number")
    return {"frage": question.text, "frist": format_long_date(question.due_on)}


OCCASIONS: Mapping[tuple[str, str], Occasion] = {
    ("application", "ask"): Occasion("nachforderung", _of_question, is_told=True),
}
QUESTIONS = ("nachforderung",)
POINTLESS: Mapping[tuple[str, str], Pointless] = {
    ("application", "answer"): Pointless("Die Frage ist inzwischen beantwortet.", QUESTIONS),
    ("application", "lapse"): Pointless("Der Antrag ist inzwischen eingestellt."),
    ("application", "withdraw"): Pointless("Der Antrag ist inzwischen zurückgezogen."),
}


def on_transition(*, instance: Any, action: str, actor: Actor, now: datetime, **_more: Any) -> None:
    """Discard what the step has made pointless, then draft the letter that it brings about."""
    step = (instance.machine, action)
    if pointless := POINTLESS.get(step):
        drop_letters(
            case=instance.case, kinds=pointless.kinds, reason=pointless.reason, actor=SYSTEM, now=now
        )
    if step in OCCASIONS:
        write_letter(
            step, instance, cause=f"{action}:{instance.subject}:{instance.version}", actor=actor, now=now
        )


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
        is_told=occasion.is_told,
    )
