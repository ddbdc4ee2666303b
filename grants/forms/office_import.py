"""Forms of the Kasse: a file that is read in."""

from typing import Any

from django import forms

from grants.forms.office_base import FundForm, radio_field, set_choices
from grants.models import ImportKind
from grants.rules.statements import MOST_BYTES as MOST_OF_STATEMENT
from grants.rules.table_files import MOST_BYTES
from grants.selectors.finance_imports import statements_are_on

NO_FILE = "Wählen Sie die Datei aus."


def file_field(help_text: str, accept: str) -> forms.FileField:
    """A file of the person's own computer."""
    return forms.FileField(
        label="Datei",
        help_text=help_text,
        widget=forms.FileInput(attrs={"accept": accept}),
        error_messages={"required": NO_FILE, "invalid": NO_FILE, "empty": "Die Datei ist leer."},
    )


class ImportForm(FundForm):
    """Which fund, what the file is, and the file. `target`: the funds to choose from."""

    kind = radio_field(
        "Was ist das für eine Datei?", ImportKind.choices, missing="Wählen Sie, was die Datei ist."
    )
    file = file_field(
        "Eine Tabelle höchstens 2 MB, ein Kontoauszug höchstens 5 MB.",
        ".csv,.txt,.xml,text/csv,application/xml",
    )
    field_order = ("fund", "kind", "file")

    def prepare(self) -> None:
        super().prepare()
        if not any(statements_are_on(fund) for fund in self.target):
            offered = [each for each in ImportKind.choices if each[0] != ImportKind.STATEMENT]
            set_choices(self, "kind", offered)

    def clean_file(self) -> object:
        """Too big is said before it is read."""
        sent = self.cleaned_data["file"]
        is_statement = self.cleaned_data.get("kind") == ImportKind.STATEMENT
        if sent.size > (MOST_OF_STATEMENT if is_statement else MOST_BYTES):
            limit = "5 MB" if is_statement else "2 MB"
            raise forms.ValidationError(
                f"Die Datei ist größer als {limit}. Teilen Sie sie auf.", code="too_big"
            )
        return sent

    def data_of_file(self) -> bytes:
        """Its bytes, at most as many as the limit allows."""
        return bytes(self.cleaned_data["file"].read())


class TryFileForm(forms.Form):
    """A file of the finance system, to see how it is read; nothing of it is kept."""

    use_required_attribute = False

    kind = radio_field(
        "Was ist das für eine Datei?",
        [each for each in ImportKind.choices if each[0] != ImportKind.STATEMENT],
        missing="Wählen Sie, was die Datei ist.",
    )
    file = file_field("Eine Tabelle als CSV, höchstens 2 MB.", ".csv,.txt,text/csv")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")

    def clean_file(self) -> object:
        """Too big is said before it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError("Die Datei ist größer als 2 MB. Teilen Sie sie auf.", code="too_big")
        return sent
