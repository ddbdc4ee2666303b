"""Forms of the outbox: the text of a letter, and why one is not sent."""

from typing import Any

from django import forms

from grants.forms.office_base import RELOAD, LongText
from grants.models import Letter


class LetterForm(forms.Form):
    """The text of a waiting letter, with the step that the person saw last."""

    use_required_attribute = False

    seen_step = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": RELOAD, "invalid": RELOAD}
    )
    body = LongText(
        label="Text des Briefs",
        help_text="Eine Zeile ist ein Absatz. Zeilen, die mit „- “ beginnen, werden eine Liste. "
        "Anrede, Ihre Kontaktdaten und der Gruß kommen von selbst dazu.",
        limit=8000,
        rows=16,
        error_messages={"required": "Schreiben Sie den Text des Briefs."},
    )

    def __init__(self, data: Any = None, *, letter: Letter) -> None:
        initial = {"body": letter.body, "seen_step": list(letter.steps.all())[-1].pk}
        super().__init__(data, label_suffix="", initial=initial)


class DiscardForm(forms.Form):
    """Why a letter is not sent."""

    use_required_attribute = False

    reason = LongText(
        label="Warum senden Sie den Brief nicht?",
        help_text="Der Grund steht im Verlauf des Falls. Die Person sieht ihn nicht.",
        limit=500,
        error_messages={"required": "Schreiben Sie, warum der Brief nicht gesendet wird."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
