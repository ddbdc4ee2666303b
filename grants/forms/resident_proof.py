"""The forms of the proof: one receipt, and the words about what was done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from foundation.values.phrases import say
from grants.forms.plan_item import plan_item_field
from grants.forms.resident_fields import AmountField, DayField, ResidentForm, TextField
from grants.models import CostItem
from grants.rules.input_tax import NET_MISSING, check_net, countable_cents

DAY_MISSING = say("Geben Sie den Tag ein, der auf dem Beleg steht, zum Beispiel 12.3.2027.")
ITEM_MISSING = say("Wählen Sie aus, wofür aus Ihrem Plan der Beleg ist.")
AMOUNT_MISSING = say("Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90.")


class ReceiptForm(ResidentForm):
    """One receipt; its photo is handled by the view."""

    payee = TextField(
        label=say("Bei wem haben Sie bezahlt?"),
        help_text=say("Zum Beispiel der Name vom Geschäft."),
        limit=120,
        error_messages={"required": say("Schreiben Sie, bei wem Sie bezahlt haben.")},
    )
    issued_on = DayField(
        label=say("Welcher Tag steht auf dem Beleg?"),
        help_text=say("Zum Beispiel 12 3 2027."),
        error_messages={"required": DAY_MISSING},
    )
    amount_cents = AmountField(
        label=say("Wie viel haben Sie bezahlt?"),
        help_text=say("In Euro, zum Beispiel 49,90."),
        error_messages={"required": AMOUNT_MISSING},
    )
    purpose = TextField(
        label=say("Wofür war das?"),
        help_text=say("Zum Beispiel: Erde und Blumen."),
        limit=160,
        error_messages={"required": say("Schreiben Sie, wofür Sie bezahlt haben.")},
    )

    document_number = TextField(
        label=say("Welche Nummer steht auf dem Beleg?"),
        help_text=say("Zum Beispiel die Rechnungsnummer oder die Bonnummer."),
        limit=60,
        required=False,
    )
    paid_on = DayField(
        label=say("Wann haben Sie bezahlt?"),
        help_text=say("Nur wenn es ein anderer Tag war als auf dem Beleg."),
        required=False,
    )

    def __init__(
        self, *args: Any, today: date, plan: Sequence[CostItem], net: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.net = today, net
        if len(plan) > 1:
            self.fields["cost_item"] = plan_item_field(
                say("Wofür aus Ihrem Plan?"),
                plan,
                none=say("Das weiß ich nicht"),
                widget=forms.RadioSelect,
                must_choose=ITEM_MISSING,
            )
        if net:
            self.fields["net_cents"] = AmountField(
                label=say("Wie viel ist das ohne Mehrwertsteuer?"),
                help_text=say(
                    "Sie bekommen die Mehrwertsteuer zurück. Darum zählt nur dieser Betrag (netto)."
                ),
                error_messages={"required": NET_MISSING},
            )
        self.order_fields(["payee", "issued_on", "amount_cents", "net_cents", "purpose", "cost_item"])

    def clean(self) -> dict[str, Any]:
        """For who deducts input tax the net amount counts, and the tax stands beside it."""
        typed: dict[str, Any] = super().clean() or {}
        gross, net = typed.get("amount_cents"), typed.pop("net_cents", None)
        if not self.net or gross is None or "net_cents" in self.errors:
            return typed
        for finding in check_net(gross, net, deducts=True):
            self.add_error("net_cents", finding.message)
        counts = countable_cents(gross, net, deducts=True)
        return {**typed, "amount_cents": counts, "tax_cents": max(0, gross - counts)}

    def clean_issued_on(self) -> date | None:
        """A receipt of tomorrow is a slip of the pen."""
        return self._not_ahead("issued_on")

    def clean_paid_on(self) -> date | None:
        """Nor was anything paid tomorrow; nothing typed means the day on the receipt."""
        return self._not_ahead("paid_on") or self.cleaned_data.get("issued_on")

    def _not_ahead(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and day > self.today:
            sentence = say(
                "Der {day} kommt erst noch. Prüfen Sie den Tag.",
                day=day,
            )
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
        label=say("Was ist aus Ihrer Aktion geworden?"),
        help_text=say("Zwei Sätze reichen. Schreiben Sie einfach, wie Sie es erzählen würden."),
        limit=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": say("Schreiben Sie in zwei Sätzen, was aus Ihrer Aktion geworden ist.")},
    )
    donations_actual_cents = AmountField(
        label=say("Wie viel haben Sie als Spende bekommen?"),
        help_text=say(
            "In Euro, zum Beispiel 49,90. Haben Sie keine Spende bekommen? Dann lassen Sie das frei."
        ),
        required=False,
    )
