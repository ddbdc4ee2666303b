"""Forms of the jury: sessions, the agenda, and what the jury decided."""

from datetime import date, timedelta
from typing import Any

from django import forms

from foundation.values.dates import format_date, local_date
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from grants.forms.office_base import (
    ActionForm,
    DayField,
    LinesText,
    LongText,
    ShortText,
    TimeOfDayField,
    amount_field,
    radio_field,
    set_choices,
)
from grants.models import AgendaItem, Fund, JuryMember, JurySession, Outcome, Vote
from grants.rules.findings import Calculation
from grants.rules.obligations import LONGEST
from grants.rules.seats import check_seat
from grants.selectors.sessions import quorum_of
from grants.services.sessions import Decision
from grants.workflows.facts import ceiling_of, seat_facts

CHOICES = (
    ("yes", "Ja"),
    ("no", "Nein"),
    ("abstain", "Enthaltung"),
    ("biased", "befangen"),
)
MEETS = (("meeting", "in einer Sitzung"), ("circular", "im Umlaufverfahren, ohne Sitzung"))
CAST = "cast"
PLANNING_RANGE = timedelta(days=366)
IS_PAST = "Dieser Tag ist vorbei. Wählen Sie heute oder einen späteren Tag."
FAR_AWAY = "Wählen Sie einen Tag, der höchstens ein Jahr entfernt ist."
OUTCOME_SENTENCE = "Wählen Sie, wie die Jury entschieden hat."


def serving_members(session: JurySession) -> list[JuryMember]:
    """The members of the fund whose term of office covers the day of the session."""
    members = session.fund.jury_members.order_by("name")
    return [member for member in members if not check_seat(seat_facts(member, session))]


class PlanSessionForm(ActionForm):
    """A day and a place; the fund when there are several. `target` is the list of funds."""

    fund = radio_field("Welcher Fonds?", [], missing="Wählen Sie den Fonds.")
    kind = radio_field("Wie stimmt die Jury ab?", MEETS, missing="Wählen Sie, wie die Jury abstimmt.")
    held_on = DayField(
        label="Tag der Sitzung", error_messages={"required": "Geben Sie den Tag der Sitzung ein."}
    )
    starts_at = TimeOfDayField(label="Beginn", required=False)
    place = ShortText(label="Ort", required=False)

    def prepare(self) -> None:
        self.funds: dict[str, Fund] = {str(fund.pk): fund for fund in self.target}
        set_choices(self, "fund", [(key, fund.name) for key, fund in self.funds.items()])
        if len(self.funds) == 1:
            del self.fields["fund"]
        self.initial.setdefault("kind", "meeting")
        if any(fund.rules_on(self.today).circular_allowed for fund in self.target):
            self.fields["held_on"].help_text = "Beim Umlaufverfahren: letzter Tag für die Stimmen."
        else:
            del self.fields["kind"]

    def clean_held_on(self) -> date | None:
        held_on: date | None = self.cleaned_data["held_on"]
        if held_on and held_on < self.today:
            raise forms.ValidationError(IS_PAST, code="past")
        if held_on and held_on - self.today > PLANNING_RANGE:
            raise forms.ValidationError(FAR_AWAY, code="far_away")
        return held_on

    def is_circular(self) -> bool:
        """Nobody meets."""
        return self.cleaned_data.get("kind") == "circular"

    def chosen_fund(self) -> Fund:
        """The fund that was chosen, or the only one."""
        return self.funds[self.cleaned_data.get("fund") or next(iter(self.funds))]


class TimeAndPlaceForm(ActionForm):
    """When on its day a session begins, and where."""

    starts_at = TimeOfDayField(label="Beginn", required=False)
    place = ShortText(label="Ort", required=False)

    def prepare(self) -> None:
        self.initial.setdefault("starts_at", self.target.starts_at)
        self.initial.setdefault("place", self.target.place)


class OpenSessionForm(ActionForm):
    """Who came."""

    present = forms.MultipleChoiceField(
        label="Wer ist da?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kreuzen Sie an, wer da ist.",
            "invalid_choice": "Kreuzen Sie nur Mitglieder aus der Liste an.",
        },
    )

    def prepare(self) -> None:
        self.members = serving_members(self.target)
        set_choices(self, "present", [(str(member.pk), member.name) for member in self.members])
        self.fields["present"].help_text = f"Für einen Beschluss müssen {quorum_of(self.target)} abstimmen."

    def chosen(self) -> list[JuryMember]:
        """The members who were ticked."""
        return [member for member in self.members if str(member.pk) in self.cleaned_data["present"]]


class AttendanceForm(OpenSessionForm):
    """Who is there now: corrects a wrong tick, adds who came late."""

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("present", [str(member.pk) for member in self.target.present.all()])


class ScheduleForm(ActionForm):
    """On which session's agenda."""

    session = radio_field("Welche Sitzung?", [], missing="Wählen Sie eine Sitzung.")

    def prepare(self) -> None:
        # The jury cannot have met before the application came in (INV-22).
        open_ones = self.target.fund.sessions.filter(
            state__in=["invited", "open"], held_on__gte=local_date(self.target.submitted_at)
        ).order_by("held_on")
        self.sessions: dict[str, JurySession] = {str(session.pk): session for session in open_ones}
        set_choices(self, "session", [(key, _session_label(each)) for key, each in self.sessions.items()])
        if len(self.sessions) == 1:
            self.initial.setdefault("session", next(iter(self.sessions)))

    def chosen(self) -> JurySession:
        """The session."""
        return self.sessions[self.cleaned_data["session"]]


def _own_votes(item: AgendaItem) -> list[Vote]:
    """Votes that members have cast over their own links."""
    votes = item.votes.filter(voided_at__isnull=True).select_related("member")
    return [vote for vote in votes if vote.is_own]


def _choices_for(item: AgendaItem, own: Vote | None) -> tuple[tuple[str, str], ...]:
    """Who has voted has voted; how, the office reads only where the fund votes openly."""
    if own is None:
        absent = "hat nicht abgestimmt" if item.session.is_circular else "nicht im Raum"
        return (*CHOICES, ("absent", absent))
    is_open = item.session.fund.rules_on(item.session.held_on).ballot == "open"
    said = f": {own.get_choice_display()}" if is_open else ""
    return ((CAST, f"hat selbst gestimmt{said}"), ("biased", "befangen"))


def _no_vote(member: JuryMember) -> str:
    return f"Tragen Sie ein, wie {member.name} gestimmt hat."


def _session_label(session: JurySession) -> str:
    place = f", {session.place}" if session.place else ""
    what = "Umlaufverfahren bis " if session.is_circular else ""
    return f"{what}{format_date(session.held_on)}{place} ({session.get_state_display()})"


class JurorConflictForm(ActionForm):
    """Which member of the jury is biased."""

    member = radio_field("Wer ist befangen?", [], missing="Wählen Sie das Mitglied der Jury.")

    def prepare(self) -> None:
        declared = {conflict.person_reference for conflict in self.target.conflicts.all()}
        members = self.target.fund.jury_members.exclude(reference__in=declared).order_by("name")
        self.members: dict[str, JuryMember] = {str(member.pk): member for member in members}
        set_choices(self, "member", [(key, member.name) for key, member in self.members.items()])

    def chosen(self) -> JuryMember:
        """The member."""
        return self.members[self.cleaned_data["member"]]


class DecisionForm(ActionForm):
    """Votes of each member in the room, the result, the amount, the reason, the obligations."""

    outcome = radio_field("Ergebnis", Outcome.choices, missing=OUTCOME_SENTENCE)
    amount = amount_field("Bewilligter Betrag", required=False, help_text="Bei Ja oder Teilweise.")
    reason = LongText(label="Begründung", required=False, help_text="Nötig bei Teilweise und bei Nein.")
    obligations = LinesText(label="Auflagen", required=False, limit=LONGEST, help_text="Eine in jeder Zeile.")

    def prepare(self) -> None:
        item = (
            self.target.agenda_items.filter(decided_at__isnull=True, session__state="open")
            .select_related("session__fund")
            .order_by("-pk")
            .first()
        )
        self.item: AgendaItem | None = item
        came = item.session.present.order_by("name") if item else ()
        self.members = [
            member for member in came if item and not check_seat(seat_facts(member, item.session))
        ]
        self.calculation: Calculation | None = None
        if item is None:
            return
        # The most that can be given, with the rows that lead there.
        self.calculation = ceiling_of(self.target, item.session.held_on.year)
        self.initial.setdefault("amount", self.calculation.total_cents)
        conflicted = {conflict.person_reference for conflict in self.target.conflicts.all()}
        own = {vote.member_id: vote for vote in _own_votes(item)}
        for member in self.members:
            name = f"vote_{member.pk}"
            choices = _choices_for(item, own.get(member.pk))
            self.fields[name] = radio_field(member.name, choices, missing=_no_vote(member), required=False)
            if member.reference in conflicted:
                self.initial.setdefault(name, "biased")
            elif member.pk in own:
                self.initial.setdefault(name, CAST)

    def votes(self) -> list[forms.BoundField]:
        """The inputs of the members."""
        return [self[f"vote_{member.pk}"] for member in self.members]

    def rest(self) -> list[forms.BoundField]:
        """The other inputs."""
        return [self[name] for name in ("outcome", "amount", "reason", "obligations")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        outcome = data.get("outcome")
        if outcome and outcome != Outcome.DEFERRED:
            for member in self.members:
                name = f"vote_{member.pk}"
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _no_vote(member))
        needs_amount = outcome in (Outcome.YES, Outcome.PARTIAL) and "amount" not in self.errors
        if needs_amount and data.get("amount") is None:
            self.add_error("amount", "Tragen Sie ein, wie viel Geld bewilligt ist.")
        self._check_amount_of_yes(outcome, data.get("amount"))
        if outcome == Outcome.NO and not data.get("reason"):
            self.add_error("reason", "Schreiben Sie auf, warum die Jury Nein gesagt hat.")
        return data

    def _check_amount_of_yes(self, outcome: str | None, amount: int | None) -> None:
        """Less than possible is a partial approval: it needs its reason (§ 39 VwVfG)."""
        most = self.calculation.total_cents if self.calculation else 0
        if outcome == Outcome.YES and amount and amount < most:
            least = f"Möglich sind {format_euro(most)}."
            self.add_error("amount", f"{least} Ist es weniger, wählen Sie „Teilweise“ mit dem Grund.")

    def decision(self) -> Decision:
        """What was typed, as the service wants it. Raises DomainError when the session is not open."""
        if self.item is None:
            raise DomainError("Eröffnen Sie zuerst die Sitzung.", "session.not_open")
        data = self.cleaned_data
        chosen = {member: data.get(f"vote_{member.pk}") or "" for member in self.members}
        outcome = Outcome(data["outcome"])
        is_grant = outcome in (Outcome.YES, Outcome.PARTIAL)
        return Decision(
            outcome=outcome,
            present=[member for member, choice in chosen.items() if choice != "absent"],
            votes={member: choice for member, choice in chosen.items() if choice in ("yes", "no", "abstain")},
            biased=[member for member, choice in chosen.items() if choice == "biased"],
            amount_cents=data.get("amount") if is_grant else None,
            reason=data.get("reason", ""),
            obligations=data.get("obligations", "").splitlines(),
        )
