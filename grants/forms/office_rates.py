"""Form of the base rate of a half-year."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foundation.values.digits import ascii_digits
from foundation.values.errors import InvalidInput
from foundation.values.money import parse_cents
from grants.forms.office_base import ActionForm, DayField
from grants.rules.interest import half_year_of

MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")


class RateField(forms.CharField):
    """A rate in percent as people write it, 1,27 or -0,88; hundredths of a percent come out."""

    def clean(self, value: Any) -> int:
        text = ascii_digits(str(super().clean(value))).replace("%", "").strip()
        sign = -1 if text.startswith(MINUS) else 1
        try:
            return sign * parse_cents((text[1:] if sign < 0 else text).strip())
        except InvalidInput:
            sentence = "Geben Sie den Satz in Prozent ein, zum Beispiel 1,27 oder -0,88."
            raise ValidationError(sentence, code="base_rate.unreadable") from None


class BaseRateForm(ActionForm):
    """The half-year and its rate, as the Bundesbank makes it known."""

    valid_from = DayField(
        label="Gilt ab",
        help_text="Immer der 1. Januar oder der 1. Juli, zum Beispiel 01.07.2026",
        error_messages={"required": "Geben Sie ein, ab wann der Satz gilt."},
    )
    rate = RateField(
        label="Basiszinssatz in Prozent",
        help_text="Zum Beispiel 1,27. Die Bundesbank gibt ihn zum 1. Januar und zum 1. Juli bekannt.",
        widget=forms.TextInput(attrs={"size": "10", "inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": "Geben Sie den Satz ein."},
    )

    def prepare(self) -> None:
        known: set[date] = {each.valid_from for each in self.target}
        current = half_year_of(self.today)
        if current not in known:
            self.initial.setdefault("valid_from", current)
