"""What is asked for a report of one's own choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from grants.forms.office_base import DayField
from grants.models import Fund
from reports.catalog import CATALOG
from reports.selectors import REPORT_SLUGS

CHOOSE_AGAIN = "Diese Auswahl gibt es nicht. Wählen Sie aus der Liste."
FUND_REPORTS = tuple(slug for slug in REPORT_SLUGS if CATALOG[slug].subject_kind == "fund")


class ReportForm(forms.Form):
    """Report, fund, year, as-of day; `key` makes two clicks one order."""

    use_required_attribute = False

    slug = forms.ChoiceField(label="Bericht")
    fund = forms.ChoiceField(label="Fonds")
    year = forms.ChoiceField(label="Haushaltsjahr")
    as_of = DayField(
        label="Stand", required=False, help_text="TT.MM.JJJJ. Lassen Sie das frei, gilt der heutige Tag."
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, funds: Sequence[Fund], years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "slug": [(slug, CATALOG[slug].title) for slug in FUND_REPORTS],
            "fund": [(fund.slug, fund.name) for fund in funds],
            "year": [(str(year), str(year)) for year in years],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
            field.choices = options
            field.error_messages = dict.fromkeys(("required", "invalid_choice"), CHOOSE_AGAIN)
