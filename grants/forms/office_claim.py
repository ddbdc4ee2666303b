"""Forms of a claim that is not paid in time."""

from datetime import timedelta
from typing import Any

from foundation.values.errors import InvalidInput
from foundation.values.money import format_euro
from grants.forms.office_base import (
    ActionForm,
    ChannelForm,
    DayField,
    LongText,
    ReasonForm,
    amount_field,
    radio_field,
)
from grants.models import ClaimRelief
from grants.rules.instalments import plan_rates
from grants.rules.interest import UnknownRate

REMIND_DAYS, DEFER_DAYS, HEARING = timedelta(days=14), timedelta(days=90), timedelta(days=14)
RATE_HELP = "Leer heißt: alles auf einmal. Die letzte Rate ist der Rest."
NO_REASON = {"required": "Schreiben Sie eine Begründung."}


class RemindClaimForm(ActionForm):
    """The dunning of the Kasse, with its new term."""

    until = DayField(
        label="Zahlbar bis",
        help_text="Die neue Frist aus der Mahnung der Kasse, TT.MM.JJJJ.",
        error_messages={"required": "Geben Sie die neue Frist ein."},
    )

    def prepare(self) -> None:
        self.initial.setdefault("until", self.today + REMIND_DAYS)


class DeferClaimForm(ActionForm):
    """A later day for the payment, or monthly rates from it on, with the reason; the letter says all."""

    rate = amount_field(
        "Rate im Monat",
        required=False,
    )
    until = DayField(
        label="Gestundet bis, oder erste Rate am",
        help_text="Bis zu diesem Tag muss gezahlt sein, TT.MM.JJJJ. Bei Raten ist es der Tag der ersten.",
        error_messages={"required": "Geben Sie den Tag ein, bis zu dem gestundet wird."},
    )
    reason = LongText(
        label="Begründung", help_text="Sie steht auch im Brief an die Person.", error_messages=NO_REASON
    )

    def prepare(self) -> None:
        self.fields["rate"].help_text = f"Offen sind {format_euro(self.target.open_cents)}. {RATE_HELP}"
        self.initial.setdefault("until", self.today + DEFER_DAYS)

    def clean(self) -> dict[str, Any]:
        """The rates that follow from what was typed."""
        data = super().clean() or {}
        data["rates"] = ()
        if data.get("rate") is not None and data.get("until"):
            try:
                data["rates"] = plan_rates(self.target.open_cents, data["rate"], data["until"])
            except InvalidInput as error:
                self.add_error(error.field, error.message)
        return data


class DeferAnewForm(DeferClaimForm):
    """Other days in the place of the ones before, over what is open now."""

    def prepare(self) -> None:
        super().prepare()
        self.fields["until"].label = "Neu gestundet bis, oder erste neue Rate am"
        self.fields["reason"].help_text = (
            "Sie steht auch im Brief an die Person. Weniger Zeit als bisher geht nur mit ihrem "
            "Einverständnis: Schreiben Sie es dazu."
        )


class RecallForm(ActionForm):
    """Why a deferral should end, and what the person could say to it."""

    reason = LongText(
        label="Begründung", help_text="Sie steht auch im Schreiben an die Person.", error_messages=NO_REASON
    )
    heard = LongText(
        label="Anhörung (§ 28 VwVfG)",
        help_text="Wann und wie konnte sich die Person äußern, und was hat sie gesagt? Oder: Warum war das "
        "nicht nötig? Auch das steht im Schreiben.",
        error_messages={"required": "Schreiben Sie, wann sich die Person äußern konnte."},
    )


class DraftInterestForm(ActionForm):
    """The interest on a late repayment, with the day until which the person is heard."""

    heard_until = DayField(
        label="Anhörung bis",
        help_text="Bis zu diesem Tag kann die Person etwas dazu sagen, TT.MM.JJJJ.",
        error_messages={"required": "Geben Sie ein, bis wann die Person sich äußern kann."},
    )

    def prepare(self) -> None:
        self.initial.setdefault("heard_until", self.today + HEARING)
        try:
            self.periods = self.target.late_interest()
        except UnknownRate:
            self.periods = ()  # the page says which rate is missing
        self.cents = sum(period.cents for period in self.periods)


class ForgoInterestForm(ReasonForm):
    """Why the city asks for no interest."""

    def prepare(self) -> None:
        self.fields[
            "reason"
        ].help_text = (
            "Zum Beispiel: Die Bank hat das Geld zu spät gutgeschrieben (§ 49a Abs. 3 Satz 2 VwVfG)."
        )


class ReliefForm(ActionForm):
    """A proposal to write off or to waive what is still open."""

    relief = radio_field(
        "Was schlagen Sie vor?",
        [choice for choice in ClaimRelief.choices if choice[0] != ClaimRelief.RECALL],
        missing="Wählen Sie, was Sie vorschlagen.",
    )
    reason = LongText(
        label="Begründung",
        help_text="Bei einem Erlass liest die Person das so im Schreiben.",
        error_messages=NO_REASON,
    )

    def prepare(self) -> None:
        self.fields["relief"].help_text = f"Offen sind {format_euro(self.target.open_cents)}."


class WaiveForm(ChannelForm):
    """The second person says yes to the waiver, or to the end of a deferral; its notice goes out at once."""

    has_pdf = False
