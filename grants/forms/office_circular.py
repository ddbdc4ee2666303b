"""Forms of the circular vote: a vote that came by post, an objection that was said to the office."""

from grants.forms.office_base import ActionForm, LongText, radio_field, set_choices
from grants.forms.office_jury import serving_members
from grants.models import AgendaItem, Choice, JuryMember, VoteWay


class OneJurorForm(ActionForm):
    """Which member; those who are biased are not offered."""

    member = radio_field("Wer?", [], missing="Wählen Sie das Mitglied der Jury.")

    def prepare(self) -> None:
        items = self.target.agenda_items.filter(decided_at__isnull=True, session__is_circular=True)
        item: AgendaItem | None = items.select_related("session__fund").order_by("-pk").first()
        biased = {conflict.person_reference for conflict in self.target.conflicts.all()}
        members = serving_members(item.session) if item else []
        self.members = {str(each.pk): each for each in members if each.reference not in biased}
        set_choices(self, "member", [(key, each.name) for key, each in self.members.items()])

    def chosen(self) -> JuryMember:
        """The member."""
        return self.members[self.cleaned_data["member"]]


class EnteredVoteForm(OneJurorForm):
    """How the member votes, and how the office knows."""

    choice = radio_field("Stimme", Choice.choices, missing="Wählen Sie Ja, Nein oder Enthaltung.")
    way = radio_field(
        "Wie ist die Stimme gekommen?", VoteWay.choices, missing="Wählen Sie, wie die Stimme gekommen ist."
    )


class ObjectionForm(OneJurorForm):
    """Why the member wants a session."""

    reason = LongText(
        label="Warum soll der Antrag in eine Sitzung?",
        limit=300,
        error_messages={"required": "Schreiben Sie kurz auf, warum der Antrag in eine Sitzung soll."},
    )
