"""Forms of the office for a paper case: the signed acceptance, and the first account of the person."""

from typing import Any

from django import forms

from grants.forms.office_account_sheet import IbanForm
from grants.forms.office_base import LongText, ShortText, amount_field
from grants.workflows.facts import financing_plan_of

BOTH = "Geben Sie Name und IBAN ein, oder lassen Sie beides leer."


class PaperAccountForm(IbanForm):
    """The first account, as it stands on the signed sheet."""

    holder = ShortText(
        label="Wem gehört das Konto?",
        help_text="Genau wie auf dem Blatt.",
        limit=70,
        error_messages={"required": "Geben Sie den Namen ein, der auf dem Blatt steht."},
    )
    signed = forms.BooleanField(
        label="Die Unterschrift der Person liegt vor",
        error_messages={"required": "Ohne Unterschrift der Person geht es nicht."},
    )
    field_order = ("own_money", "own_less_reason", "waiver", "holder", "iban", "signed")


class PaperAcceptForm(PaperAccountForm):
    """What the signed acceptance says; the account can follow. Own money only where the plan has some."""

    own_money = amount_field(
        "Eigenes Geld der Person",
        error_messages={"required": "Geben Sie das eigene Geld ein, sonst 0."},
    )
    own_less_reason = LongText(label="Warum weniger eigenes Geld?", limit=500, rows=3, required=False)
    waiver = forms.BooleanField(label="", required=False)

    def prepare(self) -> None:
        case = self.target.case
        planned = financing_plan_of(case, self.target.approved_cents).own_cents
        self.initial.setdefault("own_money", planned)
        if not planned:
            del self.fields["own_money"], self.fields["own_less_reason"]
        self.fields["waiver"].label = f"Die Person verzichtet auf {case.rules.remedy_word}"
        if case.award_form.is_agreement:
            del self.fields["waiver"]
        for name in ("holder", "iban"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "iban" not in self.errors and bool(data.get("holder")) != bool(data.get("iban")):
            self.add_error("iban" if data.get("holder") else "holder", BOTH)
        return data
