"""Forms of the office for a question that is open: the answer of somebody else, more time, a reminder."""

from django import forms

from foundation.files.inspection import MAX_UPLOAD_BYTES, too_big
from foundation.values.dates import format_date
from foundation.values.workdays import next_working_day
from grants.forms.office_base import (
    ActionForm,
    DayField,
    LongText,
    ReasonForm,
    ShortText,
    radio_field,
    set_choices,
)
from grants.models import AnswerWay
from grants.models.question_term import open_wish_of
from grants.rules.deadlines import question_due_on, wrong_new_term
from grants.services.on_behalf import Spoken
from grants.services.question_terms import open_question_of

NO_SCAN = "Die Datei ist leer oder kam nicht an. Wählen Sie sie noch einmal aus."
IN_FUTURE = "Dieser Tag liegt in der Zukunft. Geben Sie den Tag ein, an dem es kam."


class OpenQuestionForm(ActionForm):
    """A form about the open question, which stands above it, with the wish for more time if there is one."""

    def prepare(self) -> None:
        self.question = open_question_of(self.target)
        self.wish = open_wish_of(self.question) if self.question else None


class SpokenForm(ActionForm):
    """What a person said otherwise than on their own page: how, who, when."""

    way = radio_field("Wie kam es?", AnswerWay.choices, missing="Wählen Sie, wie es kam.")
    said_by = ShortText(
        label="Von wem?",
        help_text="Hat jemand geholfen? Schreiben Sie beide Namen.",
        error_messages={"required": "Schreiben Sie, von wem es kam."},
    )
    received_on = DayField(
        label="Wann kam es?", error_messages={"required": "Geben Sie den Tag ein, an dem es kam."}
    )

    def prepare(self) -> None:
        super().prepare()
        person = self.target.case.particulars
        self.initial.setdefault("said_by", person.contact_person or person.name)
        self.initial.setdefault("received_on", self.today)

    def clean_received_on(self) -> object:
        day = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(IN_FUTURE, code="in_future")
        return day

    def spoken(self) -> Spoken:
        """What the service takes."""
        data = self.cleaned_data
        return Spoken(AnswerWay(data["way"]), data["said_by"], data["received_on"])


class WaiverForm(SpokenForm):
    """A waiver of remedy that came on paper or was signed at the counter."""

    sure = forms.BooleanField(
        label="Der Verzicht ist unterschrieben und liegt uns vor",
        error_messages={
            "required": "Ein Verzicht gilt nur mit Unterschrift. Bestätigen Sie, dass sie da ist."
        },
    )

    def prepare(self) -> None:
        super().prepare()
        set_choices(self, "way", [each for each in AnswerWay.choices if each[0] != AnswerWay.PHONE])


class SpokenAnswerForm(SpokenForm, OpenQuestionForm):
    """An answer by telephone, letter or at the counter."""

    answer = LongText(
        label="Antwort",
        limit=4000,
        help_text="Schreiben Sie auf, was die Person gesagt oder geschrieben hat.",
        error_messages={"required": "Schreiben Sie die Antwort auf."},
    )
    file = forms.FileField(
        label="Scan der Antwort",
        help_text="Kam sie auf Papier? Foto oder PDF, höchstens 15 MB. Der Scan kommt in den Fall.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={"empty": NO_SCAN, "invalid": NO_SCAN},
    )
    field_order = ("answer", "way", "said_by", "received_on", "file")

    def text(self) -> str:
        """What was said."""
        return str(self.cleaned_data["answer"])

    def clean_file(self) -> object:
        """Too big is said before it is read."""
        scan = self.cleaned_data["file"]
        if scan is not None and scan.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(too_big(scan.name).message, code="too_big")
        return scan


class NewTermForm(OpenQuestionForm):
    """A later working day for the answer; proposed is what was wished for, else the fund's usual term."""

    due_on = DayField(label="Neue Frist", error_messages={"required": "Geben Sie die neue Frist ein."})

    def prepare(self) -> None:
        super().prepare()
        if self.question is None:
            return
        rules = self.target.case.rules
        usual = question_due_on(max(self.today, self.question.due_on), rules.question_days, rules.land)
        wished = self.wish.wished_on if self.wish else None
        self.initial.setdefault("due_on", next_working_day(wished, rules.land) if wished else usual)
        self.fields["due_on"].help_text = f"Ein Werktag nach dem {format_date(self.question.due_on)}."

    def clean_due_on(self) -> object:
        day = self.cleaned_data["due_on"]
        told, land = self.question.due_on, self.target.case.rules.land
        wrong = wrong_new_term(day, told=told, today=self.today, land=land)
        if wrong:
            raise forms.ValidationError(wrong, code="wrong_term")
        return day


class ExtendTermForm(NewTermForm):
    """More time, with the reason."""

    reason = LongText(label="Begründung", error_messages={"required": "Schreiben Sie eine Begründung."})


class RefuseTimeForm(OpenQuestionForm):
    """No to a wish for more time, in a sentence that the applicant reads."""

    reason = LongText(
        label="Warum nicht?",
        help_text="Die Person liest diesen Satz auf ihrer Seite.",
        error_messages={"required": "Schreiben Sie, warum es nicht geht."},
    )


class DiscontinueForm(ReasonForm, OpenQuestionForm):
    """The end of an application without an answer; the reason stands in the letter."""

    reason = LongText(
        label="Begründung im Brief",
        error_messages={"required": "Schreiben Sie die Begründung für den Brief."},
    )

    def prepare(self) -> None:
        super().prepare()
        if self.question is not None:
            proposed = "Uns fehlen Angaben, ohne die wir den Antrag nicht prüfen können."
            self.initial.setdefault("reason", proposed)
