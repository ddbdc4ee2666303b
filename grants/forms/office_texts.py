"""One page of texts of a fund: what the office types, and which versions it had before it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from grants.forms.office_base import LongText, ShortText, radio_field
from grants.rules.text_catalog import BY_NAME

LONGEST_TEXT = 4000


class TextsForm(forms.Form):
    """The texts of one page. `names`: which; `versions`: those in force when the page was made."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        names: tuple[str, ...],
        texts: Mapping[str, str],
        versions: Mapping[str, int],
    ) -> None:
        self.names = names
        initial: dict[str, Any] = {name: texts[name] for name in names}
        initial |= {f"seen_{name}": versions[name] for name in names}
        super().__init__(data, label_suffix="", initial=initial)
        for name in names:
            self.fields[name] = _field(name)
            self.fields[f"seen_{name}"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def texts(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in self.names}

    def seen(self) -> dict[str, int]:
        """The version of each text that the person had before them."""
        return {name: self.cleaned_data[f"seen_{name}"] for name in self.names}


def _field(name: str) -> forms.Field:
    wording = BY_NAME[name]
    if wording.choices:
        return radio_field(wording.label, wording.choices, missing=f"Wählen Sie: {wording.label}.")
    if name == "remedy_body":
        return ShortText(label=wording.label, limit=200, required=False)
    return LongText(label=wording.label, limit=LONGEST_TEXT, rows=10, required=False)
