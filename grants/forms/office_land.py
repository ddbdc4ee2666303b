"""Forms of the Land's money: tranches, drawdowns for payments made and ahead, what came in, what was cut."""

from collections.abc import Sequence

from django import forms

from grants.forms.office_base import (
    ActionForm,
    DayField,
    FundForm,
    LongText,
    ShortText,
    amount_field,
    radio_field,
    set_choices,
)
from grants.models import LandGrant
from grants.rules.land_money import last_day_ahead
from grants.rules.shares import Weights
from grants.services.land_money import LandWish

WEIGHT = "Geben Sie eine ganze Zahl von 0 bis 100 ein."


def _number(label: str, help_text: str, missing: str, largest: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=largest,
        widget=forms.TextInput(attrs={"size": "4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), missing),
    )


def _year(label: str) -> forms.IntegerField:
    return _number(label, "Vier Ziffern", "Geben Sie das Jahr mit vier Ziffern ein.", 2999)


class LandMoneyForm(FundForm):
    """A tranche and its decision. `target`: the funds to choose from."""

    programme_year = _year("Programmjahr")
    decision_reference = ShortText(
        label="Zuwendungsbescheid",
        limit=80,
        help_text="Datum und Zeichen",
        error_messages={"required": "Geben Sie Datum und Zeichen des Zuwendungsbescheids ein."},
    )
    bund_weight = _number("Anteil Bund", "Zum Beispiel 1, wenn jeder ein Drittel zahlt", WEIGHT, 100)
    land_weight = _number("Anteil Land", "", WEIGHT, 100)
    kommune_weight = _number("Anteil Stadt", "", WEIGHT, 100)
    private_weight = _number("Anteil Private", "0, wenn niemand sonst zahlt", WEIGHT, 100)
    budget_year = _year("Haushaltsjahr der Tranche")
    takes = radio_field(
        "Kommt der Betrag dazu oder geht er weg?",
        [("add", "Er kommt dazu"), ("take", "Er geht weg")],
        missing="Wählen Sie, ob der Betrag dazukommt.",
    )
    amount = amount_field("Betrag", error_messages={"required": "Geben Sie den Betrag ein."})

    def prepare(self) -> None:
        super().prepare()
        for name in ("programme_year", "budget_year"):
            self.initial.setdefault(name, self.today.year)
        for name, weight in (("bund", 1), ("land", 1), ("kommune", 1), ("private", 0)):
            self.initial.setdefault(f"{name}_weight", weight)
        self.initial.setdefault("takes", "add")

    def clean_private_weight(self) -> int:
        """Somebody has to pay: all four shares are asked for by now."""
        private: int = self.cleaned_data["private_weight"]
        names = ("bund_weight", "land_weight", "kommune_weight")
        if not private and not any(self.cleaned_data.get(name, 1) for name in names):
            raise forms.ValidationError("Mindestens ein Anteil ist größer als 0.")
        return private

    def wish(self) -> LandWish:
        """What was typed, as the service wants it."""
        data = self.cleaned_data
        return LandWish(
            programme_year=data["programme_year"],
            decision_reference=data["decision_reference"],
            weights=Weights(
                data["bund_weight"], data["land_weight"], data["kommune_weight"], data["private_weight"]
            ),
            budget_year=data["budget_year"],
            amount_cents=data["amount"] if data["takes"] == "add" else -data["amount"],
        )


class LandGrantForm(ActionForm):
    """A step on one of several decisions of the Land. `target`: those to choose from."""

    grant = radio_field("Zuwendungsbescheid", [], missing="Wählen Sie den Zuwendungsbescheid.")

    def prepare(self) -> None:
        choices = [
            (str(each.pk), f"{each.fund.name}, Programmjahr {each.programme_year}") for each in self.target
        ]
        set_choices(self, "grant", choices)
        if len(choices) == 1:
            self.initial.setdefault("grant", choices[0][0])

    def chosen_grant(self) -> LandGrant:
        """The decision that was chosen."""
        grants: Sequence[LandGrant] = self.target
        return next(each for each in grants if str(each.pk) == self.cleaned_data["grant"])


class DrawdownForm(LandGrantForm):
    """The period whose payments are asked for."""

    from_on = DayField(
        label="Vom ersten Tag", error_messages={"required": "Geben Sie ein, ab wann abgerufen wird."}
    )
    to_on = DayField(
        label="Bis zum letzten Tag", error_messages={"required": "Geben Sie ein, bis wann abgerufen wird."}
    )


class AheadForm(LandGrantForm):
    """What will be paid within two months."""

    amount = amount_field(
        "Zahlungen zusammen",
        help_text="Was Sie an Antragstellende auszahlen werden, nicht nur der Anteil von Bund und Land.",
        error_messages={"required": "Geben Sie die Summe der Zahlungen ein."},
    )
    due_until = DayField(
        label="Fällig bis", error_messages={"required": "Geben Sie ein, bis wann gezahlt wird."}
    )

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("due_until", last_day_ahead(self.today))


class LandReceiptForm(ActionForm):
    """Money that came in. `target`: the drawdown."""

    amount = amount_field("Betrag", error_messages={"required": "Geben Sie den Betrag ein."})
    received_on = DayField(
        label="Eingegangen am", error_messages={"required": "Geben Sie ein, wann das Geld da war."}
    )

    def prepare(self) -> None:
        self.initial.setdefault("amount", self.target.awaited_cents)
        self.initial.setdefault("received_on", self.today)


class LandCutForm(ActionForm):
    """What the Land does not pay. `target`: the drawdown."""

    amount = amount_field("Betrag", error_messages={"required": "Geben Sie den Betrag ein."})
    cut_on = DayField(label="Schreiben des Landes vom", error_messages={"required": "Geben Sie den Tag ein."})
    reason = LongText(
        label="Warum kürzt das Land?",
        limit=500,
        error_messages={"required": "Schreiben Sie, warum das Land kürzt."},
    )

    def prepare(self) -> None:
        self.initial.setdefault("cut_on", self.today)
