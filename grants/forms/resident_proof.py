"""The forms of the proof: one receipt, and the words about what was done."""

from datetime import date
from typing import Any

from django import forms

from foundation.values.dates import format_long_date
from grants.forms.resident_fields import AmountField, DayField, ResidentForm, TextField

DAY_MISSING = "Geben Sie den Tag ein, der auf dem Beleg steht, zum Beispiel 12.3.2027."
AMOUNT_MISSING = "Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90."


class ReceiptForm(ResidentForm):
    """One receipt; its photo is handled by the view."""

    payee = TextField(
        label="Bei wem haben Sie bezahlt?",
        help_text="Zum Beispiel der Name vom Geschäft.",
        limit=120,
        error_messages={"required": "Schreiben Sie, bei wem Sie bezahlt haben."},
    )
    issued_on = DayField(
        label="Welcher Tag steht auf dem Beleg?",
        help_text="Zum Beispiel 12 3 2027.",
        error_messages={"required": DAY_MISSING},
    )
    amount_cents = AmountField(
        label="Wie viel haben Sie bezahlt?",
        help_text="In Euro, zum Beispiel 49,90.",
        error_messages={"required": AMOUNT_MISSING},
    )
    purpose = TextField(
        label="Wofür war das?",
        help_text="Zum Beispiel: Erde und Blumen.",
        limit=160,
        error_messages={"required": "Schreiben Sie, wofür Sie bezahlt haben."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_issued_on(self) -> date:
        """A receipt of tomorrow is a slip of the pen."""
        day: date = self.cleaned_data["issued_on"]
        if day > self.today:
            sentence = f"Der {format_long_date(day)} kommt erst noch. Prüfen Sie den Tag."
            raise forms.ValidationError(sentence, code="day")
        return day

    def clean_amount_cents(self) -> int:
        """Nothing paid is no receipt."""
        cents: int | None = self.cleaned_data["amount_cents"]
        if not cents:
            raise forms.ValidationError(AMOUNT_MISSING, code="amount.zero")
        return cents


class ReportForm(ResidentForm):
    """What became of it, in a few words, and what was really given."""

    report = TextField(
        label="Was ist aus Ihrer Aktion geworden?",
        help_text="Zwei Sätze reichen. Schreiben Sie einfach, wie Sie es erzählen würden.",
        limit=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Schreiben Sie in zwei Sätzen, was aus Ihrer Aktion geworden ist."},
    )
    donations_actual_cents = AmountField(
        label="Wie viel haben Sie als Spende bekommen?",
        help_text="In Euro, zum Beispiel 49,90. Haben Sie keine Spende bekommen? Dann lassen Sie das frei.",
        required=False,
    )
