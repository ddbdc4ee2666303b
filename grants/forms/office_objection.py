"""Forms of objections against a notice, and of the proven arrival of a notice."""

from datetime import date
from typing import Any

from foundation.values.dates import format_date
from grants.forms.office_base import ActionForm, DayField, LongText, radio_field, set_choices
from grants.models import Notice, Objection, ObjectionEnd, ObjectionWay
from grants.selectors.objections import attackable_notices, open_objections
from grants.services.objections import Arrival

DAY = {"required": "Geben Sie den Tag ein."}


class _NoticeForm(ActionForm):
    """Something about one of the notices that are out; a single one is chosen already."""

    notice = radio_field("Welcher Bescheid?", [], missing="Wählen Sie den Bescheid.")

    def prepare(self) -> None:
        self.notices = self.possible()
        set_choices(self, "notice", [(str(each.pk), _in_words(each)) for each in self.notices])
        if len(self.notices) == 1:
            self.initial.setdefault("notice", str(self.notices[0].pk))

    def possible(self) -> list[Notice]:
        """The notices to choose from."""
        return [each for each in self.target.notices.all() if each.released_at]

    def chosen(self) -> Notice:
        """The notice that was chosen."""
        return next(each for each in self.notices if str(each.pk) == self.cleaned_data["notice"])


def _in_words(notice: Notice) -> str:
    posted, until = notice.posted_on, notice.remedy_until if notice.has_remedy else None
    said = f"{notice.title} vom {format_date(posted)}" if posted else notice.title
    return f"{said}, Frist bis {format_date(until)}" if until else said


class ArrivalForm(_NoticeForm):
    """When the notice has reached the person, as far as it can be proven."""

    notice = radio_field("Welches Schreiben?", [], missing="Wählen Sie das Schreiben.")
    arrived_on = DayField(
        label="Nachweislich angekommen am",
        help_text="Steht zum Beispiel auf dem Rückschein. TT.MM.JJJJ. Ein späterer Tag verlängert die Frist, "
        "ein früherer verkürzt sie nicht.",
        error_messages=DAY,
    )


class ObjectionForm(_NoticeForm):
    """What came in against a notice. The kind of the remedy is that of the fund's rules."""

    came_on = DayField(label="Eingegangen am", error_messages=DAY)
    way = radio_field("Wie kam es?", ObjectionWay.choices, missing="Wählen Sie, wie es kam.")
    text = LongText(label="Worum geht es?", error_messages={"required": "Schreiben Sie auf, worum es geht."})

    def possible(self) -> list[Notice]:
        return attackable_notices(self.target)

    def arrival(self) -> Arrival:
        """What the service takes."""
        data = self.cleaned_data
        return Arrival(data["came_on"], ObjectionWay(data["way"]), data["text"])


class EndObjectionForm(ActionForm):
    """How it ended; a single open objection is chosen already."""

    objection = radio_field("Welcher Rechtsbehelf?", [], missing="Wählen Sie den Rechtsbehelf.")
    outcome = radio_field("Wie ist es ausgegangen?", ObjectionEnd.choices, missing="Wählen Sie den Ausgang.")
    ended_on = DayField(label="Beendet am", error_messages=DAY)
    reason = LongText(label="Begründung", error_messages={"required": "Schreiben Sie eine Begründung."})

    def prepare(self) -> None:
        self.objections = open_objections(self.target)
        named = [(str(each.pk), f"{each} gegen: {each.notice}") for each in self.objections]
        set_choices(self, "objection", named)
        if len(self.objections) == 1:
            self.initial.setdefault("objection", str(self.objections[0].pk))

    def ending(self) -> dict[str, Any]:
        """What the service takes."""
        data, ended_on = self.cleaned_data, self.cleaned_data["ended_on"]
        chosen: Objection = next(each for each in self.objections if str(each.pk) == data["objection"])
        day: date = ended_on
        return {
            "objection": chosen,
            "outcome": ObjectionEnd(data["outcome"]),
            "ended_on": day,
            "reason": data["reason"],
        }
