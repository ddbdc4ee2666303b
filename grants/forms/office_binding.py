"""Forms of the Zweckbindung: a bought thing is entered, or freed before its time."""

from django import forms

from grants.forms.office_base import (
    ActionForm,
    DayField,
    LongText,
    ShortText,
    amount_field,
    radio_field,
    set_choices,
)
from grants.models import BoundThing
from grants.rules.binding import bound_until
from grants.selectors.bindings import things_to_end
from grants.services.bindings import ThingLine


class BoundThingForm(ActionForm):
    """What was bought, where it is, and until when it stays bound; the day is proposed by the rules."""

    what = ShortText(label="Was?", error_messages={"required": "Schreiben Sie, was gekauft wurde."})
    value = amount_field("Wert", error_messages={"required": "Geben Sie den Wert ein."})
    place = ShortText(label="Wo steht es?", required=False)
    lendable = forms.BooleanField(label="Andere können es ausleihen", required=False)
    until = DayField(
        label="Gebunden bis", error_messages={"required": "Geben Sie ein, bis wann die Sache gebunden ist."}
    )

    def prepare(self) -> None:
        years = self.target.case.rules.binding_years
        if years is not None:
            self.initial.setdefault("until", bound_until(self.target.ends_on, years))

    def thing(self) -> ThingLine:
        """What the service takes."""
        data = self.cleaned_data
        return ThingLine(
            what=data["what"],
            value_cents=data["value"],
            bound_until=data["until"],
            place=data["place"],
            is_lendable=data["lendable"],
        )


class EndBindingForm(ActionForm):
    """Which thing is freed, and why."""

    thing = radio_field("Welche Sache?", [], missing="Wählen Sie, welche Sache frei wird.")
    reason = LongText(
        label="Begründung",
        limit=500,
        help_text="Zum Beispiel: abgenutzt, gestohlen, an einen anderen Verein gegeben.",
        error_messages={"required": "Schreiben Sie eine Begründung."},
    )

    def prepare(self) -> None:
        things = things_to_end(self.target, on=self.today)
        set_choices(self, "thing", [(str(thing.pk), thing.what) for thing in things])

    def chosen(self) -> BoundThing:
        """The thing that is freed."""
        return BoundThing.objects.select_related("grant").get(pk=self.cleaned_data["thing"])
