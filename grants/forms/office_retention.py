"""The proposal to delete what is no longer kept; a pause of the reminders."""

from typing import Any

from django import forms

from grants.forms.office_base import ActionForm, DayField, ReasonForm, radio_field, set_choices
from grants.models import Fund


class ProposeDeletionForm(ActionForm):
    """Two answers that this program cannot know. `target`: the funds to choose from."""

    fund = radio_field("Fonds", [], missing="Wählen Sie den Fonds.")
    periods_confirmed = forms.BooleanField(
        label="Die Stadt hat die Fristen der Aufbewahrung bestätigt.",
        error_messages={"required": "Erst muss die Stadt die Fristen der Aufbewahrung bestätigen."},
    )
    final_account_accepted = forms.BooleanField(
        label="Das Land hat die Schlussabrechnung angenommen, oder es war kein Geld vom Land dabei.",
        error_messages={"required": "Erst muss das Land die Schlussabrechnung annehmen."},
    )

    def prepare(self) -> None:
        set_choices(self, "fund", [(str(fund.pk), fund.name) for fund in self.target])
        if len(self.target) == 1:
            self.initial.setdefault("fund", str(self.target[0].pk))

    def chosen_fund(self) -> Fund:
        """The fund whose cases are proposed."""
        found: Any = next(fund for fund in self.target if str(fund.pk) == self.cleaned_data["fund"])
        return found  # type: ignore[no-any-return]  # a row of the list above


class PauseForm(ReasonForm):
    """Up to which day, and why."""

    until = DayField(
        label="Bis einschließlich", error_messages={"required": "Geben Sie ein, bis wann Pause ist."}
    )
    field_order = ("until", "reason")
