"""The form of pictures that may be shown: a new one with its consent, or a release that is taken back."""

from typing import Any

from django import forms

from foundation.accounts.people import names_of
from foundation.files.inspection import MAX_UPLOAD_BYTES, too_big
from grants.forms.office_base import ActionForm, DayField, ShortText, set_choices
from grants.models import ReleasedPicture
from grants.services.released_pictures import NewPicture

NO_FILE = "Wählen Sie das Bild aus."
NEEDED = {
    "file": NO_FILE,
    "shows": "Schreiben Sie, was zu sehen ist.",
    "consent": "Schreiben Sie, wer zugestimmt hat und wie.",
    "agreed_on": "Geben Sie den Tag der Zustimmung ein.",
}


class PicturesForm(ActionForm):
    """`target`: the application. Either something is taken back, or a new picture is complete."""

    withdrawn = forms.MultipleChoiceField(
        label="Diese Freigaben zurücknehmen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Diese Freigabe gibt es nicht mehr."},
    )
    file = forms.FileField(
        label="Neues Bild",
        help_text="Foto, höchstens 15 MB. Ort und Gerät werden aus der Datei entfernt.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": NO_FILE, "invalid": NO_FILE},
    )
    shows = ShortText(
        label="Was ist zu sehen?",
        required=False,
        limit=200,
        help_text="Das liest ein Vorleseprogramm vor, zum Beispiel: Drei Hochbeete im Musterhof.",
    )
    consent = ShortText(
        label="Wer hat zugestimmt, und wie?",
        required=False,
        limit=300,
        help_text="Alle, die zu erkennen sind, und wer das Foto gemacht hat. "
        "Zum Beispiel: Unterschriften auf dem Blatt in der Akte.",
    )
    agreed_on = DayField(label="Zugestimmt am", required=False)

    def prepare(self) -> None:
        self.history = list(self.target.released_pictures.select_related("file"))
        names = names_of(each.withdrawn_by for each in self.history)
        self.told = [(each, names.get(each.withdrawn_by, "")) for each in self.history]
        self.released = [each for each in self.history if each.withdrawn_at is None]
        set_choices(self, "withdrawn", [(str(each.pk), each.shows) for each in self.released])
        if not self.released:
            del self.fields["withdrawn"]

    def clean_file(self) -> object:
        """Too big is said before it is read."""
        sent = self.cleaned_data["file"]
        if sent is not None and sent.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(too_big(sent.name).message, code="too_big")
        return sent

    def clean(self) -> dict[str, Any] | None:
        """A picture without its consent is not released; nothing at all is no step."""
        data = super().clean() or self.cleaned_data
        is_new = any(data.get(name) for name in NEEDED) or not data.get("withdrawn")
        for name, sentence in NEEDED.items():
            if is_new and not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data

    def to_withdraw(self) -> list[ReleasedPicture]:
        """The releases that were ticked."""
        ticked = self.cleaned_data.get("withdrawn") or []
        return [each for each in self.released if str(each.pk) in ticked]

    def new_picture(self) -> NewPicture | None:
        """What the service takes; None where only something is taken back."""
        data = self.cleaned_data
        if data["file"] is None:
            return None
        return NewPicture(
            data["file"].name, data["file"].read(), data["shows"], data["consent"], data["agreed_on"]
        )
