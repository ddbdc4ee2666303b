"""All answers as rows "question, answer, Ändern", for the check page and the status page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from foundation.languages.spoken import current_language, spoken
from foundation.values.dates import format_long_date
from foundation.values.money import format_euro
from foundation.values.phrases import Phrase, say
from grants.forms.resident_fields import Problem
from grants.models import Application
from grants.rules.findings import Finding
from grants.rules.questions import SECTIONS, Question, Section, asked
from grants.selectors.resident import draft_facts, pictures_of
from grants.workflows.answers import answers_of

Row = Mapping[str, str]


def answer_groups(application: Application, today: date, *, with_links: bool) -> list[dict[str, Any]]:
    """Every page of the form with its answers in words; links only while something can be changed."""
    answers = answers_of(application)
    return [
        {"title": section.short, "rows": [_row(application, section, each, answers, today, with_links)
                                          for each in asked(section, answers)]}
        for section in SECTIONS
    ]  # fmt: skip


def _row(
    application: Application,
    section: Section,
    question: Question,
    answers: Mapping[str, Any],
    today: date,
    with_links: bool,
) -> Row:
    change = section_address(application, section, question.name) if with_links else ""
    value = _in_words(application, question, answers, today)
    about = question.label if question.kind != "files" else section.short
    # Lines are broken in the text, which would make a phrase German; what people wrote stays as it is.
    said = spoken(value) if isinstance(value, Phrase) else value
    return {"key": about, "value": said, "change": change, "about": about}


def _in_words(application: Application, question: Question, answers: Mapping[str, Any], today: date) -> str:
    value = answers[question.name]
    if question.kind == "files":
        return "\n".join(file.original_name for file in pictures_of(application))
    if question.kind == "costs":
        lines = [f"{cost.item}: {format_euro(cost.amount_cents)}" for cost in value]
        total = spoken(say("Zusammen: {sum}", sum=format_euro(sum(cost.amount_cents for cost in value))))
        return "\n".join([*lines, total] if value else lines)
    if question.name == "requested_cents" and value is None:
        return _proposal(application, today)
    return _plain(question, value)


def _plain(question: Question, value: Any) -> str:
    if question.kind == "checkbox":
        return say("Ja") if value else ("" if question.required else say("Nein"))
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if question.choices:
        return dict(question.choices).get(value or "", "")
    if isinstance(value, date):
        return format_long_date(value, current_language())
    if question.kind == "amount":
        return "" if value is None else format_euro(value)
    return str(value or "")


def _proposal(application: Application, today: date) -> str:
    cents = draft_facts(application, today).requested_cents or 0
    return (
        say(
            "{cents} (von uns ausgerechnet)",
            cents=format_euro(cents),
        )
        if cents
        else ""
    )


def section_address(application: Application, section: Section, name: str) -> str:
    """The page with this question, from which "Weiter" returns to the check page."""
    address = reverse("draft_section", args=[application.uuid, section.slug])
    return f"{address}?von=pruefen#{first_input(section, name)}"


def first_input(section: Section, name: str) -> str:
    """The id of the first input of a question."""
    kind = next((each.kind for each in section.questions if each.name == name), "text")
    if kind in ("choice", "yes_no", "date"):
        return f"id_{name}_0"
    if kind == "files":
        return "id_file"
    return "id_costs-1-item" if kind == "costs" else f"id_{name}"


def linked(application: Application, finding: Finding) -> tuple[str, str]:
    """A finding's sentence and the address of the page on which it can be settled, if there is one."""
    for section in SECTIONS:
        if any(each.name == finding.field for each in section.questions):
            return finding.message, section_address(application, section, finding.field or "")
    return finding.message, ""


def problem_of(application: Application, finding: Finding) -> Problem:
    """A finding as a line of the error summary."""
    sentence, address = linked(application, finding)
    return Problem(sentence, address=address)
