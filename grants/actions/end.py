"""What the office can do at the end of a case's life: Zweckbindung, archive, holds, reminders."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_binding as binding
from grants.forms import office_retention as retention_forms
from grants.services import bindings, holds, reminders, retention

END_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="zweckbindung",
        machine="grant",
        states=bindings.WITH_BINDING,
        may=policy.may_enter_binding,
        applies=calls.has_binding,
        title="Zweckbindung eintragen",
        button="Sache eintragen",
        form=binding.BoundThingForm,
        call=lambda form, grant, by: bindings.enter_bound_thing(
            grant=grant, thing=form.thing(), **calls.who(by)
        ),
        done="Die Sache ist eingetragen.",
    ),
    Action(
        slug="zweckbindung-beenden",
        machine="grant",
        states=bindings.WITH_BINDING,
        may=policy.may_end_binding,
        applies=calls.something_stays_bound,
        title="Zweckbindung vorzeitig beenden",
        button="Sache freigeben",
        form=binding.EndBindingForm,
        call=lambda form, _, by: bindings.end_binding(
            thing=form.chosen(), reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Die Sache ist nicht mehr gebunden.",
    ),
    Action(
        slug="archivieren",
        machine="application",
        edge="archive",
        title="Antrag archivieren",
        button="Archivieren",
        form=base.ActionForm,
        call=lambda _, case, by: retention.archive_case(target=case, **by),
        done="Der Antrag ist archiviert. Die Aufbewahrung läuft.",
        fragment="office/actions/_archive.html",
    ),
    Action(
        slug="fall-archivieren",
        machine="grant",
        edge="archive",
        title="Förderfall archivieren",
        button="Archivieren",
        form=base.ActionForm,
        call=lambda _, grant, by: retention.archive_case(target=grant, **by),
        done="Der Fall ist archiviert. Die Aufbewahrung läuft.",
        fragment="office/actions/_archive.html",
    ),
    Action(
        slug="sperre-setzen",
        machine="application",
        states=calls.SENT,
        may=policy.may_hold,
        applies=calls.has_no_hold,
        title="Sperre wegen eines Rechtsstreits setzen",
        button="Sperre setzen",
        tone="tertiary",
        form=base.ReasonForm,
        call=lambda form, case, by: holds.set_hold(
            case=case, reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Die Sperre ist gesetzt. Der Fall wird nicht archiviert und nicht gelöscht.",
    ),
    Action(
        slug="sperre-aufheben",
        machine="application",
        states=calls.SENT,
        may=policy.may_hold,
        applies=calls.has_hold,
        title="Sperre aufheben",
        button="Sperre aufheben",
        form=base.ReasonForm,
        call=lambda form, case, by: holds.lift_hold(
            case=case, reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Die Sperre ist aufgehoben.",
    ),
    Action(
        slug="erinnerungen-pausieren",
        machine="application",
        states=calls.SENT,
        may=policy.may_review,
        applies=calls.is_alive,
        title="Automatische Erinnerungen pausieren",
        button="Pausieren",
        tone="tertiary",
        form=retention_forms.PauseForm,
        call=lambda form, case, by: reminders.pause_reminders(
            case=case,
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            **calls.who(by),
        ),
        done="In diesem Fall geht bis dahin keine automatische Erinnerung hinaus.",
    ),
)
