"""What the office can do about an early start: type in the wish, decide."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_early_start as forms
from grants.rules.early_start import BEFORE_NOTICE
from grants.services import early_starts, news

EARLY_START_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="vorzeitiger-beginn",
        machine="application",
        states=BEFORE_NOTICE,
        may=policy.may_ask_early_start,
        applies=early_starts.early_start_is_possible,
        title="Bitte um vorzeitigen Beginn eintragen",
        button="Bitte eintragen",
        tone="tertiary",
        form=forms.EarlyStartWishForm,
        call=lambda form, case, by: early_starts.ask_for_early_start(
            application=case,
            wished_from=form.cleaned_data["starts_from"],
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            **calls.who(by),
        ),
        done="Die Bitte ist eingetragen. Die Sachbearbeitung der Stadt entscheidet.",
    ),
    Action(
        slug="vorzeitiger-beginn-entscheiden",
        machine="application",
        states=BEFORE_NOTICE,
        may=policy.may_decide_early_start,
        applies=early_starts.early_start_waits,
        title="Über den vorzeitigen Beginn entscheiden",
        button="Entscheidung treffen",
        form=forms.EarlyStartDecisionForm,
        call=lambda form, case, by: early_starts.decide_early_start(
            application=case,
            approve=form.approves(),
            starts_from=form.cleaned_data["starts_from"],
            reason=form.cleaned_data["reason"],
            **by,
        ),
        done="Die Entscheidung ist gespeichert.",
        then=news.how_the_letter_goes,
        fragment="office/actions/_early_start.html",
    ),
)
