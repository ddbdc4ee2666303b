"""Forms of a claim that is not paid in time."""

from datetime import timedelta

from foundation.values.money import format_euro
from grants.forms.office_base import ActionForm, ChannelForm, DayField, LongText, ReasonForm, radio_field
from grants.models import ClaimRelief
from grants.rules.interest import UnknownRate

REMIND_DAYS, DEFER_DAYS, HEARING = timedelta(days=14), timedelta(days=90), timedelta(days=14)
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
    """A later day for the payment, with the reason; the letter says both."""

    until = DayField(
        label="Gestundet bis",
        help_text="Bis zu diesem Tag muss gezahlt sein, TT.MM.JJJJ.",
        error_messages={"required": "Geben Sie den Tag ein, bis zu dem gestundet wird."},
    )
    reason = LongText(
        label="Begründung", help_text="Sie steht auch im Brief an die Person.", error_messages=NO_REASON
    )

    def prepare(self) -> None:
        self.initial.setdefault("until", self.today + DEFER_DAYS)


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
        "Was schlagen Sie vor?", ClaimRelief.choices, missing="Wählen Sie, was Sie vorschlagen."
    )
    reason = LongText(label="Begründung", error_messages=NO_REASON)

    def prepare(self) -> None:
        self.fields["relief"].help_text = f"Offen sind {format_euro(self.target.open_cents)}."


class WaiveForm(ChannelForm):
    """The second person says yes to the waiver; its notice goes out at once."""

    has_pdf = False
