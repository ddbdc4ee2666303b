"""Forms of the office for what leaves the plain way of a grant: changes, an end before time, revocation."""

from datetime import date
from typing import Any, cast

from django import forms

from foundation.values.workdays import next_working_day
from grants.forms.office_base import ActionForm, ChannelForm, DayField, LongText, ReasonForm, radio_field
from grants.models import ChangeKind
from grants.rules.changes import FOR_THE_JURY
from grants.rules.deadlines import earliest_end_of_hearing, question_due_on
from grants.services.changes import Wish

APPROVE = [("ja", "Genehmigen"), ("nein", "Ablehnen")]
TO_THE_JURY = (
    "Das genehmigt nur die Jury. Lehnen Sie hier ab, und helfen Sie bei einem neuen Antrag: Über den "
    "entscheidet die Jury."
)


class WithoutProofForm(ReasonForm):
    """Why no receipts come; before their term is over, only when the person has said so."""

    none_come = forms.BooleanField(
        label="Die Person hat selbst gesagt, dass keine Belege kommen",
        help_text="Schreiben Sie in die Begründung, wann und wie.",
        required=False,
    )

    def prepare(self) -> None:
        due_on = self.target.proof_due_on
        if due_on is None or due_on < self.today:
            del self.fields["none_come"]


class PaperChangeForm(ActionForm):
    """What a letter asks for; the new end belongs to a change of period."""

    kind = radio_field(
        "Was soll anders werden?", ChangeKind.choices, missing="Wählen Sie, was anders werden soll."
    )
    ends_on = DayField(
        label="Gewünschtes Ende", required=False, help_text="Nur bei einem anderen Zeitraum. TT.MM.JJJJ."
    )
    text = LongText(label="Wortlaut", error_messages={"required": "Schreiben Sie ab, worum gebeten wird."})

    def wish(self) -> Wish:
        """What the service takes."""
        ends_on: date | None = self.cleaned_data["ends_on"]
        return Wish(ChangeKind(self.cleaned_data["kind"]), self.cleaned_data["text"], ends_on)


class StartHearingForm(ActionForm):
    """Until when the person can say whether the project has begun."""

    until = DayField(
        label="Antwort bis", error_messages={"required": "Geben Sie ein, bis wann die Person antworten kann."}
    )

    def prepare(self) -> None:
        land = self.target.case.rules.land
        self.initial.setdefault("until", next_working_day(earliest_end_of_hearing(self.today), land))


class PaperReasonForm(ActionForm):
    """What a letter says; nobody must say why."""

    reason = LongText(label="Begründung, wenn eine genannt ist", required=False)


class RulingForm(ActionForm):
    """How the change is decided. `change` is what was asked for, `proposal` what was prepared."""

    approve = radio_field("Entscheidung", APPROVE, missing="Wählen Sie: genehmigen oder ablehnen.")
    reason = LongText(label="Begründung", error_messages={"required": "Schreiben Sie eine Begründung."})

    def prepare(self) -> None:
        self.change: Any = self.target.open_change
        self.proposal: Any = self.change.proposal if self.change else None
        if self.change is not None and self.change.kind in FOR_THE_JURY:
            field = cast("forms.ChoiceField", self.fields["approve"])
            field.choices, field.help_text = [APPROVE[1]], TO_THE_JURY
        if self.proposal is not None:
            self.initial.setdefault("approve", "ja" if self.proposal.approves else "nein")
            self.initial.setdefault("reason", self.proposal.reason)

    def approves(self) -> bool:
        """The choice as the service takes it."""
        return bool(self.cleaned_data["approve"] == "ja")


class DecideChangeForm(RulingForm, ChannelForm):
    """The decision, and how its notice leaves; its reason is that of the proposal if it decides the same."""

    has_pdf = False
    field_order = ("approve", "reason", "channel")

    reason = LongText(
        label="Begründung",
        required=False,
        help_text="Sie steht im Bescheid. Er geht mit der Entscheidung hinaus.",
    )

    def prepare(self) -> None:
        RulingForm.prepare(self)
        ChannelForm.prepare(self)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        proposed = self.proposal is not None and (typed.get("approve") == "ja") is self.proposal.approves
        if "reason" not in self.errors and not typed.get("reason", "").strip() and not proposed:
            self.add_error("reason", forms.ValidationError("Schreiben Sie eine Begründung.", code="required"))
        return typed


class ProofQuestionForm(ActionForm):
    """What is missing in the proof, with a term that is proposed."""

    text = LongText(
        label="Was fehlt?",
        help_text="Schreiben Sie so, wie Sie mit der Person sprechen würden.",
        error_messages={"required": "Schreiben Sie, was fehlt."},
    )
    due_on = DayField(
        label="Antwort bis", error_messages={"required": "Geben Sie ein, bis wann Sie die Antwort brauchen."}
    )

    def prepare(self) -> None:
        rules = self.target.case.rules
        self.initial.setdefault("due_on", question_due_on(self.today, rules.question_days, rules.land))
