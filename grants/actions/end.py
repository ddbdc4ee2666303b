"""What the office can do at the end of a case's life: Zweckbindung."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_binding as binding
from grants.services import bindings

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
)
