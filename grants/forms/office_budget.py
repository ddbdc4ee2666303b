"""Forms of the Kämmerei: which year is carried over, for which days money is asked of the Land."""

from typing import Any

from django import forms

from grants.forms.office_base import ActionForm, DayField, radio_field, set_choices
from grants.models import Fund


class CarryOverForm(forms.Form):
    """Sent by a button: the fund and the closing year."""

    fund = forms.IntegerField(min_value=1)
    from_year = forms.IntegerField(min_value=2000, max_value=2999)


class DrawdownForm(ActionForm):
    """The period whose payments are asked for. `target`: the funds to choose from."""

    fund = radio_field("Fonds", [], missing="Wählen Sie den Fonds.")
    from_on = DayField(
        label="Vom ersten Tag", error_messages={"required": "Geben Sie ein, ab wann abgerufen wird."}
    )
    to_on = DayField(
        label="Bis zum letzten Tag", error_messages={"required": "Geben Sie ein, bis wann abgerufen wird."}
    )

    def prepare(self) -> None:
        set_choices(self, "fund", [(str(fund.pk), fund.name) for fund in self.target])
        if len(self.target) == 1:
            self.initial.setdefault("fund", str(self.target[0].pk))

    def chosen_fund(self) -> Fund:
        """The fund that asks."""
        found: Any = next(fund for fund in self.target if str(fund.pk) == self.cleaned_data["fund"])
        return found  # type: ignore[no-any-return]  # a row of the list above
