"""Forms of the comparison with the finance system."""

from grants.forms.office_base import ActionForm, LongText
from grants.services.postings import LONGEST_NOTE


class DifferenceForm(ActionForm):
    """Why a row has no partner."""

    text = LongText(
        label="Warum ist das so?",
        limit=LONGEST_NOTE,
        help_text="Zum Beispiel: im Finanzverfahren erst im Januar gebucht. Schreiben Sie keine Namen.",
        error_messages={"required": "Schreiben Sie, warum das so ist."},
    )
