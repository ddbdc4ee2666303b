"""The application form as a table: wizard, submit check, summary, printed form and PDF loop over it.

Source of the wording: UX handbook 3.2, A1 to A9; architecture 6, last paragraph. The pages stand in
`question_table.py`; here is what can be asked of them.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from foundation.values.phrases import say
from grants.rules.findings import Finding, blocker
from grants.rules.question_model import SOURCE, Answers, Condition, Question, Section
from grants.rules.question_table import SECTIONS

__all__ = [
    "SECTIONS",
    "Answers",
    "Condition",
    "Question",
    "Section",
    "all_missing",
    "asked",
    "is_required",
    "missing",
    "question_by_name",
    "section_by_slug",
    "too_long",
    "unread",
]


def asked(section: Section, answers: Answers) -> tuple[Question, ...]:
    """Return the questions of a page that concern this person; each name occurs at most once."""
    return tuple(each for each in section.questions if each.condition(answers))


def is_required(question: Question, answers: Answers) -> bool:
    """Whether this person must answer the question."""
    return question.condition(answers) and (question.required or question.required_when(answers))


def missing(section: Section, answers: Answers) -> list[Finding]:
    """Every required question of a page has an answer, and no text is too long.

    Source: domain handbook 5.1 (DRAFT → SUBMITTED: required fields). `answers` maps names to values or texts.
    Does not check whether an answer is right: that is the form's field, and the eligibility rules.
    """
    findings: list[Finding] = []
    for question in asked(section, answers):
        value = answers.get(question.name)
        if question.kind == "costs":
            findings.extend(_missing_costs(question, value))
        elif is_required(question, answers) and not _is_answered(question, value):
            findings.append(
                blocker(f"{question.name}.missing", question.missing_sentence, SOURCE, question.name)
            )
        elif (finding := too_long(question, value)) is not None:
            findings.append(finding)
    return findings


def unread(section: Section, answers: Answers, kept: Container[str]) -> list[Finding]:
    """What was typed on this page and could not be read is settled before the application is sent.

    `kept` holds the names of such questions. What to do is said on the page itself, beside the input.
    """
    return [
        blocker(
            "answer.unread",
            say("Bei „{page}“ stimmt noch etwas nicht. Sehen Sie es noch einmal an.", page=section.short),
            SOURCE,
            each.name,
        )
        for each in asked(section, answers)
        if each.name in kept
    ]


def all_missing(answers: Answers, kept: Container[str] = ()) -> list[Finding]:
    """Return what is missing or could not be read on all pages, in their order, once for each question."""
    findings: list[Finding] = []
    for section in SECTIONS:
        wrong = unread(section, answers, kept)
        named = {each.field for each in wrong}
        findings += [*wrong, *(each for each in missing(section, answers) if each.field not in named)]
    return findings


def too_long(question: Question, value: object) -> Finding | None:
    """A text has at most the characters its question allows; the sentence says by how many it is too long.

    Line breaks count as one character, whatever the browser sends.
    """
    if question.max_length is None or not isinstance(value, str):
        return None
    excess = len(value.replace("\r\n", "\n")) - question.max_length
    if excess <= 0:
        return None
    sentence = say(
        "Ihr Text ist {excess} Zeichen zu lang. Kürzen Sie ihn.",
        excess=excess,
    )
    return blocker(f"{question.name}.too_long", sentence, SOURCE, question.name)


def section_by_slug(slug: str) -> Section | None:
    """Return the page of that address, or None."""
    return next((each for each in SECTIONS if each.slug == slug), None)


def question_by_name(name: str, answers: Answers | None = None) -> Question:
    """Return the question of that name; among variants the one that is asked for these answers."""
    found = [each for section in SECTIONS for each in section.questions if each.name == name]
    fitting = [each for each in found if each.condition(answers or {})]
    return (fitting or found)[0]


def _is_answered(question: Question, value: object) -> bool:
    if value is None:
        return False
    if question.kind == "checkbox":
        return bool(value)
    return bool(value.strip()) if isinstance(value, str) else True


def _missing_costs(question: Question, value: object) -> list[Finding]:
    rows = [each for each in value if not _is_empty(each)] if isinstance(value, Sequence) else []
    if not rows:
        return [blocker("costs.missing", question.missing_sentence, SOURCE, "costs")]
    findings = []
    for number, row in enumerate(rows, 1):
        item, amount = _cell(row, "item"), _cell(row, "amount")
        if item in (None, ""):
            sentence = say(
                "Schreiben Sie in Zeile {number}, was Sie brauchen.",
                number=number,
            )
            findings.append(blocker("costs.item_missing", sentence, SOURCE, "costs"))
        if amount in (None, ""):
            sentence = say(
                "Schreiben Sie in Zeile {number}, wie viel es kostet, zum Beispiel 49,90.",
                number=number,
            )
            findings.append(blocker("costs.amount_missing", sentence, SOURCE, "costs"))
    return findings


def _is_empty(row: object) -> bool:
    return _cell(row, "item") in (None, "") and _cell(row, "amount") in (None, "")


def _cell(row: object, name: str) -> object:
    """Read a row that is a mapping or a record; an amount may be called `amount_cents`."""
    for key in (name, f"{name}_cents"):
        value = row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)
        if value is not None:
            return value.strip() if isinstance(value, str) else value
    return None
