"""The form of the De-minimis entry."""

from grants.forms.office_base import ActionForm, DayField, ShortText, amount_field
from grants.rules.state_aid import LONGEST_NUMBER


class StateAidForm(ActionForm):
    """What the register and the declaration of the undertaking say; the last entry stands in it already."""

    register_number = ShortText(
        label="Nummer im De-minimis-Register",
        limit=LONGEST_NUMBER,
        error_messages={"required": "Tragen Sie die Nummer aus dem De-minimis-Register ein."},
    )
    entered_on = DayField(label="Eingetragen am", error_messages={"required": "Geben Sie den Tag ein."})
    other_aid = amount_field(
        "Andere De-minimis-Beihilfen in den letzten drei Jahren",
        help_text="Was das Register oder die Erklärung der Firma zeigt, ohne diese Förderung. "
        "Keine? Dann tragen Sie 0 ein.",
        error_messages={"required": "Geben Sie einen Betrag ein. Gab es keine anderen, tragen Sie 0 ein."},
    )

    def prepare(self) -> None:
        entry = self.target.state_aid_entry
        self.initial.setdefault("entered_on", entry.entered_on if entry else self.today)
        if entry is not None:
            self.initial.setdefault("register_number", entry.register_number)
            self.initial.setdefault("other_aid", entry.other_aid_cents)
