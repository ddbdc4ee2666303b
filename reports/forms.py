"""What is asked for a report of one's own choice: first which one, then what this one knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from grants.forms.office_base import DayField, set_choices
from grants.models import Fund
from reports.catalog import CATALOG
from reports.contract import Report
from reports.parameters import ALL_YEARS_WORDS
from reports.selectors import REPORT_SLUGS

CHOOSE_AGAIN = "Diese Auswahl gibt es nicht. Wählen Sie aus der Liste."
FUND_REPORTS = tuple(slug for slug in REPORT_SLUGS if CATALOG[slug].subject_kind == "fund")


class WhichReportForm(forms.Form):
    """Which report, on which fund."""

    use_required_attribute = False

    slug = forms.ChoiceField(label="Bericht")
    fund = forms.ChoiceField(label="Fonds")

    def __init__(self, *args: Any, funds: Sequence[Fund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "slug", [(slug, CATALOG[slug].title) for slug in FUND_REPORTS])
        offer(self, "fund", [(fund.slug, fund.name) for fund in funds])


class ReportForm(forms.Form):
    """What the report knows of period, date basis and state; the as-of day. `key`: two clicks, one order."""

    use_required_attribute = False

    year = forms.ChoiceField(label="Haushaltsjahr")
    first = DayField(
        label="Statt eines Jahres: vom",
        required=False,
        help_text="TT.MM.JJJJ. Nur für einen anderen Zeitraum als ein ganzes Jahr.",
    )
    last = DayField(label="bis zum", required=False, help_text="TT.MM.JJJJ, dieser Tag gehört dazu.")
    basis = forms.ChoiceField(label="Welcher Tag entscheidet", required=False, widget=forms.RadioSelect)
    standing = forms.ChoiceField(label="Was gezeigt wird", required=False, widget=forms.RadioSelect)
    as_of = DayField(
        label="Stand", required=False, help_text="TT.MM.JJJJ. Lassen Sie das frei, gilt der heutige Tag."
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    #: field -> what a report says that it knows
    KNOWN = {"year": "year", "first": "from", "last": "until", "basis": "basis", "standing": "standing"}

    def __init__(self, *args: Any, report: Report[Any], years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_be_all = "all_years" in report.params
        everything = [("", ALL_YEARS_WORDS)] if may_be_all else []
        offer(self, "year", [*everything, *((str(year), str(year)) for year in years)])
        self.fields["year"].required = not may_be_all
        open_choices = {choice.name: choice for choice in report.choices if not choice.is_fixed}
        for name, param in self.KNOWN.items():
            if param in open_choices:
                offer(self, name, open_choices[param].options)
            elif param not in report.params:
                del self.fields[name]

    @property
    def params(self) -> dict[str, Any]:
        """The choice by the names that reports know; ask only after `is_valid`."""
        return {
            param: self.cleaned_data[name] for name, param in self.KNOWN.items() if name in self.cleaned_data
        }


class PicturesForm(forms.Form):
    """Which fund, year and day the pictures show."""

    use_required_attribute = False

    fund = forms.ChoiceField(label="Fonds")
    year = forms.ChoiceField(label="Haushaltsjahr")
    as_of = DayField(
        label="Stand", required=False, help_text="TT.MM.JJJJ. Lassen Sie das frei, gilt der heutige Tag."
    )

    def __init__(self, *args: Any, funds: Sequence[Fund], years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "fund", [(fund.slug, fund.name) for fund in funds])
        offer(self, "year", [(str(year), str(year)) for year in years])


def offer(form: forms.Form, name: str, options: Sequence[tuple[str, str]]) -> None:
    """What can be chosen, and the sentence for everything else."""
    set_choices(form, name, options)
    form.fields[name].error_messages = dict.fromkeys(("required", "invalid_choice"), CHOOSE_AGAIN)
