"""What is asked of whoever wants to know whether a document is genuine."""

from __future__ import annotations

from django import forms

from grants.forms.resident_fields import ResidentForm, TextField


class GenuineForm(ResidentForm):
    """Number and code; the copy is a field of the page, because it is hashed and never becomes a file."""

    number = TextField(
        label="Nummer des Dokuments",
        help_text="Steht unten auf der letzten Seite, zum Beispiel D-2027-000123.",
        limit=40,
        widget=forms.TextInput(attrs={"size": "20", "autocomplete": "off"}),
        error_messages={"required": "Geben Sie die Nummer ein, die unten auf der letzten Seite steht."},
    )
    code = TextField(
        label="Prüfcode",
        help_text="Steht neben der Nummer: drei Gruppen mit vier Zeichen.",
        limit=40,
        widget=forms.TextInput(attrs={"size": "20", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Geben Sie den Prüfcode ein, der neben der Nummer steht."},
    )
