"""Forms of the jury's members: the vote, the own bias."""

from grants.forms.resident_fields import ChoiceField, ResidentForm, TextField
from grants.models import Choice


class VoteForm(ResidentForm):
    """Yes, no or abstention."""

    choice = ChoiceField(
        label="Wie stimmen Sie?",
        choices=Choice.choices,
        error_messages={
            "required": "Wählen Sie Ja, Nein oder Enthaltung.",
            "invalid_choice": "Wählen Sie Ja, Nein oder Enthaltung.",
        },
    )


class BiasForm(ResidentForm):
    """Why the member is biased."""

    reason = TextField(
        label="Warum sind Sie befangen?",
        help_text="Zum Beispiel: Ich bin Mitglied in diesem Verein. Der Grund steht nicht im Protokoll.",
        limit=300,
        error_messages={"required": "Schreiben Sie kurz auf, warum Sie befangen sind."},
    )
