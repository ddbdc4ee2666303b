"""The choice of one line of the cost plan, for residents and the office."""

from collections.abc import Sequence

from django import forms

from grants.models import CostItem


def plan_item_field(
    label: str, plan: Sequence[CostItem], *, none: str, widget: type[forms.widgets.ChoiceWidget]
) -> forms.TypedChoiceField:
    """One line of the plan, or `none` of them; the answer is a CostItem or None."""
    items = {str(each.position): each for each in plan}
    return forms.TypedChoiceField(
        label=label,
        choices=[*((position, each.item) for position, each in items.items()), ("", none)],
        coerce=items.__getitem__,
        empty_value=None,
        required=False,
        widget=widget,
        error_messages={"invalid_choice": "Wählen Sie eine Zeile aus der Liste."},
    )
