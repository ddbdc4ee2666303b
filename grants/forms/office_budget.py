"""Forms of the Kämmerei: which year is carried over, what is entered for a budget year."""

from django import forms

from grants.forms.office_base import FundForm, LongText, amount_field, radio_field
from grants.models import PROPOSABLE, BudgetKind
from grants.services.budget_proposals import Wish

KIND_LABELS = {
    BudgetKind.BUDGET: "Budget: was der Haushalt für das Jahr vorsieht",
    BudgetKind.TOP_UP: "Nachtrag: was im Jahr dazukommt",
    BudgetKind.BLOCK: "Sperre: was vorerst nicht ausgegeben wird",
}


class CarryOverForm(forms.Form):
    """Sent by a button: the fund and the closing year."""

    fund = forms.IntegerField(min_value=1)
    from_year = forms.IntegerField(min_value=2000, max_value=2999)


class BudgetForm(FundForm):
    """What is proposed for a budget year. `target`: the funds to choose from."""

    kind = radio_field(
        "Was wird eingetragen?",
        [(each.value, KIND_LABELS[each]) for each in PROPOSABLE],
        missing="Wählen Sie, was eingetragen wird.",
    )
    budget_year = forms.IntegerField(
        label="Haushaltsjahr",
        widget=forms.TextInput(attrs={"size": "4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Geben Sie das Haushaltsjahr ein.",
            "invalid": "Geben Sie das Jahr mit vier Ziffern ein.",
        },
    )
    takes = radio_field(
        "Wird der Betrag eingetragen oder zurückgenommen?",
        [
            ("add", "Er wird eingetragen, auch als Sperre"),
            ("take", "Er wird zurückgenommen, zum Beispiel endet eine Sperre"),
        ],
        missing="Wählen Sie, ob der Betrag eingetragen oder zurückgenommen wird.",
    )
    amount = amount_field("Betrag", error_messages={"required": "Geben Sie den Betrag ein."})
    reason = LongText(
        label="Grund",
        limit=500,
        help_text="Zum Beispiel: Beschluss des Stadtrats vom …, Zuwendungsbescheid vom …",
        error_messages={"required": "Schreiben Sie, woher das Geld kommt oder warum."},
    )

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("budget_year", self.today.year)
        self.initial.setdefault("takes", "add")

    def wish(self) -> Wish:
        """What was typed, as the service wants it."""
        data = self.cleaned_data
        sign = -1 if data["takes"] == "take" else 1
        return Wish(
            kind=BudgetKind(data["kind"]),
            budget_year=data["budget_year"],
            amount_cents=sign * data["amount"],
            reason=data["reason"],
        )
