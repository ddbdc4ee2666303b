"""Forms of the Kasse: a file that is read in."""

from django import forms

from grants.forms.office_base import FundForm, radio_field
from grants.models import ImportKind
from grants.rules.table_files import MOST_BYTES

NO_FILE = "Wählen Sie die Datei aus."


class ImportForm(FundForm):
    """Which fund, what the file is, and the file. `target`: the funds to choose from."""

    kind = radio_field(
        "Was ist das für eine Datei?", ImportKind.choices, missing="Wählen Sie, was die Datei ist."
    )
    file = forms.FileField(
        label="Datei",
        help_text="Höchstens 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={"required": NO_FILE, "invalid": NO_FILE, "empty": "Die Datei ist leer."},
    )
    field_order = ("fund", "kind", "file")

    def prepare(self) -> None:
        super().prepare()
        if len(ImportKind.choices) == 1:
            self.initial.setdefault("kind", ImportKind.RESULTS.value)

    def clean_file(self) -> object:
        """Too big is said before it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError("Die Datei ist größer als 2 MB. Teilen Sie sie auf.", code="too_big")
        return sent

    def data_of_file(self) -> bytes:
        """Its bytes, at most as many as the limit allows."""
        return bytes(self.cleaned_data["file"].read())
