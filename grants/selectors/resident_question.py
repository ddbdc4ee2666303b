"""What became of the term of an open question, in the resident's words."""

from collections.abc import Sequence
from typing import Any

from foundation.values.dates import local_date
from foundation.values.phrases import say
from grants.models import QuestionTerm


def term_news(question: Any) -> Sequence[str]:
    """The latest wish, new term or reminder, a sentence a line; nothing when the first term stands."""
    last = question.terms.order_by("-pk").first() if question is not None else None
    return () if last is None else _in_words(last)


def _in_words(term: QuestionTerm) -> Sequence[str]:
    if term.kind == "reminder":
        return (
            say(
                "Am {asked_on} haben wir Sie an die Frage erinnert.",
                asked_on=local_date(term.asked_at),
            ),
        )
    if term.is_open and term.wished_on:
        return (
            say(
                "Sie haben um mehr Zeit gebeten: bis {wished}. Wir melden uns.",
                wished=term.wished_on,
            ),
            say(
                "Bis dahin gilt noch: {due_before}.",
                due_before=term.due_before,
            ),
        )
    if term.due_on is None:
        return (
            say("Mehr Zeit können wir Ihnen leider nicht geben."),
            say(
                "Der Grund: {reason}",
                reason=term.reason,
            ),
        )
    return (
        say(
            "Sie haben jetzt mehr Zeit: bis {due_on}.",
            due_on=term.due_on,
        ),
    )
