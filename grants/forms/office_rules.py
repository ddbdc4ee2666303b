"""A proposed version of a fund's rules: one input for every column, so that a new rule needs no new form."""

from typing import Any

from django import forms
from django.db import models

from grants.forms.office_base import DayField, LongText, ShortText, amount_field, radio_field
from grants.forms.rule_helps import RULE_HELPS
from grants.models.rules_proposal import rule_columns
from grants.rules.rule_versions import PERCENT

LONGEST_TEXT = 4000
NUMBER = "Geben Sie eine ganze Zahl ein, zum Beispiel 14."


class RulesForm(forms.Form):
    """Every rule as it shall be, from when, and why. `initial` holds the newest version."""

    use_required_attribute = False

    valid_from = DayField(
        label="Gilt ab", error_messages={"required": "Geben Sie ein, ab wann die Regeln gelten."}
    )
    reason = LongText(
        label="Warum ändern sich die Regeln?",
        error_messages={"required": "Schreiben Sie, warum sich die Regeln ändern."},
    )

    def __init__(self, data: Any = None, *, values: dict[str, Any]) -> None:
        super().__init__(data, label_suffix="", initial=values)
        for column in rule_columns():
            self.fields[column.name] = _field(column)
            self.fields[column.name].help_text = rule_help(column)
        self.order_fields([column.name for column in rule_columns()])

    def values(self) -> dict[str, Any]:
        """Every rule by its name; amounts in cents."""
        return {column.name: self.cleaned_data[column.name] for column in rule_columns()}


def rule_help(column: Any) -> str:
    """What the rule means: its unit, and what follows from it."""
    return str(column.help_text) or RULE_HELPS[column.name]


def _field(column: Any) -> forms.Field:
    """The input of a column by what it holds."""
    label, is_needed = str(column.verbose_name), not (column.blank or column.null)
    missing = f"Geben Sie ein: {label}."
    if column.choices:
        return radio_field(label, column.choices, missing=f"Wählen Sie: {label}.")
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    if column.name.endswith("_cents"):
        return amount_field(label, required=is_needed)
    if isinstance(column, models.IntegerField):
        return forms.IntegerField(
            label=label,
            required=is_needed,
            min_value=0,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "size": "5", "autocomplete": "off"}
                | ({"suffix": "%"} if column.name in PERCENT else {})
            ),
            error_messages={"required": missing, "invalid": NUMBER, "min_value": NUMBER},
        )
    if isinstance(column, models.TextField):
        return LongText(label=label, limit=LONGEST_TEXT, required=is_needed)
    return ShortText(label=label, limit=column.max_length or 160, required=is_needed)
