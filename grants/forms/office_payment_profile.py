"""A proposed profile of payment files: one input for every column that a version decides."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models

from foundation.values.errors import InvalidInput
from grants.forms.office_base import LongText, ShortText, radio_field
from grants.models.payment_profile import profile_columns
from grants.rules.import_names import parse_import_names
from grants.rules.payment_files import parse_columns

HELPS = {
    "columns_text": 'In der Reihenfolge der Datei: Überschrift = spalte. Oder: Überschrift = "fester Text".',
    "import_text": "Wie das Finanzverfahren seine Spalten und Wörter nennt: Name in der Datei = Bedeutung. "
    "Leer heißt: Das Programm versteht nur seine eigenen Namen.",
    "has_summary": "Über den Überschriften stehen dann Anzahl und Kontrollsumme.",
    "bank_file": "Die Kasse kann dann statt der CSV-Datei eine Datei für die Bank erzeugen.",
    "debtor_name": "Nur für die Bankdatei: so, wie das Konto der Stadt bei der Bank heißt.",
    "debtor_iban": "Von diesem Konto zahlt die Stadt.",
    "statements": "Die Kasse kann dann Auszüge des Kontos der Stadt einlesen und daraus buchen.",
    "debtor_bic": "Leer heißt: die BIC, die zur IBAN gehört.",
}
COLUMN_ROWS, OWN_NAMES_ROWS = 16, 8


class PaymentProfileForm(forms.Form):
    """How the files shall be written, and why. `values` holds what is in force."""

    use_required_attribute = False

    reason = LongText(
        label="Warum ändert sich das?",
        limit=500,
        error_messages={"required": "Schreiben Sie, warum sich das ändert."},
    )

    def __init__(self, data: Any = None, *, values: dict[str, Any]) -> None:
        super().__init__(data, label_suffix="", initial=values)
        for column in profile_columns():
            self.fields[column.name] = _field(column)
            self.fields[column.name].help_text = HELPS.get(column.name, "")
        self.order_fields([column.name for column in profile_columns()])

    def clean_columns_text(self) -> str:
        """Read at once, so that every mistake of the form is shown together."""
        return _readable(self.cleaned_data["columns_text"], parse_columns)

    def clean_import_text(self) -> str:
        """Likewise."""
        return _readable(self.cleaned_data["import_text"], parse_import_names)

    def values(self) -> dict[str, Any]:
        """Every value by its name."""
        return {column.name: self.cleaned_data[column.name] for column in profile_columns()}


def _readable(text: str, read: Callable[[str], object]) -> str:
    try:
        read(text)
    except InvalidInput as error:
        raise forms.ValidationError(error.message) from error
    return text


def _field(column: Any) -> forms.Field:
    label = str(column.verbose_name)
    if column.choices:
        return radio_field(label, column.choices, missing=f"Wählen Sie: {label}.")
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    if isinstance(column, models.TextField):
        missing = {"required": "Schreiben Sie die Spalten auf, eine je Zeile."}
        return LongText(
            label=label,
            limit=column.max_length or 0,
            rows=OWN_NAMES_ROWS if column.blank else COLUMN_ROWS,
            required=not column.blank,
            error_messages=missing,
        )
    return ShortText(label=label, limit=column.max_length or 0, required=False)
