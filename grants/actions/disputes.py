"""What the office notes about a notice that is out: when it arrived, and what is put up against it."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_objection as forms
from grants.models import Application
from grants.selectors.objections import attackable_notices, open_objections
from grants.services import objections


def _a_notice_is_out(case: Application) -> bool:
    return not calls.no_notice_is_out(case)


DISPUTE_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="rechtsbehelf",
        machine="application",
        states=calls.SENT,
        may=policy.may_note_objection,
        applies=lambda case: bool(attackable_notices(case)),
        title="Rechtsbehelf gegen einen Bescheid vermerken",
        button="Rechtsbehelf vermerken",
        tone="tertiary",
        form=forms.ObjectionForm,
        call=lambda form, _, by: objections.note_objection(
            notice=form.chosen(), arrival=form.arrival(), **calls.who(by)
        ),
        done="Der Rechtsbehelf ist vermerkt. Bis er beendet ist, gilt eine Sperre.",
        fragment="office/actions/_objection.html",
    ),
    Action(
        slug="rechtsbehelf-beenden",
        machine="application",
        states=calls.SENT,
        may=policy.may_note_objection,
        applies=lambda case: bool(open_objections(case)),
        title="Ende eines Rechtsbehelfs vermerken",
        button="Ende vermerken",
        form=forms.EndObjectionForm,
        call=lambda form, _, by: objections.end_objection(**form.ending(), **calls.who(by)),
        done="Das Ende des Rechtsbehelfs ist vermerkt.",
    ),
    Action(
        slug="zugang",
        machine="application",
        states=calls.SENT,
        may=policy.may_note_objection,
        applies=_a_notice_is_out,
        title="Nachgewiesenen Zugang eines Schreibens vermerken",
        button="Zugang vermerken",
        tone="tertiary",
        form=forms.ArrivalForm,
        call=lambda form, _, by: objections.note_arrival(
            notice=form.chosen(), arrived_on=form.cleaned_data["arrived_on"], **calls.who(by)
        ),
        done="Der Zugang ist vermerkt. Die Frist richtet sich danach.",
    ),
)
