"""What can be chosen for a report, as a document's row keeps it: period, date basis, state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from foundation.values.dates import format_date
from foundation.values.errors import InvalidInput

NO_BUDGET: Final = "Für dieses Jahr hat der Fonds kein Budget. Wählen Sie ein anderes."
YEAR_DIGITS: Final = 4
#: What a report names in `params`: a budget year; a year or any days; the choice of cases.
YEAR: Final = ("year",)
PERIOD: Final = ("year", "from", "until")
CASES: Final = ("basis", "standing")


class Basis(StrEnum):
    """Which day of a case says whether it belongs to the period."""

    RECEIPT = "receipt"
    DECISION = "decision"
    PAYMENT = "payment"


BASIS_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Basis.RECEIPT: "Eingang des Antrags",
        Basis.DECISION: "Tag der Entscheidung",
        Basis.PAYMENT: "Tag der Zahlung",
    }
)


class Standing(StrEnum):
    """Which cases a list of cases holds."""

    ALL = "all"
    OPEN = "open"
    ENDED = "ended"


STANDING_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Standing.ALL: "alle Anträge",
        Standing.OPEN: "nur Anträge, die noch laufen",
        Standing.ENDED: "nur Anträge, die zu Ende sind",
    }
)

#: What a report takes that knows a choice of cases and was given none.
UNSAID: Final[Mapping[str, str]] = MappingProxyType({"basis": Basis.RECEIPT, "standing": Standing.ALL})


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


def period_of(params: Mapping[str, Any], as_of: date) -> Period:
    """The period in a document's parameters: two days, else a year, else the year of the as-of day."""
    if "from" in params:
        return Period(date.fromisoformat(params["from"]), date.fromisoformat(params["until"]))
    return year_of(int(params.get("year") or as_of.year))


def choice_in_words(params: Mapping[str, Any]) -> str:
    """What was chosen for a report, for lists: „Zeitraum 2026, Tag der Zahlung“; empty without a choice."""
    known = [name for name in (*PERIOD, *CASES) if params.get(name)]
    parts = [f"Zeitraum {period_of(params, date.min).short}"] if set(known) & set(PERIOD) else []
    parts += [BASIS_WORDS[params[name]] for name in known if name == "basis"]
    parts += [STANDING_WORDS[params[name]] for name in known if name == "standing"]
    return ", ".join(parts)


def is_same_choice(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two stored choices ask for the same; what one of them leaves unsaid counts as said."""
    return {**UNSAID, **one} == {**UNSAID, **other}


def as_params(period: Period) -> dict[str, Any]:
    """The period as it is stored: a whole year by its number."""
    if period.year:
        return {"year": period.year}
    return {"from": period.first.isoformat(), "until": period.last.isoformat()}


def chosen(known: Sequence[str], params: Mapping[str, Any], *, as_of: date) -> dict[str, Any]:
    """What is stored of a choice: only what the report knows. Raises InvalidInput, with the field.

    A report on a period gets that of the as-of day when nothing is said.
    """
    kept: dict[str, Any] = {}
    if "from" in known and (params.get("from") or params.get("until")):
        kept = as_params(_days(params.get("from"), params.get("until")))
    elif "year" in known:
        kept["year"] = _year(params.get("year", as_of.year))
    for name, choices in (("basis", Basis), ("standing", Standing)):
        if name in known and params.get(name):
            kept[name] = _one_of(choices, params[name], name)
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


def _one_of(choices: type[StrEnum], raw: Any, name: str) -> str:
    if raw not in list(choices):
        raise InvalidInput("Diese Auswahl gibt es nicht. Wählen Sie aus der Liste.", "report.choice", name)
    return str(raw)
