"""What the office does about a grant to an undertaking: the De-minimis entry."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms.office_state_aid import StateAidForm
from grants.services import state_aid
from grants.services.payments import PAYABLE_STATES

STATE_AID_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="de-minimis",
        machine="grant",
        states=frozenset(PAYABLE_STATES),
        may=policy.may_record_state_aid,
        applies=lambda grant: grant.case.is_state_aid,
        title="De-minimis-Eintrag vermerken",
        button="Eintrag vermerken",
        form=StateAidForm,
        call=lambda form, grant, by: state_aid.record_state_aid(
            grant=grant,
            other_aid_cents=form.cleaned_data["other_aid"],
            register_number=form.cleaned_data["register_number"],
            entered_on=form.cleaned_data["entered_on"],
            **calls.who(by),
        ),
        done="Der Eintrag ist vermerkt. Jetzt kann Geld fließen.",
    ),
)
