"""The form of the meeting view: one item, closed with one click."""

from foundation.values.money import format_euro
from grants.forms.office_base import ActionForm, LinesText, LongText, amount_field
from grants.rules.obligations import LONGEST


class CloseItemForm(ActionForm):
    """Amount, reason and obligations of an item; what can be given at most stands in it already."""

    amount = amount_field(
        "Betrag", error_messages={"required": "Tragen Sie ein, wie viel Geld bewilligt wird."}
    )
    reason = LongText(
        label="Begründung",
        required=False,
        rows=2,
        help_text="Nötig bei Nein und beim Vertagen. Bei Teilweise: Begründung oder Auflagen.",
    )
    obligations = LinesText(
        label="Auflagen", required=False, rows=2, limit=LONGEST, help_text="Eine in jeder Zeile."
    )

    def offer(self, possible_cents: int) -> "CloseItemForm":
        """Set what is proposed. Cents."""
        self.initial.setdefault("amount", possible_cents)
        self.fields["amount"].help_text = f"Möglich sind {format_euro(possible_cents)}."
        return self
