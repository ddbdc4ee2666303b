"""The proposal to delete what is no longer kept; a pause of the reminders."""

from django import forms

from grants.forms.office_base import DayField, FundForm, ReasonForm


class ProposeDeletionForm(FundForm):
    """Two answers that this program cannot know. `target`: the funds to choose from."""

    periods_confirmed = forms.BooleanField(
        label="Die Stadt hat die Fristen der Aufbewahrung bestätigt.",
        error_messages={"required": "Erst muss die Stadt die Fristen der Aufbewahrung bestätigen."},
    )
    final_account_accepted = forms.BooleanField(
        label="Das Land hat die Schlussabrechnung angenommen, oder es war kein Geld vom Land dabei.",
        error_messages={"required": "Erst muss das Land die Schlussabrechnung annehmen."},
    )


class PauseForm(ReasonForm):
    """Up to which day, and why."""

    until = DayField(
        label="Bis einschließlich", error_messages={"required": "Geben Sie ein, bis wann Pause ist."}
    )
    field_order = ("until", "reason")
