"""Forms of the Kasse: a file that is read in."""

from django import forms

from grants.forms.office_base import FundForm, radio_field, set_choices
from grants.models import ImportKind
from grants.rules.statements import MOST_BYTES as MOST_OF_STATEMENT
from grants.rules.table_files import MOST_BYTES
from grants.selectors.finance_imports import statements_are_on

NO_FILE = "Wählen Sie die Datei aus."


class ImportForm(FundForm):
    """Which fund, what the file is, and the file. `target`: the funds to choose from."""

    kind = radio_field(
        "Was ist das für eine Datei?", ImportKind.choices, missing="Wählen Sie, was die Datei ist."
    )
    file = forms.FileField(
        label="Datei",
        help_text="Eine Tabelle höchstens 2 MB, ein Kontoauszug höchstens 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xml,text/csv,application/xml"}),
        error_messages={"required": NO_FILE, "invalid": NO_FILE, "empty": "Die Datei ist leer."},
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
