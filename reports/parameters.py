"""What can be chosen for a report, as a document's row keeps it: period, date basis, state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, Literal

from foundation.values.dates import format_date
from foundation.values.errors import InvalidInput

NO_BUDGET: Final = "Für dieses Jahr hat der Fonds kein Budget. Wählen Sie ein anderes."
YEAR_DIGITS: Final = 4
#: What a report names in `params`: a budget year; a year or any days; and that none need be said.
YEAR: Final = ("year",)
PERIOD: Final = ("year", "from", "until")
ALL_YEARS: Final = ("all_years",)
ALL_YEARS_WORDS: Final = "alle Jahre"


class Basis(StrEnum):
    """Which day of a row says whether it belongs to the period; each report says it in its own words."""

    RECEIPT = "receipt"
    DECISION = "decision"
    PAYMENT = "payment"
    BOOKING = "booking"
    BUDGET_YEAR = "budget_year"
    REQUEST = "request"
    ENTRY = "entry"
    DUE = "due"


class Standing(StrEnum):
    """Which rows a list holds; each report says it in its own words."""

    ALL = "all"
    OPEN = "open"
    ENDED = "ended"
    LATE = "late"
    KEPT = "kept"
    RETURNED = "returned"


@dataclass(frozen=True)
class Choice:
    """What a report lets choose beside its days: values and words; the first holds if nothing is said.

    With one value there is nothing to choose: the report says it, and `why` says why it is so.
    """

    name: Literal["basis", "standing"]
    options: tuple[tuple[str, str], ...]
    why: str = ""

    def of(self, params: Mapping[str, Any]) -> str:
        """The value in a document's parameters."""
        return str(params.get(self.name) or self.options[0][0])

    def said(self, params: Mapping[str, Any]) -> str:
        """The same in words."""
        return dict(self.options)[self.of(params)]

    @property
    def said_always(self) -> str:
        """The words of what holds when nothing is said."""
        return self.options[0][1]

    @property
    def is_fixed(self) -> bool:
        return len(self.options) == 1


def basis(*options: tuple[str, str], why: str = "") -> Choice:
    """Which days a report may go by, the usual one first; a single one is fixed, and needs its `why`."""
    return Choice("basis", options, why)


def standing(*options: tuple[str, str]) -> Choice:
    """Which rows a report may hold, first the whole list."""
    return Choice("standing", options)


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both belong to it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period does not end before it begins")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def words(self) -> str:
        return f"{format_date(self.first)} bis {format_date(self.last)}"

    @property
    def year(self) -> int | None:
        """The calendar year, if the period is exactly that."""
        year = self.first.year
        return year if self == year_of(year) else None

    @property
    def short(self) -> str:
        """For titles and names of files: "2026", else both days."""
        return str(self.year) if self.year else f"{format_date(self.first)}–{format_date(self.last)}"


def year_of(year: int) -> Period:
    """A budget year. It is the calendar year (§ 100 KVG LSA)."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def has_period(params: Mapping[str, Any]) -> bool:
    """Whether a year or days were chosen; a report that needs none then shows all years."""
    return any(params.get(name) for name in PERIOD)


def period_of(params: Mapping[str, Any], as_of: date) -> Period:
    """The period in a document's parameters: two days, else a year, else the year of the as-of day."""
    if "from" in params:
        return Period(date.fromisoformat(params["from"]), date.fromisoformat(params["until"]))
    return year_of(int(params.get("year") or as_of.year))


def choice_in_words(known: Sequence[str], choices: Sequence[Choice], params: Mapping[str, Any]) -> str:
    """What holds for a report, said or not, for lists: „Zeitraum 2026, Tag der Zahlung, alle“."""
    parts = [f"Zeitraum {period_of(params, date.min).short}"] if has_period(params) else []
    if not parts and "all_years" in known:
        parts = [ALL_YEARS_WORDS]
    return ", ".join([*parts, *(choice.said(params) for choice in choices)])


def is_same_choice(choices: Sequence[Choice], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two stored choices ask for the same; what one of them leaves unsaid counts as said."""
    unsaid: dict[str, Any] = {choice.name: choice.of({}) for choice in choices}
    return {**unsaid, **one} == {**unsaid, **other}


def as_params(period: Period) -> dict[str, Any]:
    """The period as it is stored: a whole year by its number."""
    if period.year:
        return {"year": period.year}
    return {"from": period.first.isoformat(), "until": period.last.isoformat()}


def chosen(
    known: Sequence[str], choices: Sequence[Choice], params: Mapping[str, Any], *, as_of: date
) -> dict[str, Any]:
    """What is stored of a choice: only what the report knows. Raises InvalidInput, with the field.

    A report on a period gets that of the as-of day when nothing is said, or no period where it knows
    `ALL_YEARS`. What is fixed is not stored.
    """
    kept: dict[str, Any] = {}
    if "from" in known and (params.get("from") or params.get("until")):
        kept = as_params(_days(params.get("from"), params.get("until")))
    elif "year" in known and (params.get("year") or "all_years" not in known):
        kept["year"] = _year(params.get("year", as_of.year))
    for choice in choices:
        if not choice.is_fixed and params.get(choice.name):
            kept[choice.name] = _one_of(choice, params[choice.name])
    return kept


def _days(first: Any, last: Any) -> Period:
    if not isinstance(first, date) or not isinstance(last, date):
        raise InvalidInput("Geben Sie den ersten und den letzten Tag ein.", "report.period", "from")
    if last < first:
        raise InvalidInput("Der letzte Tag liegt vor dem ersten.", "report.period", "until")
    return Period(first, last)


def _year(raw: Any) -> int:
    text = str(raw)
    if not (text.isascii() and text.isdigit() and len(text) == YEAR_DIGITS and int(text)):
        raise InvalidInput(NO_BUDGET, "report.year", "year")
    return int(text)


def _one_of(choice: Choice, raw: Any) -> str:
    if raw not in dict(choice.options):
        raise InvalidInput(
            "Diese Auswahl gibt es nicht. Wählen Sie aus der Liste.", "report.choice", choice.name
        )
    return str(raw)
