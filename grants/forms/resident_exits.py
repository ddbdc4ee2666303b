"""The forms by which a resident leaves the plain way of a grant: change, decline, stop."""

from typing import Any

from django import forms

from foundation.values.phrases import say
from grants.forms.resident_fields import CheckboxField, ChoiceField, DayField, ResidentForm, TextField
from grants.models import ChangeKind

CHANGES = [
    (ChangeKind.PERIOD.value, say("Meine Aktion soll an einem anderen Tag enden")),
    (ChangeKind.COSTS.value, say("Ich möchte das Geld anders verteilen")),
    (ChangeKind.PURPOSE.value, say("Ich möchte etwas anderes machen")),
    (ChangeKind.AMOUNT.value, say("Ich brauche mehr Geld")),
]


class ChangeForm(ResidentForm):
    """What shall be different; the new end is asked for a change of period and ignored otherwise."""

    kind = ChoiceField(
        label=say("Was soll anders werden?"),
        choices=CHANGES,
        error_messages={"required": say("Wählen Sie, was anders werden soll.")},
    )
    ends_on = DayField(
        label=say("Bis wann soll Ihre Aktion dauern?"),
        help_text=say("Nur wenn sich das Ende ändert. Zum Beispiel 12 3 2027."),
        required=False,
    )
    text = TextField(
        label=say("Was ist anders, und warum?"),
        help_text=say("Ein paar Sätze reichen."),
        limit=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": say("Schreiben Sie, was anders werden soll und warum.")},
    )
    without_optional_mark = ("ends_on",)


class EarlyStartForm(ResidentForm):
    """From when, and why waiting is not possible."""

    starts_from = DayField(
        label=say("Ab wann möchten Sie anfangen?"),
        help_text=say("Zum Beispiel 12 3 2027."),
        error_messages={"required": say("Geben Sie ein, wann Sie anfangen möchten.")},
    )
    reason = TextField(
        label=say("Warum können Sie nicht warten?"),
        help_text=say("Ein paar Sätze reichen."),
        limit=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": say("Schreiben Sie, warum Sie nicht warten können.")},
    )


class DeclineForm(ResidentForm):
    """Not wanting the money; nobody must say why."""

    reason = TextField(
        label=say("Möchten Sie uns sagen, warum?"),
        limit=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CancelForm(ResidentForm):
    """The end before time, with its reason."""

    reason = TextField(
        label=say("Warum hören Sie auf?"),
        help_text=say("Ein Satz reicht."),
        limit=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": say("Schreiben Sie kurz, warum Sie aufhören.")},
    )


class ProofAnswerForm(ResidentForm):
    """The answer to a question about the proof; receipts have their own pages."""

    answer = TextField(
        label=say("Ihre Antwort"),
        limit=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": say("Schreiben Sie Ihre Antwort.")},
    )


class MoreTimeForm(ResidentForm):
    """Until when the answer can come; nobody must say why."""

    wished_on = DayField(
        label=say("Bis wann können Sie antworten?"),
        help_text=say("Zum Beispiel 12 3 2027."),
        error_messages={"required": say("Geben Sie einen Tag ein, bis zu dem Sie antworten können.")},
    )
    text = TextField(
        label=say("Möchten Sie uns sagen, warum?"),
        limit=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WaiverForm(ResidentForm):
    """Giving up the remedy after the acceptance; `remedy` is the fund's word for it."""

    waiver = CheckboxField(
        label="",
        error_messages={"required": say("Kreuzen Sie an, dass Sie verzichten, oder gehen Sie zurück.")},
    )

    def __init__(self, *args: Any, remedy: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["waiver"].label = say(
            "Ich verzichte auf {remedy}. Dann kann das Geld früher kommen.",
            remedy=remedy,
        )
