"""What one click orders: the reports that finance asks for most, for the periods that are near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.values.dates import format_date
from grants.models import Fund
from grants.rules.deadlines import months_later
from reports.catalog import CATALOG

MONTHS_OF_QUARTER = 3
SAID = {"basis": "Es entscheidet: {}.", "standing": "Gezeigt: {}."}
#: What can be subscribed to: the reports that one click orders.
SUBSCRIBABLE = ("jahresuebersicht", "zahlungsjournal", "obligo", "haushaltsueberwachung")


@dataclass(frozen=True)
class Preset:
    """A button: its words, and the fields that it sends."""

    label: str
    fund: Fund
    fields: Mapping[str, str]

    @property
    def words(self) -> str:
        """By which day and for which rows; the label says the period."""
        return " ".join(
            SAID[each.name].format(each.said({})) for each in CATALOG[self.fields["slug"]].choices
        )


def presets_of(fund: Fund, today: date) -> Iterator[Preset]:
    """This year and the last, the last full quarter, and where the fund stands today."""
    years = set(fund.accounts.values_list("budget_year", flat=True))
    for year in (today.year, today.year - 1):
        if year in years:
            yield Preset(f"Jahresbericht {year}", fund, {"slug": "jahresuebersicht", "year": str(year)})
    if today.year in years:
        first, last = last_quarter(today)
        number = (first.month - 1) // MONTHS_OF_QUARTER + 1
        yield Preset(
            f"Auszahlungen {number}. Quartal {first.year}",
            fund,
            {
                "slug": "zahlungsjournal",
                "year": str(today.year),
                "first": format_date(first),
                "last": format_date(last),
            },
        )
    yield Preset("Offene Bindungen heute", fund, {"slug": "obligo"})
    yield Preset("Haushalts\u00adüberwachung heute", fund, {"slug": "haushaltsueberwachung"})


def last_quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the quarter that ended last."""
    begin = date(today.year, today.month - (today.month - 1) % MONTHS_OF_QUARTER, 1)
    return months_later(begin, -MONTHS_OF_QUARTER), begin - timedelta(days=1)
