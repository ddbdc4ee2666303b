"""Forms of receipt orders: money that was promised, and money that came in."""

from django import forms

from foundation.values.money import format_euro
from grants.forms.office_base import (
    ActionForm,
    DayField,
    FundForm,
    ReasonForm,
    ShortText,
    amount_field,
    radio_field,
)
from grants.models import ReceiptKind
from grants.models.receipt_order import BY_HAND
from grants.selectors.receipt_orders import left_for_budget
from grants.services.receipt_orders import Expected

NO_AMOUNT = {"required": "Geben Sie den Betrag ein."}


class ExpectedMoneyForm(FundForm):
    """Private or municipal money. `target`: the funds to choose from."""

    kind = radio_field(
        "Woher kommt das Geld?",
        [(each.value, each.label) for each in BY_HAND],
        missing="Wählen Sie, woher das Geld kommt.",
    )
    payer = ShortText(
        label="Wer zahlt?",
        limit=140,
        help_text="Zum Beispiel: Muster-Stiftung",
        error_messages={"required": "Schreiben Sie, von wem das Geld kommt."},
    )
    reason = ShortText(
        label="Wofür?",
        limit=140,
        help_text="Zum Beispiel: Spende für die Aktionskasse",
        error_messages={"required": "Schreiben Sie, wofür das Geld ist."},
    )
    amount = amount_field("Betrag", error_messages=NO_AMOUNT)
    due_on = DayField(
        label="Zu zahlen bis",
        help_text="TT.MM.JJJJ",
        error_messages={"required": "Geben Sie ein, bis wann das Geld kommen soll."},
    )

    def expected(self) -> Expected:
        """What was typed, as the service wants it."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("payer", "reason", "due_on")}
        return Expected(kind=ReceiptKind(data["kind"]), amount_cents=data["amount"], **words)


class IncomingMoneyForm(ActionForm):
    """Money that came in, with its day."""

    amount = amount_field("Betrag", error_messages=NO_AMOUNT)
    received_on = DayField(
        label="Eingegangen am",
        help_text="Der Tag der Buchung auf dem Kontoauszug, TT.MM.JJJJ.",
        error_messages={"required": "Geben Sie den Tag ein, an dem das Geld kam."},
    )

    may_exceed = forms.BooleanField(label="Es ist mehr gekommen als angekündigt", required=False)

    def prepare(self) -> None:
        self.initial.setdefault("amount", self.target.open_cents or None)
        self.fields["amount"].help_text = f"Offen sind {format_euro(self.target.open_cents)}."


class TopUpForm(ActionForm):
    """How much of what came in goes into the budget of the year."""

    amount = amount_field("Betrag", error_messages=NO_AMOUNT)

    def prepare(self) -> None:
        left = left_for_budget(self.target)
        self.initial.setdefault("amount", left)
        self.fields["amount"].help_text = f"Eingegangen und noch nicht eingetragen: {format_euro(left)}."


class WhyForm(ReasonForm):
    """Why an order is cancelled or its certificate taken off."""
