"""What all forms of the office share: the version that the person saw, days in one input, radios."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foundation.audit.actors import Actor
from foundation.values.dates import format_date, parse_date
from foundation.values.digits import ascii_digits
from foundation.values.errors import InvalidInput
from foundation.values.lettering import without_turns
from grants.forms.resident_fields import AmountField
from grants.models import Fund
from grants.rules.channels import channel_of, possible_channels

CHANNEL_LABELS = {"letter": "Brief", "portal": "Portal", "email": "E-Mail"}
RELOAD = "Die Seite war nicht vollständig. Laden Sie sie neu und versuchen Sie es noch einmal."
TIME_OF_DAY = re.compile(r"\s*([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s*(?:Uhr)?\s*", re.IGNORECASE | re.ASCII)
NO_NUL = "Der Text enthält ein Zeichen, das sich nicht speichern lässt. Schreiben Sie ihn noch einmal."


class DayField(forms.CharField):
    """A day typed as TT.MM.JJJJ; other ways of writing are understood. None when nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"size": "10", "autocomplete": "off"}
        defaults: dict[str, Any] = {
            "widget": forms.TextInput(attrs=attrs),
            "help_text": "TT.MM.JJJJ, zum Beispiel 12.03.2027",
        }
        super().__init__(**{**defaults, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return format_date(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except InvalidInput as error:
            raise ValidationError(error.message, code=error.code) from None


class TimeOfDayField(forms.CharField):
    """A time of day typed as 18:00; 18 Uhr and 18.30 are understood. None when nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"size": "6", "autocomplete": "off"}
        defaults: dict[str, Any] = {
            "widget": forms.TextInput(attrs=attrs),
            "help_text": "Zum Beispiel 18:00",
        }
        super().__init__(**{**defaults, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        found = TIME_OF_DAY.fullmatch(ascii_digits(text))
        if found is None:
            raise ValidationError("Geben Sie eine Uhrzeit ein, zum Beispiel 18:00.", code="time.unreadable")
        return time(int(found[1]), int(found[2] or 0))


class LongText(forms.CharField):
    """Several lines of text; too long is said with how much, and the text stays."""

    def __init__(self, *, limit: int = 2000, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows}), **kwargs})
        self.limit = limit
        self.error_messages["null_characters_not_allowed"] = NO_NUL

    def to_python(self, value: Any) -> str:
        return without_turns(str(super().to_python(value))).strip()

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).replace("\r\n", "\n")
        self.check_length(text)
        return text

    def check_length(self, text: str) -> None:
        """Raises ValidationError with the excess in characters."""
        excess = len(text) - self.limit
        if excess > 0:
            raise ValidationError(f"Der Text ist {excess} Zeichen zu lang. Kürzen Sie ihn.", code="too_long")


class LinesText(LongText):
    """One thing a line, as many lines as wanted; `limit` counts for each."""

    def check_length(self, text: str) -> None:
        for line in text.splitlines():
            excess = len(line.strip()) - self.limit
            if excess > 0:
                begins = line.strip()[:40]
                sentence = f"Die Zeile „{begins}…“ ist {excess} Zeichen zu lang. Teilen Sie sie auf."
                raise ValidationError(sentence, code="too_long")


class ShortText(LongText):
    """One line of text."""

    def __init__(self, *, limit: int = 160, **kwargs: Any) -> None:
        super().__init__(
            **{"limit": limit, "widget": forms.TextInput(attrs={"autocomplete": "off"}), **kwargs}
        )


def amount_field(label: str, **kwargs: Any) -> AmountField:
    """An amount in euro as people write it; cents come out."""
    attrs = {"inputmode": "decimal", "size": "10", "suffix": "€", "autocomplete": "off"}
    widget = AmountField.widget(attrs=attrs)
    return AmountField(label=label, widget=widget, **kwargs)


def set_choices(form: forms.Form, name: str, choices: Any) -> None:
    """Fill a field whose choices depend on the object."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = choices


def radio_field(label: str, choices: Any, *, missing: str, **kwargs: Any) -> forms.ChoiceField:
    """One of several; the sentence `missing` when nothing, or something else, was chosen."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
        **kwargs,
    )


class ActionForm(forms.Form):
    """The form of one action on one object. `target` is the object, `today` the day at the desk.

    `refused` holds the sentences of a service that said no: they stand in the error summary.
    """

    use_required_attribute = False

    expected_version = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={"required": RELOAD, "invalid": RELOAD, "min_value": RELOAD},
    )

    def __init__(
        self, data: Any = None, *, target: Any, actor: Actor, today: date, version: int, **kwargs: Any
    ) -> None:
        self.target, self.actor, self.today, self.version = target, actor, today, version
        initial = {"expected_version": version, **kwargs.pop("initial", {})}
        super().__init__(data, label_suffix="", initial=initial, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Add the fields and first values that depend on the object."""


class FundForm(ActionForm):
    """A step for one of several funds. `target`: the funds to choose from; a single one is chosen already."""

    fund = radio_field("Fonds", [], missing="Wählen Sie den Fonds.")

    def prepare(self) -> None:
        set_choices(self, "fund", [(str(fund.pk), fund.name) for fund in self.target])
        if len(self.target) == 1:
            self.initial.setdefault("fund", str(self.target[0].pk))

    def chosen_fund(self) -> Fund:
        """The fund that was chosen."""
        funds: Sequence[Fund] = self.target
        return next(fund for fund in funds if str(fund.pk) == self.cleaned_data["fund"])


class ReasonForm(ActionForm):
    """A step that needs a reason."""

    reason = LongText(label="Begründung", error_messages={"required": "Schreiben Sie eine Begründung."})


class ChannelForm(ActionForm):
    """The release of a notice: by which way it leaves the house. The draft can be seen as the letter."""

    has_pdf = True

    channel = radio_field(
        "Wie geht das Schreiben hinaus?", [], missing="Wählen Sie, wie das Schreiben hinausgeht."
    )

    def prepare(self) -> None:
        person = self.target.case.particulars
        possible = possible_channels(person.email)
        set_choices(self, "channel", [(channel, CHANNEL_LABELS[channel]) for channel in possible])
        self.initial.setdefault("channel", channel_of(person.channel, person.email))
