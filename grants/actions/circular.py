"""What the office can do with a case in a circular vote."""

from grants import policy
from grants.actions.calls import who
from grants.actions.kind import Action
from grants.forms import office_circular as forms
from grants.models import Application
from grants.services import circular
from grants.states import ApplicationState as A

SCHEDULED = frozenset({A.SCHEDULED.value})


def is_in_circular_vote(case: Application) -> bool:
    """A circular vote on the case runs."""
    return any(
        item.decided_at is None and item.session.is_circular and item.session.state == "open"
        for item in case.agenda_items.all()
    )


CIRCULAR_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="stimme-eintragen",
        machine="application",
        states=SCHEDULED,
        may=policy.may_record_decision,
        applies=is_in_circular_vote,
        title="Stimme im Umlaufverfahren eintragen",
        button="Stimme eintragen",
        form=forms.EnteredVoteForm,
        call=lambda form, case, by: circular.enter_vote(
            application=case,
            member=form.chosen(),
            choice=form.cleaned_data["choice"],
            way=form.cleaned_data["way"],
            **who(by),
        ),
        done="Die Stimme ist eingetragen.",
    ),
    Action(
        slug="widerspruch-umlauf",
        machine="application",
        states=SCHEDULED,
        may=policy.may_record_decision,
        applies=is_in_circular_vote,
        title="Widerspruch gegen das Umlaufverfahren",
        button="Widerspruch eintragen",
        tone="tertiary",
        form=forms.ObjectionForm,
        call=lambda form, case, by: circular.note_objection(
            application=case, member=form.chosen(), reason=form.cleaned_data["reason"], **who(by)
        ),
        done="Der Widerspruch ist eingetragen. Setzen Sie den Antrag auf eine Sitzung.",
    ),
)
