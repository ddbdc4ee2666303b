"""The office puts right what was sent."""

from grants import policy
from grants.actions.kind import Action
from grants.forms.office_correction import CorrectionForm
from grants.services import corrections
from grants.states import ApplicationState as A

OPEN = frozenset(state.value for state in A) - corrections.CLOSED

CORRECTION_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="korrigieren",
        machine="application",
        states=OPEN,
        may=policy.may_correct,
        title="Angaben korrigieren",
        button="Korrektur speichern",
        tone="tertiary",
        form=CorrectionForm,
        call=lambda form, case, by: corrections.correct_application(
            application=case,
            reason=form.cleaned_data["reason"],
            answers=form.corrected("application"),
            applicant_answers=form.corrected("applicant"),
            costs=form.corrected_costs(),
            **by,
        ),
        done="Die Korrektur ist gespeichert. Was vorher da stand, bleibt in den Fassungen.",
        fragment="office/actions/_correction.html",
    ),
)
