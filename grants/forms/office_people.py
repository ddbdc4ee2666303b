"""The forms of people and roles: a new person, a role with its terms, the end of a role."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from foundation.accounts.models import User
from foundation.accounts.roles import TWO_PERSON_ROLES, Role
from foundation.accounts.services import Terms
from foundation.values.dates import BERLIN
from grants.forms.office_base import DayField, ShortText, amount_field, radio_field, set_choices
from grants.forms.resident_fields import plain_text

TWO = "zwei Personen der Administration"


def midnight(day: date) -> datetime:
    """The beginning of a day in the town."""
    return datetime.combine(day, time(0), tzinfo=BERLIN)


def end_of(day: date) -> datetime:
    """The end of a day in the town: the beginning of the next."""
    return midnight(day + timedelta(days=1))


class PersonForm(forms.Form):
    """A new person."""

    use_required_attribute = False

    display_name = ShortText(
        label="Name", limit=150, error_messages={"required": "Geben Sie den Namen der Person ein."}
    )
    email = ShortText(
        label="E-Mail-Adresse",
        limit=254,
        help_text="An diese Adresse geht ein Link, mit dem die Person ihr Passwort festlegt.",
        error_messages={"required": "Geben Sie die E-Mail-Adresse der Person ein."},
    )

    def clean_display_name(self) -> str:
        return plain_text(self.cleaned_data["display_name"])


class RoleForm(forms.Form):
    """A role for a fund, from a day to a day; the authority to order payments has a limit and deputies."""

    use_required_attribute = False

    role = radio_field(
        "Rolle",
        [(role.value, f"{role.label} ({TWO})" if role in TWO_PERSON_ROLES else role.label) for role in Role],
        missing="Wählen Sie eine Rolle.",
    )
    fund = radio_field("Fonds", [], missing="Wählen Sie einen Fonds oder alle Fonds.")
    begins_on = DayField(
        label="Gilt ab", required=False, help_text="TT.MM.JJJJ. Leer heißt: sofort, oder mit der Bestätigung."
    )
    ends_on = DayField(label="Letzter Tag", required=False, help_text="TT.MM.JJJJ. Leer heißt: ohne Ende.")
    limit = amount_field(
        "Anordnung bis zu", required=False, help_text="Nur für die Rolle Anordnung. Leer heißt: ohne Grenze."
    )
    deputy_for = forms.ChoiceField(
        label="In Vertretung für",
        required=False,
        help_text="Nur für die Rolle Anordnung. Eine Vertretung braucht einen letzten Tag.",
        error_messages={"invalid_choice": "Diese Person ordnet nichts mehr an. Wählen Sie noch einmal."},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        funds: Mapping[str, str],
        principals: Sequence[tuple[str, str]],
        today: date,
    ) -> None:
        super().__init__(data, label_suffix="")
        self.today = today
        # A radio with an empty value counts as not chosen: all funds get a word that no slug is.
        set_choices(self, "fund", [(slug or "*", name) for slug, name in funds.items()])
        set_choices(self, "deputy_for", [("", "niemanden"), *principals])

    def clean_begins_on(self) -> date | None:
        day: date | None = self.cleaned_data["begins_on"]
        if day is not None and day < self.today:
            raise forms.ValidationError("Dieser Tag ist vorbei. Eine Rolle gilt frühestens ab heute.")
        return day

    def clean(self) -> None:
        typed = self.cleaned_data
        if typed.get("role") == Role.AD and typed.get("fund", "*") != "*":
            self.add_error("fund", "Die Administration gilt für das ganze Haus. Wählen Sie alle Fonds.")

    def scope(self) -> str:
        """The slug of the fund, "" for all."""
        return str(self.cleaned_data["fund"]).removeprefix("*")

    def terms(self) -> Terms:
        """Limit in cents, deputy, from and until."""
        typed = self.cleaned_data
        begins, ends, deputy = typed["begins_on"], typed["ends_on"], typed["deputy_for"]
        return Terms(
            limit_cents=typed["limit"],
            deputy_for=User.objects.get(pk=int(deputy)) if deputy else None,
            begins_at=midnight(begins) if begins else None,
            ends_at=end_of(ends) if ends else None,
        )


class EndRoleForm(forms.Form):
    """When a role ends."""

    use_required_attribute = False

    ends_on = DayField(label="Letzter Tag", required=False, help_text="TT.MM.JJJJ. Leer heißt: sofort.")

    def ends_at(self) -> datetime | None:
        """The end of the last day; None is now."""
        day: date | None = self.cleaned_data["ends_on"]
        return end_of(day) if day else None
