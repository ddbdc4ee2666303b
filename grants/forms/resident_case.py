"""The small forms of a case: answer, accept, bank details, withdraw, and those that open it."""

from typing import Any

from django import forms

from applicants.iban import parse_iban
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say
from grants.forms.resident_fields import AmountField, CheckboxField, EmailField, ResidentForm, TextField

EMAIL_FORMAT = say("Geben Sie eine E-Mail-Adresse im richtigen Format ein, zum Beispiel name@beispiel.de.")
OWN_MONEY_MISSING = say("Schreiben Sie, wie viel Sie selbst dazuzahlen. Zahlen Sie nichts? Schreiben Sie 0.")


class AnswerForm(ResidentForm):
    """The answer to an open question of the office."""

    text = TextField(
        label=say("Ihre Antwort"),
        limit=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": say("Schreiben Sie Ihre Antwort.")},
    )


class WithdrawForm(ResidentForm):
    """Taking the application back; nobody must say why."""

    reason = TextField(
        label=say("Möchten Sie uns sagen, warum?"),
        limit=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AcceptForm(ResidentForm):
    """Accepting the money, perhaps without waiting for the end of the remedy.

    `planned_cents` is the own money of the plan as approved; without any, nothing is asked. The box for the
    reason comes only when less was typed, and stays when something was written into it.
    """

    own_money = AmountField(
        label=say("Wie viel zahlen Sie selbst dazu?"),
        help_text=say("Stimmt der Betrag? Dann lassen Sie ihn stehen."),
        error_messages={"required": OWN_MONEY_MISSING},
    )
    own_less_reason = TextField(
        label=say("Warum zahlen Sie weniger selbst?"),
        limit=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    waiver = CheckboxField(label="", required=False)
    without_optional_mark = ("waiver", "own_money", "own_less_reason")

    def __init__(self, *args: Any, planned_cents: int, remedy: str, **kwargs: Any) -> None:
        initial = {"own_money": planned_cents, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["waiver"].label = say(
            "Ich verzichte auf {remedy}. Dann kann das Geld früher kommen.",
            remedy=remedy,
        )
        self.planned_cents = planned_cents
        if not planned_cents:
            del self.fields["own_money"]
        if not (self._typed_less() or self._typed_reason()):
            del self.fields["own_less_reason"]

    def _typed_reason(self) -> bool:
        return self.is_bound and bool(self.data.get("own_less_reason", "").strip())

    def _typed_less(self) -> bool:
        if not self.is_bound or "own_money" not in self.fields:
            return False
        try:
            typed = self.fields["own_money"].clean(self.data.get("own_money"))
        except forms.ValidationError:
            return False
        return typed is not None and typed < self.planned_cents


class BankDetailsForm(ResidentForm):
    """Where the money goes. The IBAN is checked here and stored by the service."""

    holder = TextField(
        label=say("Wem gehört das Konto?"),
        help_text=say("Schreiben Sie den Namen genau wie bei der Bank."),
        limit=70,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
        error_messages={"required": say("Geben Sie den Namen genau so ein wie bei der Bank.")},
    )
    iban = TextField(
        label="IBAN",
        help_text=say("Sie steht auf Ihrer Bankkarte. Leerzeichen sind erlaubt."),
        limit=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
        error_messages={"required": say("Geben Sie die IBAN ein. Sie steht auf Ihrer Bankkarte.")},
    )
    confirmed = CheckboxField(
        label=say("Name und IBAN sind richtig. Das Geld soll auf dieses Konto."),
        error_messages={"required": say("Bestätigen Sie, dass Name und IBAN richtig sind.")},
    )

    def clean_iban(self) -> str:
        """Checked by its check digits; the sentence is that of the service."""
        typed: str = self.cleaned_data["iban"]
        try:
            parse_iban(typed)
        except InvalidInput as error:
            raise forms.ValidationError(error.message, code=error.code) from None
        return typed


class EmailForm(ResidentForm):
    """Where to send a link."""

    email = EmailField(
        label=say("Ihre E-Mail-Adresse"),
        limit=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": EMAIL_FORMAT, "invalid": EMAIL_FORMAT},
    )


class CodeForm(ResidentForm):
    """The code of the access sheet, in any spelling."""

    code = TextField(
        label=say("Ihr Code"),
        help_text=say("12 Zeichen. Groß oder klein, mit oder ohne Leerzeichen: Alles ist richtig."),
        limit=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "size": "20",
                "autocapitalize": "characters",
                "dir": "ltr",
            }
        ),
        error_messages={"required": say("Geben Sie Ihren Code ein.")},
    )
