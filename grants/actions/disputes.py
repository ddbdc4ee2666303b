"""What the office notes about a notice that is out: when it arrived, and what is put up against it."""

from datetime import date
from typing import Any

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_objection as forms
from grants.models import Application
from grants.selectors.objections import attackable_notices, open_objections
from grants.services import objections, reconsiderations
from grants.workflows.decision import decision_of
from grants.workflows.requirements import rejection_was_undone


def _a_notice_is_out(case: Application) -> bool:
    return not calls.no_notice_is_out(case)


def _after_success(case: Application) -> bool:
    return not any(rejection_was_undone(case, date.max))


def _decided(case: Application) -> bool:
    return _after_success(case) and decision_of(case) is not None


def _undecided(case: Application) -> bool:
    return _after_success(case) and decision_of(case) is None


def _reconsider(form: Any, case: Application, by: dict[str, Any]) -> object:
    return reconsiderations.reconsider_application(application=case, reason=form.cleaned_data["reason"], **by)


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
    Action(
        slug="neu-entscheiden",
        machine="application",
        edge="decide_anew",
        applies=_decided,
        title="Nach dem Rechtsbehelf neu entscheiden lassen",
        button="Wieder aufnehmen",
        form=base.ReasonForm,
        call=_reconsider,
        done="Der Antrag ist wieder offen.",
    ),
    Action(
        slug="neu-pruefen",
        machine="application",
        edge="check_anew",
        applies=_undecided,
        title="Nach dem Rechtsbehelf neu prüfen",
        button="Wieder aufnehmen",
        form=base.ReasonForm,
        call=_reconsider,
        done="Der Antrag ist wieder offen.",
    ),
)
