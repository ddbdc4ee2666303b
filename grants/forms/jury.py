"""Forms of the jury's members: the vote, the own bias."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foundation.values.digits import ascii_digits
from grants.forms.resident_fields import ChoiceField, ResidentForm, TextField
from grants.models import Choice
from grants.rules.criteria import Criterion


class VoteForm(ResidentForm):
    """Yes, no or abstention."""

    choice = ChoiceField(
        label="Wie stimmen Sie?",
        choices=Choice.choices,
        error_messages={
            "required": "Wählen Sie Ja, Nein oder Enthaltung.",
            "invalid_choice": "Wählen Sie Ja, Nein oder Enthaltung.",
        },
    )


class PointsField(TextField):
    """Points for one criterion, 0 to its highest; None when nothing was typed."""

    def __init__(self, criterion: Criterion) -> None:
        times = f", zählt {criterion.weight}-fach" if criterion.weight > 1 else ""
        super().__init__(
            label=criterion.name,
            required=False,
            help_text=f"0 bis {criterion.points} Punkte{times}",
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "3", "autocomplete": "off"}),
        )
        self.most = criterion.points

    def clean(self, value: Any) -> int | None:
        text = ascii_digits(super().clean(value))
        if not text:
            return None
        if not text.isdigit() or int(text) > self.most:
            raise ValidationError(f"Geben Sie eine Zahl von 0 bis {self.most} ein.", code="points")
        return int(text)


class ScoredVoteForm(VoteForm):
    """The vote, and points by the fund's criteria: for all of them or for none."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion] = (),
        points: Mapping[str, int] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {f"points_{number}": each for number, each in enumerate(criteria)}
        for name, each in self.criteria.items():
            self.fields[name] = PointsField(each)
            self.initial.setdefault(name, (points or {}).get(each.name))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        missing = [name for name in self.criteria if data.get(name) is None and name not in self.errors]
        if len(missing) < len(self.criteria):
            for name in missing:
                self.add_error(name, "Geben Sie auch hier Punkte, oder lassen Sie alle leer.")
        return data

    def points(self) -> dict[str, int] | None:
        """What was given, by criterion; None where the fund has no criteria."""
        if not self.criteria:
            return None
        given = {each.name: self.cleaned_data[name] for name, each in self.criteria.items()}
        return {name: points for name, points in given.items() if points is not None}


class OneNameForm(ResidentForm):
    """On the sheet of names: with whom the member is close, and why."""

    person = ChoiceField(
        label="Bei wem sind Sie befangen?",
        error_messages={"required": "Wählen Sie einen Namen.", "invalid_choice": "Wählen Sie einen Namen."},
    )
    reason = TextField(
        label="Warum sind Sie befangen?",
        help_text="Zum Beispiel: Ich bin Mitglied in diesem Verein. Der Grund steht nicht im Protokoll.",
        limit=300,
        error_messages={"required": "Schreiben Sie kurz auf, warum Sie befangen sind."},
    )

    def __init__(self, *args: Any, names: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, ChoiceField):
            field.choices = list(names)


class BiasForm(ResidentForm):
    """Why the member is biased."""

    reason = TextField(
        label="Warum sind Sie befangen?",
        help_text="Zum Beispiel: Ich bin Mitglied in diesem Verein. Der Grund steht nicht im Protokoll.",
        limit=300,
        error_messages={"required": "Schreiben Sie kurz auf, warum Sie befangen sind."},
    )


class CircularObjectionForm(ResidentForm):
    """Why the member wants a session instead of a circular vote."""

    objection = TextField(
        label="Warum soll die Jury dazu zusammenkommen?",
        limit=300,
        error_messages={"required": "Schreiben Sie kurz auf, warum der Antrag in eine Sitzung soll."},
    )
