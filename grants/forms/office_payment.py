"""Forms of payment orders and of money that comes back."""

from datetime import date, timedelta

from django import forms

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.forms.office_base import (
    ActionForm,
    DayField,
    LongText,
    ShortText,
    amount_field,
    radio_field,
)
from grants.models import PayeeResult, PaymentKind
from grants.selectors.payments import possible_order
from grants.services.claims import told_before
from grants.workflows.facts import strange_holder

HEARING = timedelta(days=14)
LATEST_DUE = timedelta(days=366)


class PrepareOrderForm(ActionForm):
    """Kind and amount, filled with what is possible now."""

    kind = radio_field(
        "Art der Auszahlung", PaymentKind.choices, missing="Wählen Sie die Art der Auszahlung."
    )
    amount = amount_field("Betrag", error_messages={"required": "Geben Sie den Betrag ein."})
    due_on = DayField(label="Fällig am", required=False)
    holder_checked = forms.BooleanField()

    def prepare(self) -> None:
        self.possible = possible_order(self.target, today=self.today)
        self.initial.setdefault("kind", self.possible.kind.value)
        if self.possible.amount_cents:
            self.initial.setdefault("amount", self.possible.amount_cents)
        self.initial.setdefault("due_on", self.today)
        self.strange_holder = strange_holder(self.target.bank_account, self.target.case)
        if not self.strange_holder:
            del self.fields["holder_checked"]
            return
        holder, name = self.target.bank_account.holder, self.target.case.particulars.name
        field = self.fields["holder_checked"]
        field.label = f"Ich habe nachgefragt: Das Geld für {name} soll auf das Konto von {holder}"
        field.error_messages["required"] = "Fragen Sie nach, und bestätigen Sie es hier."

    def clean_kind(self) -> str:
        """After the confirmed check no money is an advance any more."""
        kind: str = self.cleaned_data["kind"]
        if self.possible.kind is PaymentKind.FINAL and kind != PaymentKind.FINAL:
            raise forms.ValidationError("Der Nachweis ist geprüft. Wählen Sie die Schlusszahlung.")
        return kind

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and not self.today <= due_on <= self.today + LATEST_DUE:
            raise forms.ValidationError("Wählen Sie heute oder einen Tag in den nächsten zwölf Monaten.")
        return due_on


class ExecuteForm(ActionForm):
    """The Kasse says that the money has gone out, and on which day."""

    paid_on = DayField(
        label="Ausgezahlt am",
        help_text="Der Tag der Buchung auf dem Kontoauszug, TT.MM.JJJJ.",
        error_messages={"required": "Geben Sie den Tag ein, an dem das Geld abgebucht wurde."},
    )
    bank_reference = ShortText(
        label="Zeichen der Bank", limit=80, required=False, help_text="So wie es auf dem Kontoauszug steht."
    )
    sure = forms.BooleanField(
        label="Das Geld ist ausgezahlt",
        error_messages={"required": "Bestätigen Sie, dass das Geld ausgezahlt ist."},
    )

    def prepare(self) -> None:
        self.initial.setdefault("paid_on", self.today)


class PayeeCheckForm(ActionForm):
    """What the bank answered to name and IBAN."""

    result = radio_field(
        "Was hat die Bank geantwortet?",
        PayeeResult.choices,
        missing="Wählen Sie die Antwort der Bank.",
        help_text="Die Antwort auf die Empfängerprüfung, vor der Überweisung.",
    )


class CancelOrderForm(ActionForm):
    """An order is discarded, with the reason."""

    reason = LongText(
        label="Warum wird die Anordnung verworfen?",
        error_messages={"required": "Schreiben Sie, warum die Anordnung verworfen wird."},
    )


class ReturnForm(ActionForm):
    """The bank sent the money back: on which day, and what it says."""

    returned_on = DayField(
        label="Zurückgekommen am",
        help_text="Der Tag der Gutschrift auf dem Kontoauszug, TT.MM.JJJJ.",
        error_messages={"required": "Geben Sie den Tag ein, an dem das Geld zurückkam."},
    )
    reason = LongText(
        label="Was sagt die Bank?",
        error_messages={"required": "Schreiben Sie, warum das Geld zurückkam."},
    )

    def prepare(self) -> None:
        self.initial.setdefault("returned_on", self.today)


class VoidForm(ActionForm):
    """The certificates are taken off an order, with the reason."""

    reason = LongText(
        label="Warum gilt die Feststellung nicht mehr?",
        error_messages={"required": "Schreiben Sie, warum die Feststellung nicht mehr gilt."},
    )


class DraftClaimForm(ActionForm):
    """The hearing of § 28 VwVfG, unless a formal demand was it."""

    heard_until = DayField(label="Anhörung bis", required=False)

    def prepare(self) -> None:
        self.overpaid_cents: int = self.target.overpaid_cents
        told = told_before(self.target, self.overpaid_cents)
        if told or not self.target.demand_sent_on:
            self.initial.setdefault("heard_until", max(self.today + HEARING, told or self.today))

    def clean_heard_until(self) -> date | None:
        heard_until: date | None = self.cleaned_data["heard_until"]
        if heard_until is None and not self.target.demand_sent_on:
            raise forms.ValidationError("Geben Sie ein, bis wann die Antragstellenden sich äußern können.")
        return heard_until


class RepaymentForm(ActionForm):
    """Money that came in on a claim."""

    amount = amount_field("Eingegangener Betrag", error_messages={"required": "Geben Sie den Betrag ein."})
    received_on = DayField(
        label="Eingegangen am",
        error_messages={"required": "Geben Sie den Tag ein, an dem das Geld eingegangen ist."},
    )
    surplus_checked = forms.BooleanField(
        label="So viel ist eingegangen. Was zu viel ist, geht zurück.", required=False
    )

    def prepare(self) -> None:
        if not self.is_bound:  # asked only when more was typed than is owed
            del self.fields["surplus_checked"]
        self.initial.setdefault("received_on", self.today)
        if self.target.pay_by:
            last = format_date(self.target.pay_by)
            self.fields[
                "received_on"
            ].help_text = (
                f"Der Tag der Gutschrift auf dem Kontoauszug, TT.MM.JJJJ. Rechtzeitig ist es bis {last}."
            )
        still_owed = self.target.amount_cents - self.target.repaid_cents
        self.initial.setdefault("amount", still_owed)
        self.fields["amount"].help_text = f"Offen sind noch {format_euro(still_owed)}."
