"""The form with which the office hands out a new access sheet."""

from typing import Any

from django import forms

from foundation.values.codes import make_token
from grants.forms.office_base import RELOAD, ActionForm, radio_field
from grants.services.access_sheets import SheetReason


class AccessSheetForm(ActionForm):
    """Why, and the token by which a reload of the printed page shows the same code."""

    why = radio_field(
        "Warum braucht die Person einen neuen Code?",
        SheetReason.choices,
        missing="Wählen Sie, warum die Person einen neuen Code braucht.",
    )
    nonce = forms.CharField(widget=forms.HiddenInput, error_messages={"required": RELOAD})

    def prepare(self) -> None:
        self.initial["nonce"] = make_token()

    def cleaned_sheet(self) -> dict[str, Any]:
        """What the service wants to know."""
        return {"why": SheetReason(self.cleaned_data["why"]), "form_nonce": self.cleaned_data["nonce"]}
