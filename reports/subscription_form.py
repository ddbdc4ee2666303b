"""What is asked for a subscription: which report, on which fund, how often, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from grants.models import Fund
from reports.catalog import CATALOG
from reports.forms import CHOOSE_AGAIN, offer
from reports.presets import SUBSCRIBABLE
from reports.rhythm import LAST_DAY, RHYTHM_WORDS, DayKind, Rhythm

WHOLE_NUMBER = "Geben Sie eine ganze Zahl ein, zum Beispiel 3."


class SubscriptionForm(forms.Form):
    """Report, fund, rhythm, day."""

    use_required_attribute = False

    slug = forms.ChoiceField(label="Bericht")
    fund = forms.ChoiceField(label="Fonds")
    rhythm = forms.ChoiceField(
        label="Wie oft",
        choices=[(each.value, words) for each, words in RHYTHM_WORDS.items()],
        help_text="Der Bericht gilt für den Monat oder das Jahr, das gerade zu Ende gegangen ist.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_AGAIN),
    )
    day = forms.IntegerField(
        label="Am wievielten Tag danach",
        help_text=(
            f"Höchstens der {LAST_DAY[DayKind.WORKING]}. Werktag oder der {LAST_DAY[DayKind.CALENDAR]}. Tag."
        ),
        widget=forms.TextInput(attrs={"size": "3", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid"), WHOLE_NUMBER),
    )
    day_kind = forms.ChoiceField(
        label="Gezählt werden",
        choices=[
            (DayKind.WORKING.value, "Werktage (Montag bis Freitag, ohne Feiertage)"),
            (DayKind.CALENDAR.value, "alle Tage"),
        ],
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE_AGAIN),
    )

    def __init__(self, *args: Any, funds: Sequence[Fund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "slug", [(slug, CATALOG[slug].title) for slug in SUBSCRIBABLE])
        offer(self, "fund", [(fund.slug, fund.name) for fund in funds])
        self.funds = {fund.slug: fund for fund in funds}

    def chosen(self) -> dict[str, Any]:
        """As the service wants it; ask only after `is_valid`."""
        said = self.cleaned_data
        return {
            "fund": self.funds[said["fund"]],
            "slug": said["slug"],
            "rhythm": Rhythm(said["rhythm"]),
            "kind": DayKind(said["day_kind"]),
            "day": said["day"],
        }
