"""Why somebody looks at a full IBAN."""

from grants.forms.office_base import ActionForm, radio_field

PURPOSES = (
    ("check", "Zahlung prüfen"),
    ("bank", "Rückfrage der Bank oder der Kasse"),
    ("person", "Rückfrage der Person, die das Konto angegeben hat"),
    ("audit", "Prüfung durch das Rechnungsprüfungsamt"),
)


class RevealForm(ActionForm):
    """The purpose; it stands in the access log."""

    purpose = radio_field(
        "Wozu brauchen Sie die IBAN?", PURPOSES, missing="Wählen Sie, wozu Sie die IBAN brauchen."
    )
