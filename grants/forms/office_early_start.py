"""Forms of the office for an early start: the wish of who came or called, and the decision."""

from typing import Any

from grants.forms.office_base import ActionForm, DayField, LongText, ShortText, radio_field


class EarlyStartWishForm(ActionForm):
    """What the person wants and why, and how it came."""

    starts_from = DayField(
        label="Ab wann möchte die Person anfangen?",
        error_messages={"required": "Geben Sie den Tag ein."},
    )
    reason = LongText(
        label="Warum kann sie nicht warten?",
        limit=1000,
        error_messages={"required": "Schreiben Sie, warum die Person nicht warten kann."},
    )
    note = ShortText(
        label="Wie kam die Bitte, und von wem?",
        help_text="Zum Beispiel: Anruf von Frau Muster am 3. Mai.",
        limit=300,
        error_messages={"required": "Schreiben Sie, wie die Bitte kam und von wem."},
    )


class EarlyStartDecisionForm(ActionForm):
    """Yes from a day on, or no; with the reason that stands in the letter. `wish` is what was asked for."""

    approve = radio_field(
        "Entscheidung",
        [("ja", "Beginn erlauben"), ("nein", "Ablehnen")],
        missing="Wählen Sie: erlauben oder ablehnen.",
    )
    starts_from = DayField(label="Beginn erlaubt ab", required=False, help_text="Nur wenn Sie es erlauben.")
    reason = LongText(
        label="Begründung",
        help_text="Die Person liest sie im Brief.",
        error_messages={"required": "Schreiben Sie eine Begründung."},
    )

    def prepare(self) -> None:
        waiting = [each for each in self.target.early_starts.all() if each.decided_at is None]
        self.wish: Any = waiting[0] if waiting else None
        if self.wish is not None:
            self.initial.setdefault("starts_from", max(self.wish.wished_from, self.today))

    def approves(self) -> bool:
        """The choice as the service takes it."""
        return bool(self.cleaned_data["approve"] == "ja")
