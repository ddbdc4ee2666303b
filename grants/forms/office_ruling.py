"""Forms of decisions beside the jury: alone, by a second body, by a city that deviates."""

from datetime import date
from typing import Any

from django import forms

from foundation.values.dates import local_date
from foundation.values.money import format_euro
from grants.forms.office_base import (
    ActionForm,
    DayField,
    LinesText,
    LongText,
    ShortText,
    amount_field,
    radio_field,
)
from grants.models import AgendaItem
from grants.rules.obligations import LONGEST
from grants.workflows.facts import ceiling_of

ANSWERS = (("yes", "Ja"), ("no", "Nein"))
NO_AMOUNT = "Tragen Sie ein, wie viel Geld bewilligt wird."


class RulingForm(ActionForm):
    """Yes with an amount, or no; with the reason."""

    outcome = radio_field("Entscheidung", ANSWERS, missing="Wählen Sie Ja oder Nein.")
    amount = amount_field("Bewilligter Betrag", required=False, help_text="Bei Ja.")
    reason = LongText(label="Begründung", error_messages={"required": "Schreiben Sie eine Begründung."})

    def prepare(self) -> None:
        decided = self.target.agenda_items.filter(decided_at__isnull=False).select_related("session")
        self.item: AgendaItem | None = decided.order_by("-pk").first()
        year = self.item.session.held_on.year if self.item else self.today.year
        own = sum(entry.reserved_cents for entry in self.target.ledger_entries.all())
        self.most = ceiling_of(self.target, year, own_cents=own).total_cents
        self.initial.setdefault("amount", self.item.amount_cents if self.item else self.most)
        self.fields["amount"].help_text = f"Bei Ja. Möglich sind {format_euro(self.most)}."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == "yes" and "amount" not in self.errors and not data.get("amount"):
            self.add_error("amount", NO_AMOUNT)
        return data

    def cents(self) -> int:
        """What is given; 0 for a no."""
        return (self.cleaned_data["amount"] or 0) if self.cleaned_data["outcome"] == "yes" else 0


class AloneForm(RulingForm):
    """The office decides without the jury; the notice is drafted at once."""

    obligations = LinesText(label="Auflagen", required=False, limit=LONGEST, help_text="Eine in jeder Zeile.")


class DeviationForm(RulingForm):
    """The city deviates; its reason stands in the notice."""

    reason = LongText(
        label="Warum weicht die Stadt ab?",
        help_text="Das steht im Bescheid und im Verlauf.",
        error_messages={
            "required": "Schreiben Sie auf, warum die Stadt von der Empfehlung der Jury abweicht."
        },
    )


class SecondBodyForm(RulingForm):
    """What a second body decided, with the day and the number of its decision."""

    body = ShortText(
        label="Gremium",
        limit=120,
        error_messages={"required": "Tragen Sie ein, welches Gremium entschieden hat."},
    )
    decided_on = DayField(
        label="Tag des Beschlusses", error_messages={"required": "Tragen Sie den Tag des Beschlusses ein."}
    )
    file_reference = ShortText(
        label="Beschlussnummer",
        limit=80,
        help_text="Zum Beispiel: BV/079/2027",
        error_messages={"required": "Tragen Sie die Beschlussnummer ein."},
    )
    reason = LongText(
        label="Begründung", required=False, help_text="Nötig, wenn anders entschieden ist als in der Jury."
    )
    field_order = ("expected_version", "body", "decided_on", "file_reference", "outcome", "amount", "reason")

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("body", self.target.rules.second_body_name)

    def clean_decided_on(self) -> date | None:
        decided_on: date | None = self.cleaned_data["decided_on"]
        first = self.item.voted_on if self.item else local_date(self.target.submitted_at)
        if decided_on and not first <= decided_on <= self.today:
            raise forms.ValidationError(
                "Der Tag liegt vor der Jury oder nach heute. Prüfen Sie ihn.", code="day"
            )
        return decided_on
