"""The form with which the office corrects what was sent: every answer that can be corrected, as it stands."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from grants.forms.office_base import ActionForm, DayField, LongText, ShortText, amount_field
from grants.rules.questions import SECTIONS, Question, asked
from grants.services.applications import CostLine
from grants.services.corrections import correctable
from grants.workflows.answers import answers_of

HALF_ROW = (
    "Schreiben Sie in Zeile {number} beides: was es ist und wie viel es kostet. Oder leeren Sie beides."
)
NO_CHOICE = "Wählen Sie eine der Möglichkeiten."


def _short(question: Question) -> forms.Field:
    return ShortText(label=question.label, limit=question.max_length or 160, required=False)


def _long(question: Question) -> forms.Field:
    return LongText(label=question.label, limit=question.max_length or 2000, required=False)


def _email(question: Question) -> forms.Field:
    sentences = {"invalid": question.missing_sentence}
    return forms.EmailField(label=question.label, required=False, error_messages=sentences)


def _choice(question: Question) -> forms.Field:
    return forms.ChoiceField(
        label=question.label, choices=question.choices, error_messages={"invalid_choice": NO_CHOICE}
    )


_MAKERS: Mapping[str, Callable[[Question], forms.Field]] = {
    "choice": _choice,
    "text": _short,
    "tel": _short,
    "email": _email,
    "textarea": _long,
    "date": lambda question: DayField(label=question.label, required=False),
    "amount": lambda question: amount_field(question.label, required=False),
    "checkbox": lambda question: forms.BooleanField(label=question.label, required=False),
}


class CorrectionForm(ActionForm):
    """The answers as they stand; what is left as it is stays. The applicant can read the reason."""

    reason = LongText(
        label="Warum korrigieren Sie das?",
        help_text="Die antragstellende Person kann das lesen.",
        rows=2,
        error_messages={"required": "Schreiben Sie, warum Sie das korrigieren."},
    )

    rows = range(0)  # the lines of the cost plan, while they can still be corrected

    def prepare(self) -> None:
        self.stored = answers_of(self.target)
        self.questions = [
            question
            for section in SECTIONS
            for question in asked(section, self.stored)
            if question.kind != "files" and correctable(self.target, question.name)
        ]
        for question in self.questions:
            if question.kind == "costs":
                self._add_cost_rows()
            else:
                self.fields[question.name] = _MAKERS[question.kind](question)
                self.initial.setdefault(question.name, self.stored[question.name])
        self.order_fields([name for name in self.fields if name != "reason"])

    def _add_cost_rows(self) -> None:
        """A pair of inputs for each line of the plan, and one for a line that is missing."""
        costs = self.stored["costs"]
        self.rows = range(1, len(costs) + 2)
        for number in self.rows:
            self.fields[f"cost_{number}_item"] = ShortText(
                label=f"Kosten, Zeile {number}: Was?", limit=120, required=False
            )
            self.fields[f"cost_{number}_amount"] = amount_field(f"Zeile {number}: Wie viel?", required=False)
        for number, cost in enumerate(costs, 1):
            self.initial.setdefault(f"cost_{number}_item", cost.item)
            self.initial.setdefault(f"cost_{number}_amount", cost.amount_cents)

    def clean(self) -> dict[str, Any]:
        """A cost line is whole or not there."""
        cleaned = super().clean() or {}
        for number in self.rows:
            item, amount = f"cost_{number}_item", f"cost_{number}_amount"
            if item in self.errors or amount in self.errors:
                continue
            if bool(cleaned[item]) != bool(cleaned[amount]):
                self.add_error(item, HALF_ROW.format(number=number))
        return cleaned

    def corrected(self, owner: str) -> dict[str, Any]:
        """The answers of the application or of the applicant that now read differently."""
        names = [each.name for each in self.questions if each.owner == owner and each.kind != "costs"]
        return {
            name: self.cleaned_data[name] for name in names if self.cleaned_data[name] != self.stored[name]
        }

    def corrected_costs(self) -> list[CostLine] | None:
        """The whole plan when a line of it was changed, else None."""
        data = self.cleaned_data
        lines = [
            CostLine(data[f"cost_{number}_item"], data[f"cost_{number}_amount"])
            for number in self.rows
            if data[f"cost_{number}_item"]
        ]
        stored = [CostLine(cost.item, cost.amount_cents) for cost in self.stored["costs"]]
        return lines if self.rows and lines != stored else None
