"""Forms with which the office lets the jury in: addresses, printed sheets, keys taken back, the chair."""

from django import forms

from foundation.values.codes import make_token
from grants.forms.office_base import RELOAD, ActionForm, LongText, radio_field, set_choices
from grants.forms.office_jury import serving_members
from grants.models import JuryMember


class MembersForm(ActionForm):
    """Has the members who sit in the session, by name."""

    def prepare(self) -> None:
        self.members: dict[str, JuryMember] = {
            str(member.pk): member for member in serving_members(self.target)
        }


class AddressesForm(MembersForm):
    """One e-mail address for each member; empty means: on paper."""

    def prepare(self) -> None:
        super().prepare()
        for key, member in self.members.items():
            name = f"email_{key}"
            self.fields[name] = forms.CharField(
                label=member.name,
                required=False,
                max_length=254,
                widget=forms.EmailInput(attrs={"autocomplete": "off"}),
                error_messages={"max_length": "Diese E-Mail-Adresse ist zu lang. Prüfen Sie sie."},
            )
            self.initial.setdefault(name, member.email)

    def addresses(self) -> dict[JuryMember, str]:
        """What was typed for each member."""
        return {member: self.cleaned_data[f"email_{key}"] for key, member in self.members.items()}


class SheetsForm(MembersForm):
    """Who gets a printed sheet; those without an e-mail address are ticked. The nonce is that of a reload."""

    members_chosen = forms.MultipleChoiceField(
        label="Für wen?",
        help_text="Ein älteres Blatt dieser Personen gilt dann nicht mehr.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kreuzen Sie an, wer ein Blatt bekommt.",
            "invalid_choice": "Kreuzen Sie nur Mitglieder aus der Liste an.",
        },
    )
    nonce = forms.CharField(widget=forms.HiddenInput, error_messages={"required": RELOAD})

    def prepare(self) -> None:
        super().prepare()
        set_choices(self, "members_chosen", [(key, member.name) for key, member in self.members.items()])
        without = [key for key, member in self.members.items() if not member.email]
        self.initial.setdefault("members_chosen", without)
        self.initial["nonce"] = make_token()

    def chosen(self) -> list[JuryMember]:
        """The members who were ticked."""
        return [self.members[key] for key in self.cleaned_data["members_chosen"]]


class OneMemberForm(MembersForm):
    """One of the members."""

    member = radio_field("Wer?", [], missing="Wählen Sie das Mitglied der Jury.")

    def prepare(self) -> None:
        super().prepare()
        set_choices(self, "member", [(key, member.name) for key, member in self.members.items()])

    def chosen(self) -> JuryMember:
        """The member."""
        return self.members[self.cleaned_data["member"]]


class AdditionForm(ActionForm):
    """What is added to approved minutes."""

    text = LongText(
        label="Nachtrag",
        help_text="Das Protokoll bleibt, wie es ist. Der Nachtrag steht daneben und lässt sich nicht ändern.",
        error_messages={"required": "Schreiben Sie, was nachgetragen wird."},
    )
