"""Answers as people read them, and what changed between two versions of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.rules.questions import SECTIONS, Question, asked, question_by_name

NOT_GIVEN: Final = say("Nicht angegeben")


@dataclass(frozen=True)
class Difference:
    """One answer that reads differently in two versions; each side as lines, empty where nothing stood."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def answer_in_words(question: Question, value: Any) -> str:
    """A kept answer as people read it. `value` is plain: cents for an amount, an ISO day, a code."""
    if question.kind in ("checkbox", "yes_no") and value is not None:
        return say("Ja") if value else say("Nein")
    if value in (None, ""):
        return NOT_GIVEN
    if question.kind == "amount":
        return format_euro(value)
    if question.kind == "date":
        return format_date(date.fromisoformat(value))
    return dict(question.choices).get(value, str(value))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What reads differently in two kept versions of an application, in the order of the form."""
    old, new = _flat(before), _flat(after)
    names = dict.fromkeys(
        question.name
        for section in SECTIONS
        for answers in (old, new)
        for question in asked(section, answers)
        if question.kind != "files"
    )
    found = [_difference(name, old, new) for name in names if old.get(name) != new.get(name)]
    return (*found, *_new_replies(before, after))


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """One mapping from the name of a question to its answer."""
    return {**content.get("applicant", {}), **content}


def _difference(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    if name == "costs":
        lines_before, lines_after = _cost_lines(old), _cost_lines(new)
        return Difference(
            question_by_name(name).label,
            tuple(line for line in lines_before if line not in lines_after),
            tuple(line for line in lines_after if line not in lines_before),
        )
    question = question_by_name(name, new)
    return Difference(
        question.label,
        (answer_in_words(question, old.get(name)),),
        (answer_in_words(question, new.get(name)),),
    )


def _cost_lines(answers: Mapping[str, Any]) -> list[str]:
    return [f"{row['item']}: {format_euro(row['amount_cents'])}" for row in answers.get("costs", ())]


def _new_replies(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What was answered to questions of the office since then."""
    known: Sequence[str] = before.get("answers", ())
    replies = enumerate(after.get("answers", ()), 1)
    return [
        Difference(f"Antwort auf Frage {number}", (), (reply,))
        for number, reply in replies
        if reply and (number > len(known) or known[number - 1] != reply)
    ]
