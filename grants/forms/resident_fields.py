"""Inputs of the resident's forms: texts, days in three parts, amounts as people write them, choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html

from foundation.values.dates import compose_date
from foundation.values.errors import DomainError, InvalidInput
from foundation.values.lettering import TURNING
from foundation.values.money import AmbiguousAmount, format_amount, parse_cents
from foundation.values.phrases import say

DAY_PARTS = (("day", say("Tag"), "2"), ("month", say("Monat"), "2"), ("year", say("Jahr"), "4"))
POSTCODE_FORMAT = say("Geben Sie Ihre Postleitzahl mit fünf Ziffern ein, zum Beispiel 06844.")
AMBIGUOUS = "amount.ambiguous"
# Control characters, and marks that turn the direction of whatever stands behind them on a page.
_UNSEEN = dict.fromkeys({*range(32), 127, *TURNING} - {9, 10})
Data = Mapping[str, Any]
Files = MultiValueDict[str, Any]


def plain_text(value: str) -> str:
    """What was typed without what a database or a letter cannot hold, or what turns other people's words."""
    return value.replace("\r\n", "\n").translate(_UNSEEN).strip()


class TextField(forms.CharField):
    """A text; too long is said with how much, and the text stays."""

    kind = "text"

    def __init__(self, *, limit: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        return plain_text(str(value)) if value else ""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.limit is not None and len(value) > self.limit:
            excess = len(value) - self.limit
            raise ValidationError(
                say(
                    "Ihr Text ist {excess} Zeichen zu lang. Kürzen Sie ihn.",
                    excess=excess,
                ),
                code="too_long",
            )


class PostcodeField(TextField):
    """Five digits; another country's postcode has letters or a different form and stays as it is."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        digits = sum(sign.isdecimal() for sign in value)
        is_foreign = digits >= 2 and any(sign.isalpha() for sign in value)
        if value and digits != 5 and not is_foreign:
            raise ValidationError(POSTCODE_FORMAT, code="invalid")


class EmailField(TextField):
    """An e-mail address."""

    kind = "email"
    default_validators = forms.EmailField.default_validators


class ChoiceField(forms.ChoiceField):
    """Radio buttons; nothing chosen is an empty text."""

    kind = "choice"
    widget = forms.RadioSelect


class YesNoField(forms.TypedChoiceField):
    """Two radio buttons; the answer is True, False, or None when nothing was chosen."""

    kind = "yes_no"
    widget = forms.RadioSelect


class CheckboxField(forms.BooleanField):
    """One checkbox."""

    kind = "checkbox"


class DayWidget(forms.MultiWidget):
    """Three inputs: day, month, year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"label": label, "size": size, "inputmode": "numeric"})
            for name, label, size in DAY_PARTS
        }
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[str]:
        return (
            [str(value.day), str(value.month), str(value.year)] if isinstance(value, date) else ["", "", ""]
        )


class DayField(forms.Field):
    """A day from three inputs; None when all three are empty and no day is required."""

    kind = "date"
    widget = DayWidget

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in value]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return compose_date(*typed)
        except InvalidInput as error:
            raise ValidationError(error.message, code=error.field or "day") from None


class AmountWidget(forms.TextInput):
    """A text input; the ask-back for "1.234" is a checkbox beside it, which puts the amount in full."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"size": "10", "suffix": "€", "inputmode": "decimal", **(attrs or {})})

    def value_from_datadict(self, data: Data, files: Files, name: str) -> str:
        return confirmed_amount(str(data.get(name, "")), is_confirmed=f"{name}_yes" in data)

    def format_value(self, value: Any) -> str | None:
        return format_amount(value) if isinstance(value, int) else value


def confirmed_amount(text: str, *, is_confirmed: bool) -> str:
    """The text as typed; when its likelier reading was confirmed, that reading in full."""
    try:
        parse_cents(text)
    except AmbiguousAmount as error:
        return format_amount(error.suggestion_cents) if is_confirmed else text
    except InvalidInput:
        pass
    return text


class AmountField(forms.CharField):
    """Cents; None when nothing was typed and no amount is required."""

    kind = "amount"
    widget = AmountWidget

    def to_python(self, value: Any) -> Any:
        return plain_text(str(value)) if value else ""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_cents(text)
        except InvalidInput as error:
            raise ValidationError(error.message, code=error.code) from None


@dataclass(frozen=True)
class Problem:
    """A line of the error summary: a sentence, and the input or the page it leads to."""

    sentence: str
    anchor: str = ""
    field: str = ""
    address: str = ""

    def __str__(self) -> str:
        address = self.address or (self.anchor and f"#{self.anchor}")
        if not address:
            return format_html("{}", self.sentence)
        return format_html('<a href="{}">{}</a>', address, self.sentence)


class ResidentForm(forms.Form):
    """Base of all forms of residents: no browser bubbles, and a list of what is wrong."""

    use_required_attribute = False
    file_error = ""
    without_optional_mark: Sequence[str] = ()

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong, in the order of the page, each with the input it belongs to."""
        if not self.is_bound:
            return []
        found = [Problem(self.file_error, "id_file")] if self.file_error else []
        found += [Problem(str(each)) for each in self.non_field_errors() if each != self.file_error]
        for bound in self:
            for error in bound.errors.as_data():
                anchor = _anchor(bound, str(error.code))
                found += [Problem(str(text), anchor, bound.name) for text in error.messages]
        return found

    def refuse(self, error: DomainError) -> None:
        """Take over what a service or an upload said; a file's sentence also stands at the file."""
        if getattr(error, "field", "") == "file":
            self.file_error = error.message
        self.add_error(None, error.message)

    @property
    def asked_back(self) -> list[tuple[str, str]]:
        """The fields whose amount can be read in two ways, each with its likelier reading."""
        return [
            (bound.name, confirmed_amount(str(bound.data), is_confirmed=True))
            for bound in self
            if any(error.code == AMBIGUOUS for error in bound.errors.as_data())
        ]


def _anchor(bound: forms.BoundField, code: str) -> str:
    """The id of the input that is wrong: of a day the part, of radio buttons the first."""
    names = [name for name, _, _ in DAY_PARTS]
    if isinstance(bound.field, DayField):
        return f"{bound.auto_id}_{names.index(code) if code in names else 0}"
    if bound.field.widget.use_fieldset:
        return f"{bound.auto_id}_0"
    return str(bound.auto_id)
