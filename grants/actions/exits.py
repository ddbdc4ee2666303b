"""What the office can do when a grant leaves its plain way: change, decline, cancel, revoke."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_exits as exits
from grants.services import changes
from grants.services import exits as services
from grants.states import GrantState as G

EXIT_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="nicht-annehmen",
        machine="grant",
        edge="decline",
        applies=calls.is_on_paper,
        title="Förderung nicht annehmen (Papier)",
        button="Als nicht angenommen eintragen",
        form=exits.PaperReasonForm,
        call=lambda form, grant, by: services.decline_grant(
            grant=grant, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Förderung ist nicht angenommen. Das Geld ist wieder frei.",
    ),
    Action(
        slug="mangels-annahme",
        machine="grant",
        edge="expire_offer",
        applies=calls.has_acceptance_term,
        title="Mangels Annahme beenden",
        button="Förderung beenden",
        tone="danger",
        form=base.ReasonForm,
        call=lambda form, grant, by: services.expire_offer(
            grant=grant, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Förderung ist beendet. Das Geld ist wieder frei.",
    ),
    Action(
        slug="aenderung-beantragen",
        machine="grant",
        edge="request_change",
        applies=calls.is_on_paper,
        title="Änderung beantragen (Papier)",
        button="Antrag eintragen",
        form=exits.PaperChangeForm,
        call=lambda form, grant, by: changes.request_change(grant=grant, wish=form.wish(), **by),
        done="Die Änderung ist beantragt. Bereiten Sie die Entscheidung vor.",
    ),
    Action(
        slug="aenderung-vorbereiten",
        machine="grant",
        states=frozenset({G.CHANGE_PENDING.value}),
        may=policy.may_prepare_change,
        title="Entscheidung über die Änderung vorbereiten",
        button="Vorschlag speichern",
        form=exits.RulingForm,
        call=lambda form, grant, by: changes.prepare_change(
            grant=grant, approve=form.approves(), reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Der Vorschlag ist gespeichert. Die Stadt entscheidet.",
        fragment="office/actions/_change.html",
    ),
    Action(
        slug="aenderung-entscheiden",
        machine="grant",
        edge="decide_change",
        title="Über Änderung entscheiden",
        button="Entscheidung treffen",
        tone="primary",
        form=exits.DecideChangeForm,
        call=lambda form, grant, by: changes.decide_change(
            grant=grant, approve=form.approves(), reason=form.cleaned_data["reason"], **by
        ),
        done="Über die Änderung ist entschieden.",
        fragment="office/actions/_change.html",
    ),
)
