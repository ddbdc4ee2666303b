"""Forms of the office for an account that came on a signed sheet: typed in, and typed once more."""

from typing import Any

from django import forms

from applicants.iban import parse_iban
from foundation.values.errors import InvalidInput
from grants.forms.office_base import ActionForm, DayField, ShortText

WRONG = "Die IBAN ist nicht richtig. Vergleichen Sie sie mit dem Blatt."


class IbanForm(ActionForm):
    """An IBAN from paper, checked by its check digits."""

    iban = ShortText(
        label="IBAN",
        help_text="Wie sie auf dem Blatt steht. Leerzeichen sind erlaubt.",
        limit=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
        error_messages={"required": "Geben Sie die IBAN ein, die auf dem Blatt steht."},
    )

    def clean_iban(self) -> str:
        typed: str = self.cleaned_data["iban"]
        if not typed:  # only where it may be left out
            return typed
        try:
            parse_iban(typed)
        except InvalidInput as error:
            raise forms.ValidationError(WRONG, code=error.code) from None
        return typed


class AccountSheetForm(IbanForm):
    """What stands on the sheet, when it came, and that it is signed."""

    holder = ShortText(
        label="Wem gehört das Konto?",
        help_text="Genau wie auf dem Blatt.",
        limit=70,
        error_messages={"required": "Geben Sie den Namen ein, der auf dem Blatt steht."},
    )
    came_on = DayField(
        label="Wann kam das Blatt?", error_messages={"required": "Geben Sie den Tag ein, an dem es kam."}
    )
    signed = forms.BooleanField(
        label="Die Unterschrift der Person liegt vor",
        error_messages={"required": "Ohne Unterschrift der Person geht es nicht."},
    )
    field_order = ("holder", "iban", "came_on", "signed")


class ConfirmSheetForm(IbanForm):
    """The IBAN once more, by another person, from the same sheet. `sheet` is what waits."""

    compared = forms.BooleanField(
        label="Das unterschriebene Blatt liegt vor mir. Name und Unterschrift stimmen.",
        error_messages={"required": "Vergleichen Sie Name und Unterschrift mit dem Blatt."},
    )

    def prepare(self) -> None:
        self.sheet: Any = self.target.open_account_sheet


class DiscardSheetForm(ActionForm):
    """Why nothing comes of it. `sheet` is what waits."""

    reason = ShortText(
        label="Begründung", limit=500, error_messages={"required": "Schreiben Sie eine Begründung."}
    )

    def prepare(self) -> None:
        self.sheet: Any = self.target.open_account_sheet
