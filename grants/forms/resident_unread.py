"""What a page of the draft could not read: taken from what was posted, and shown again as it was typed."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from foundation.values.money import format_amount
from grants.forms.resident_costs import CostRow
from grants.forms.resident_fields import DAY_PARTS, DayWidget, plain_text
from grants.forms.resident_section import SectionForm
from grants.rules.questions import Question, Section

Inputs = Mapping[str, str]
NOT_TYPED = ("choice", "yes_no", "checkbox")


def unread_inputs(form: SectionForm) -> dict[str, Inputs]:
    """For each question of the page the inputs as posted when they are wrong, else nothing.

    Asked before answers are demanded: what is merely missing was not typed.
    """
    return {
        each.name: _typed(each, form.data) if each.name in form.errors and each.kind not in NOT_TYPED else {}
        for each in form.questions
    }


def section_form(
    section: Section,
    answers: Mapping[str, Any],
    *,
    prefilled: Mapping[str, str] | None = None,
    unread: Mapping[str, Inputs] | None = None,
) -> SectionForm:
    """The page as it is opened: what is saved, and in its place with its error what could not be read."""
    form = SectionForm(section, answers, None, prefilled)
    mine = {name: inputs for name, inputs in (unread or {}).items() if name in form.fields}
    if not mine:
        return form
    data = QueryDict(mutable=True)
    for each in form.questions:
        inputs = mine.get(each.name) or _as_posted(each, form.initial[each.name])
        for key, value in inputs.items():
            data[key] = value
    return SectionForm(section, answers, data, prefilled)


def _typed(question: Question, posted: Mapping[str, Any]) -> Inputs:
    """The inputs of one question, without what a database cannot hold."""
    name = question.name
    if question.kind == "costs":
        keys = [key for key in posted if key.startswith(f"{name}-")]
    elif question.kind == "date":
        keys = [f"{name}_{part}" for part, _, _ in DAY_PARTS]
    else:
        keys = [name]
    return {key: plain_text(str(posted.get(key, ""))) for key in keys}


def _as_posted(question: Question, value: Any) -> Inputs:
    """What the browser would send of an answer that is saved."""
    name = question.name
    if question.kind == "costs":
        return _rows_as_posted(name, value)
    if question.kind == "date":
        typed = DayWidget().decompress(value)
        return {f"{name}_{part}": text for (part, _, _), text in zip(DAY_PARTS, typed, strict=True)}
    if question.kind == "checkbox":
        return {name: "on"} if value else {}
    if question.kind == "amount" and value is not None:
        value = format_amount(value)
    return {name: str(value or "")}


def _rows_as_posted(name: str, rows: list[CostRow]) -> Inputs:
    inputs = {f"{name}-rows": str(len(rows))}
    for row in rows:
        inputs |= {f"{name}-{row.number}-item": row.item, f"{name}-{row.number}-amount": row.amount}
    return inputs
