"""Public holidays of the sixteen Länder, computed, and what is a working day.

Valid from 2018. Deliberately left out because they hold only in some municipalities: Mariä Himmelfahrt
in Bavaria, Fronleichnam in Saxony and Thuringia, the Augsburg Friedensfest.
A period would only end later there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

LAENDER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BB": "Brandenburg",
        "BE": "Berlin",
        "BW": "Baden-Württemberg",
        "BY": "Bayern",
        "HB": "Bremen",
        "HE": "Hessen",
        "HH": "Hamburg",
        "MV": "Mecklenburg-Vorpommern",
        "NI": "Niedersachsen",
        "NW": "Nordrhein-Westfalen",
        "RP": "Rheinland-Pfalz",
        "SH": "Schleswig-Holstein",
        "SL": "Saarland",
        "SN": "Sachsen",
        "ST": "Sachsen-Anhalt",
        "TH": "Thüringen",
    }
)


class _Fixed(NamedTuple):
    month: int
    day: int
    name: str
    laender: frozenset[str]
    since: int = 0


class _Movable(NamedTuple):
    days_after_easter: int
    name: str
    laender: frozenset[str]


_ALL: Final = frozenset(LAENDER)


def _in(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


_FIXED: Final = (
    _Fixed(1, 1, "Neujahr", _ALL),
    _Fixed(1, 6, "Heilige Drei Könige", _in("BW BY ST")),
    _Fixed(3, 8, "Internationaler Frauentag", _in("BE"), 2019),
    _Fixed(3, 8, "Internationaler Frauentag", _in("MV"), 2023),
    _Fixed(5, 1, "Tag der Arbeit", _ALL),
    _Fixed(8, 15, "Mariä Himmelfahrt", _in("SL")),
    _Fixed(9, 20, "Weltkindertag", _in("TH"), 2019),
    _Fixed(10, 3, "Tag der Deutschen Einheit", _ALL),
    _Fixed(10, 31, "Reformationstag", _in("BB MV SN ST TH")),
    _Fixed(10, 31, "Reformationstag", _in("HB HH NI SH"), 2018),
    _Fixed(11, 1, "Allerheiligen", _in("BW BY NW RP SL")),
    _Fixed(12, 25, "Erster Weihnachtstag", _ALL),
    _Fixed(12, 26, "Zweiter Weihnachtstag", _ALL),
)

_MOVABLE: Final = (
    _Movable(-2, "Karfreitag", _ALL),
    _Movable(0, "Ostersonntag", _in("BB")),
    _Movable(1, "Ostermontag", _ALL),
    _Movable(39, "Christi Himmelfahrt", _ALL),
    _Movable(49, "Pfingstsonntag", _in("BB")),
    _Movable(50, "Pfingstmontag", _ALL),
    _Movable(60, "Fronleichnam", _in("BW BY HE NW RP SL")),
)

_ONCE: Final = (
    (date(2020, 5, 8), "75. Jahrestag der Befreiung", "BE"),
    (date(2025, 5, 8), "80. Jahrestag der Befreiung", "BE"),
    (date(2028, 6, 17), "75. Jahrestag des Aufstandes vom 17. Juni 1953", "BE"),
)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday by Gauss's rule in the form of Lichtenberg (Gregorian calendar)."""
    century = year // 100
    shift = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun_shift = 2 - (3 * century + 3) // 4
    moon = year % 19
    seed = (19 * moon + shift) % 30
    correction = (seed + moon // 11) // 29
    full_moon = 21 + seed - correction
    first_sunday = 7 - (year + year // 4 + sun_shift) % 7
    march_day = full_moon + 7 - (full_moon - first_sunday) % 7
    return date(year, 3, 1) + timedelta(days=march_day - 1)


def holidays(land: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of one Land in one year, in order of date.

    Source: the holiday acts of the Länder (Saxony-Anhalt: § 2 FeiertG LSA). ValueError for another Land.
    """
    if land not in LAENDER:
        raise ValueError(f"unknown Land: {land!r}")
    return _holidays(land, year)


@lru_cache(maxsize=512)
def _holidays(land: str, year: int) -> Mapping[date, str]:
    return MappingProxyType(dict(sorted(_days_of(land, year))))


def _days_of(land: str, year: int) -> Iterator[tuple[date, str]]:
    easter = easter_sunday(year)
    for fixed in _FIXED:
        if land in fixed.laender and year >= fixed.since:
            yield date(year, fixed.month, fixed.day), fixed.name
    for movable in _MOVABLE:
        if land in movable.laender:
            yield easter + timedelta(days=movable.days_after_easter), movable.name
    for day, name, only_land in _ONCE:
        if day.year == year and only_land == land:
            yield day, name
    if land == "SN":
        yield _repentance_day(year), "Buß- und Bettag"


def _repentance_day(year: int) -> date:
    """The Wednesday before 23 November."""
    last = date(year, 11, 22)
    return last - timedelta(days=(last.weekday() - 2) % 7)


def is_working_day(day: date, land: str) -> bool:
    """Monday to Friday and no public holiday of the Land (§ 31 III VwVfG counts Saturday as free)."""
    return day.weekday() < 5 and day not in holidays(land, day.year)


def next_working_day(day: date, land: str) -> date:
    """Return `day` if it is a working day, else the next one (§ 31 III VwVfG)."""
    while not is_working_day(day, land):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, n: int, land: str) -> date:
    """Return the n-th working day after `day`; before it when n is negative; `day` itself when n is 0."""
    step = timedelta(days=1 if n > 0 else -1)
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, land):
            day += step
    return day
