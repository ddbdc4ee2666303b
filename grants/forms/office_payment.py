"""Forms of payment orders and of money that comes back."""

from django import forms

from foundation.values.money import format_euro
from grants.forms.office_base import ActionForm, DayField, LongText, ShortText, amount_field, radio_field
from grants.models import PaymentKind
from grants.selectors.payments import possible_order


class PrepareOrderForm(ActionForm):
    """Kind and amount, filled with what is possible now."""

    kind = radio_field(
        "Art der Auszahlung", PaymentKind.choices, missing="Wählen Sie die Art der Auszahlung."
    )
    amount = amount_field("Betrag", error_messages={"required": "Geben Sie den Betrag ein."})
    due_on = DayField(label="Fällig am", required=False)

    def prepare(self) -> None:
        self.possible = possible_order(self.target, today=self.today)
        self.initial.setdefault("kind", self.possible.kind.value)
        if self.possible.amount_cents:
            self.initial.setdefault("amount", self.possible.amount_cents)
        self.initial.setdefault("due_on", self.today)


class ExecuteForm(ActionForm):
    """The Kasse says that the money has gone out."""

    bank_reference = ShortText(
        label="Zeichen der Bank", limit=80, required=False, help_text="So wie es auf dem Kontoauszug steht."
    )
    sure = forms.BooleanField(
        label="Das Geld ist ausgezahlt",
        error_messages={"required": "Bestätigen Sie, dass das Geld ausgezahlt ist."},
    )


class CancelOrderForm(ActionForm):
    """An order is discarded, with the reason."""

    reason = LongText(
        label="Warum wird die Anordnung verworfen?",
        error_messages={"required": "Schreiben Sie, warum die Anordnung verworfen wird."},
    )


class DraftClaimForm(ActionForm):
    """The hearing of § 28 VwVfG, unless a formal demand was it."""

    heard_until = DayField(label="Anhörung bis", required=False)


class RepaymentForm(ActionForm):
    """Money that came in on a claim."""

    amount = amount_field("Eingegangener Betrag", error_messages={"required": "Geben Sie den Betrag ein."})

    def prepare(self) -> None:
        still_owed = self.target.amount_cents - self.target.repaid_cents
        self.initial.setdefault("amount", still_owed)
        self.fields["amount"].help_text = f"Offen sind noch {format_euro(still_owed)}."
