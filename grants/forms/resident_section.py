"""One page of the application as a form, generated from the table of questions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from grants.forms.resident_costs import CostRow, CostsField, cost_lines, rows_of
from grants.forms.resident_fields import (
    AmountField,
    CheckboxField,
    ChoiceField,
    DayField,
    EmailField,
    PostcodeField,
    Problem,
    ResidentForm,
    TextField,
    YesNoField,
)
from grants.models import Application, Particulars
from grants.rules.questions import Question, Section, asked, is_required, missing
from grants.services.applications import CostLine

TEXTAREA_ROWS = 8


def _text(question: Question) -> forms.Field:
    widget: forms.Widget = forms.TextInput()
    if question.kind == "textarea":
        widget = forms.Textarea(attrs={"rows": TEXTAREA_ROWS})
    kind = PostcodeField if question.autocomplete == "postal-code" else TextField
    return kind(limit=_limit(question), widget=widget)


def _tel(question: Question) -> forms.Field:
    widget = forms.TextInput()
    widget.input_type = "tel"
    return TextField(limit=_limit(question), widget=widget)


def _email(question: Question) -> forms.Field:
    sentences = {"invalid": question.missing_sentence}
    widget = forms.EmailInput()
    return EmailField(limit=_limit(question), widget=widget, error_messages=sentences)


def _choice(question: Question) -> forms.Field:
    sentences = {"invalid_choice": question.missing_sentence}
    return ChoiceField(choices=question.choices, error_messages=sentences)


def _yes_no(question: Question) -> forms.Field:
    sentences = {"invalid_choice": question.missing_sentence}
    return YesNoField(
        choices=question.choices,
        coerce=lambda value: value == "yes",
        empty_value=None,
        error_messages=sentences,
    )


_MAKERS: Mapping[str, Callable[[Question], forms.Field]] = {
    "choice": _choice,
    "yes_no": _yes_no,
    "text": _text,
    "textarea": _text,
    "email": _email,
    "tel": _tel,
    "date": lambda _question: DayField(),
    "amount": lambda _question: AmountField(),
    "costs": lambda _question: CostsField(),
    "checkbox": lambda _question: CheckboxField(),
}


class SectionForm(ResidentForm):
    """The questions of one page that concern this person.

    What is right can be saved although something else is wrong: `saved_answers` leaves out the wrong fields.
    """

    def __init__(
        self,
        section: Section,
        stored: Mapping[str, Any],
        data: QueryDict | None = None,
        prefilled: Mapping[str, str] | None = None,
    ) -> None:
        self.section, self.stored = section, stored
        self.questions = tuple(each for each in asked(section, stored) if each.kind != "files")
        super().__init__(data)
        for question in self.questions:
            self.fields[question.name] = self._field(question)
            self.initial[question.name] = self._initial(question, prefilled or {})

    def _field(self, question: Question) -> forms.Field:
        field = _MAKERS[question.kind](question)
        field.required = False
        field.label, field.help_text = question.label, question.hint
        for name in ("autocomplete", "inputmode"):
            if getattr(question, name):
                field.widget.attrs[name] = getattr(question, name)
        return field

    def _initial(self, question: Question, prefilled: Mapping[str, str]) -> Any:
        value = self.stored.get(question.name)
        if question.kind == "yes_no":
            return "" if value is None else ("yes" if value else "no")
        if question.kind == "costs":
            return rows_of(value or [])
        return value or prefilled.get(question.prefilled_from, value)

    @property
    def without_optional_mark(self) -> Sequence[str]:  # type: ignore[override]  # asked anew with each answer
        """What must be answered, by what is stored and what is typed now."""
        typed = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        answers = {**self.stored, **typed}
        return [each.name for each in self.questions if is_required(each, answers) or each.kind == "checkbox"]

    def clean(self) -> dict[str, Any]:
        """A row of the cost plan knows itself what is wrong in it; here the form learns of it."""
        cleaned = super().clean() or {}
        for row in self.cost_rows:
            for sentence in filter(None, (row.item_error, row.amount_error)):
                self.add_error("costs", sentence)
        return cleaned

    def demand_answers(self) -> None:
        """Add a sentence for every required answer that is missing."""
        costs: Sequence[Any] = [row for row in self.cost_rows if not row.is_empty]
        answers = {**self.stored, **self.cleaned_data, "costs": costs}
        for finding in missing(self.section, answers):
            name = finding.field or ""
            if name in self.fields and name not in self.errors:
                self.add_error(name, finding.message)

    @property
    def problems(self) -> Sequence[Problem]:
        """The problems of a cost row lead to its own input."""
        found = super().problems
        if not self.row_problems:
            return found
        return [*self.row_problems, *(each for each in found if each.field != "costs")]

    @property
    def row_problems(self) -> list[Problem]:
        """What is wrong inside the rows of the cost plan."""
        return [problem for row in self.cost_rows for problem in row.problems]

    @property
    def cost_rows(self) -> Sequence[CostRow]:
        """The rows of the cost plan, judged when something was typed."""
        field = self.fields.get("costs")
        if field is None:
            return ()
        rows: Sequence[CostRow] = self.initial["costs"]
        if self.is_bound:
            rows = field.clean(field.widget.value_from_datadict(self.data, self.files, "costs"))
        return rows

    @property
    def costs_cents(self) -> int:
        """The sum of the rows that can be read."""
        return sum(line.amount_cents for line in cost_lines(self.cost_rows))

    def saved_answers(self, owner: str) -> dict[str, Any]:
        """The right answers of the application or of the applicant, costs left out."""
        names = [each.name for each in self.questions if each.owner == owner and each.kind != "costs"]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def saved_costs(self) -> list[CostLine] | None:
        """The right rows of the cost plan, None when this page has none."""
        return cost_lines(self.cost_rows) if "costs" in self.fields else None


def _limit(question: Question) -> int | None:
    """What the question allows and the record can hold."""
    if question.kind in ("costs", "files"):
        return None
    model = Particulars if question.owner == "applicant" else Application
    column = getattr(model._meta.get_field(question.name), "max_length", None)  # noqa: SLF001 (public API)
    limits = [limit for limit in (question.max_length, column) if limit is not None]
    return min(limits) if limits else None
