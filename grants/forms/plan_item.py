"""The choice of one line of the cost plan, for residents and the office."""

from collections.abc import Sequence

from django import forms

from foundation.values.phrases import say
from grants.models import CostItem

NO_ITEM = "none"


def plan_item_field(
    label: str,
    plan: Sequence[CostItem],
    *,
    none: str,
    widget: type[forms.widgets.ChoiceWidget],
    must_choose: str = "",
) -> forms.TypedChoiceField:
    """One line of the plan, or `none` of them; the answer is a CostItem or None.

    With `must_choose`, the sentence for who has chosen nothing, no choice is made beforehand, and `none`
    (`NO_ITEM`) is one like the others.
    """
    items = {str(each.position): each for each in plan}
    no_item = NO_ITEM if must_choose else ""
    return forms.TypedChoiceField(
        label=label,
        choices=[*((position, each.item) for position, each in items.items()), (no_item, none)],
        coerce=items.get,
        empty_value=None,
        required=bool(must_choose),
        widget=widget,
        error_messages={
            "invalid_choice": say("Wählen Sie eine Zeile aus der Liste."),
            "required": must_choose,
        },
    )
