"""The logo of the letters: a picture, and what it shows."""

from django import forms

from grants.forms.office_base import ActionForm, ShortText

NO_FILE = "Wählen Sie das Bild aus."


class LogoForm(ActionForm):
    """`target`: the fund."""

    file = forms.FileField(
        label="Bild",
        help_text="PNG oder JPEG. Auf dem Brief wird es höchstens 4 cm breit und 2,5 cm hoch.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"required": NO_FILE, "invalid": NO_FILE, "empty": "Die Datei ist leer."},
    )
    alt = ShortText(
        label="Was zeigt das Logo?",
        help_text="Das liest ein Vorleseprogramm vor, zum Beispiel: Wappen der Stadt Musterstadt.",
        error_messages={"required": "Schreiben Sie, was das Logo zeigt."},
    )
