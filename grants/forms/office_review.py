"""Forms of the check before the jury: ask, judge the costs, refuse, declare a conflict of interest."""

from collections.abc import Mapping
from datetime import timedelta

from django import forms

from applicants.models import ApplicantKind
from foundation.values.money import format_euro
from grants.forms.office_base import ActionForm, DayField, LongText, ShortText, radio_field
from grants.models import CostItem
from grants.rules.deadlines import question_due_on

LONGEST_TERM = timedelta(days=366)
FIELD_MISSING = "Wählen Sie ein Handlungsfeld aus der Liste."
NOT_SIGNED = "Ein Elternteil muss mit unterschreiben. Holen Sie zuerst die Unterschrift ein."
COUNT_OFFERS = "Tragen Sie ein, wie viele Angebote vorliegen. Ist es keines, tragen Sie 0 ein."
YES_NO = [("ja", "Ja, zuwendungsfähig"), ("nein", "Nein")]


class QuestionForm(ActionForm):
    """A question to the applicant, with a term that is proposed."""

    text = LongText(
        label="Was fehlt?",
        help_text="Schreiben Sie so, wie Sie mit der Person sprechen würden.",
        error_messages={"required": "Schreiben Sie, was fehlt."},
    )
    due_on = DayField(
        label="Antwort bis", error_messages={"required": "Geben Sie ein, bis wann Sie die Antwort brauchen."}
    )

    def prepare(self) -> None:
        rules = self.target.rules
        self.initial.setdefault("due_on", question_due_on(self.today, rules.question_days, rules.land))

    def clean_due_on(self) -> object:
        due_on = self.cleaned_data["due_on"]
        if due_on <= self.today:
            raise forms.ValidationError("Wählen Sie einen Tag in der Zukunft.", code="past")
        if due_on > self.today + LONGEST_TERM:
            sentence = "Wählen Sie einen Tag in den nächsten zwölf Monaten."
            raise forms.ValidationError(sentence, code="far_away")
        return due_on


class EligibleForm(ActionForm):
    """Yes or no for each cost line; the sum follows. The field of action, if the fund has a catalogue.

    For a minor also that a parent has signed. From the fund's threshold on, how many offers there are.
    """

    def prepare(self) -> None:
        threshold = self.target.rules.price_comparison_from_cents
        self.compared = [
            cost for cost in self.costs() if threshold is not None and cost.amount_cents >= threshold
        ]
        for cost in self.costs():
            self._ask_about(cost)
        if self.compared:
            self._ask_about_offers()
        catalogue = self.target.rules.fields_of_action
        if catalogue:
            self.fields["field_of_action"] = forms.ChoiceField(
                label="Handlungsfeld",
                choices=[("", "Bitte wählen"), *((name, name) for name in catalogue)],
                error_messages={"required": FIELD_MISSING, "invalid_choice": FIELD_MISSING},
            )
        if self.target.particulars.kind != ApplicantKind.PERSON:
            self.fields["deducts_input_tax"] = forms.BooleanField(
                label="Die Mehrwertsteuer kommt vom Finanzamt zurück (Vorsteuerabzug)",
                help_text="Dann zählen nur Netto-Beträge, auch bei den Kosten. Berichtigen Sie diese vorher.",
                required=False,
            )
            self.initial.setdefault("deducts_input_tax", bool(self.target.deducts_input_tax))
        if self.target.particulars.kind != ApplicantKind.BUSINESS:
            self.fields["acts_economically"] = forms.BooleanField(
                label="Die Person handelt mit dieser Aktion wirtschaftlich",
                help_text="Zum Beispiel: Sie verkauft Waren oder vermietet. Dann ist es eine De-minimis-"
                "Beihilfe. Sie kommt vor der Auszahlung in das Register.",
                required=False,
            )
        if self.target.particulars.is_adult is False:
            self.fields["represented"] = forms.BooleanField(
                label="Die Unterschrift eines Elternteils liegt vor", error_messages={"required": NOT_SIGNED}
            )

    def _ask_about(self, cost: CostItem) -> None:
        """Whether it is eligible."""
        field = radio_field(
            f"{cost.item}, {format_euro(cost.amount_cents)}",
            YES_NO,
            missing=f"Entscheiden Sie, ob „{cost.item}“ zuwendungsfähig ist.",
        )
        self.fields[f"cost_{cost.position}"] = field
        if cost.eligible is not None:
            self.initial.setdefault(f"cost_{cost.position}", "ja" if cost.eligible else "nein")

    def _ask_about_offers(self) -> None:
        """How many there are for each line, and why fewer are enough."""
        for cost in self.compared:
            self.fields[f"offers_{cost.position}"] = forms.IntegerField(
                label=f"Wie viele Angebote liegen für „{cost.item}“ vor?",
                help_text="Zählen Sie nur Angebote von verschiedenen Geschäften.",
                required=False,
                min_value=0,
                max_value=99,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "5", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), COUNT_OFFERS),
            )
            self.initial.setdefault(f"offers_{cost.position}", cost.offers)
        said = self.target.price_reason or "nichts dazu"
        self.fields["price_judgement"] = ShortText(
            label="Warum reichen weniger Angebote?",
            help_text=f"Nur bei weniger als {self.target.rules.price_offers}. Die Person schreibt: {said}",
            limit=500,
            required=False,
        )
        self.initial.setdefault("price_judgement", self.target.price_judgement)

    def costs(self) -> list[CostItem]:
        """The lines of the cost plan."""
        return list(self.target.costs.all())

    def offers(self) -> Mapping[int, int]:
        """Position -> how many there are, as far as they were counted."""
        found = {cost.position: self.cleaned_data[f"offers_{cost.position}"] for cost in self.compared}
        return {position: count for position, count in found.items() if count is not None}

    def judgement(self) -> Mapping[int, bool]:
        """Position -> eligible."""
        return {cost.position: self.cleaned_data[f"cost_{cost.position}"] == "ja" for cost in self.costs()}


class ConflictForm(ActionForm):
    """The person says of herself that she is biased."""

    sure = forms.BooleanField(
        label="Ja, ich bin in diesem Fall befangen",
        error_messages={"required": "Bestätigen Sie es, oder gehen Sie zurück."},
    )
