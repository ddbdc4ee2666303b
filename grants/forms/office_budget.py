"""Forms of the Kämmerei: which year is carried over, for which days money is asked of the Land."""

from django import forms

from grants.forms.office_base import DayField, FundForm


class CarryOverForm(forms.Form):
    """Sent by a button: the fund and the closing year."""

    fund = forms.IntegerField(min_value=1)
    from_year = forms.IntegerField(min_value=2000, max_value=2999)


class DrawdownForm(FundForm):
    """The period whose payments are asked for. `target`: the funds to choose from."""

    from_on = DayField(
        label="Vom ersten Tag", error_messages={"required": "Geben Sie ein, ab wann abgerufen wird."}
    )
    to_on = DayField(
        label="Bis zum letzten Tag", error_messages={"required": "Geben Sie ein, bis wann abgerufen wird."}
    )
