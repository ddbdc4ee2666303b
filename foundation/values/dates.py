"""Reading and writing dates the German way; the town's time zone."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from foundation.values.digits import ascii_digits
from foundation.values.errors import InvalidInput
from foundation.values.month_names import MONTH_NAMES, OTHER_MONTH_NAMES, WEEKDAYS, MonthName, in_words
from foundation.values.phrases import say

BERLIN: Final = ZoneInfo("Europe/Berlin")

_HOW_TO: Final = say("Geben Sie einen Tag mit Monat und Jahr ein, zum Beispiel 12.3.2027.")
_EARLIEST: Final = 1900
_LATEST: Final = 2199
_MAX_TEXT: Final = 60

_WEEKDAY: Final = re.compile(
    rf"^(?:{'|'.join(WEEKDAYS)})[.,،]*\s*(?:,|den|dem|the|\s)*\s*(?=[0-9])", re.IGNORECASE
)
_ISO: Final = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})", re.ASCII)
_DAY_FIRST: Final = re.compile(
    r"([0-9]{1,2})\s*[-.,\s]\s*([0-9]{1,2})\s*[-.,\s]\s*([0-9]{4}|[0-9]{2})", re.ASCII
)
_SLASHES: Final = re.compile(r"([0-9]{1,2})\s*/\s*([0-9]{1,2})\s*/\s*([0-9]{4}|[0-9]{2})", re.ASCII)
# The Ukrainian and Russian "р." or "г." stands for "year".
_IN_WORDS: Final = re.compile(
    r"([0-9]{1,2})(?:\.|st|nd|rd|th)?\s*([^\W\d_]+(?:\s[^\W\d_]+)?)[.,،]?\s*([0-9]{4}|[0-9]{2})(?:\s*[рг]\.?|\s*م)?"
)


def parse_date(text: str) -> date:
    """Read a date as people write it: "12.3.2027", "12. März 2027", "2027-03-12", "12.3.27".

    Digits of every script. Two digits of a year mean this century. "3/4/2027" is asked back because
    half the world reads it the other way round. Raises `InvalidInput` with a sentence.
    """
    if len(text) > _MAX_TEXT:
        raise InvalidInput(_HOW_TO, "date.unreadable")
    plain = " ".join(ascii_digits(text).replace("．", ".").split())
    if not plain:
        raise InvalidInput(_HOW_TO, "date.missing")
    plain = _WEEKDAY.sub("", plain)
    if match := _ISO.fullmatch(plain):
        year, month, day = match.groups()
        return _checked(int(day), int(month), int(year))
    if match := _DAY_FIRST.fullmatch(plain):
        return _checked(int(match[1]), int(match[2]), _full_year(match[3]))
    if match := _SLASHES.fullmatch(plain):
        return _with_slashes(int(match[1]), int(match[2]), _full_year(match[3]))
    match = _IN_WORDS.fullmatch(plain)
    month_number = month_of(match[2]) if match else None
    if match is None or month_number is None:
        raise InvalidInput(_HOW_TO, "date.unreadable")
    return _checked(int(match[1]), month_number, _full_year(match[3]))


def compose_date(day: str, month: str, year: str) -> date:
    """Build a date from three separate inputs; the month may be a number or a name.

    Raises `InvalidInput`; its `field` is "day", "month" or "year", or "" when only the whole is wrong.
    """
    day_text, month_text, year_text = (ascii_digits(each).strip().rstrip(".") for each in (day, month, year))
    if not (day_text or month_text or year_text):
        raise InvalidInput(_HOW_TO, "date.missing")
    day_number = _whole(day_text)
    if day_number is None or not 1 <= day_number <= 31:
        raise InvalidInput(say("Geben Sie den Tag als Zahl von 1 bis 31 ein."), "date.day", "day")
    month_number = _whole(month_text) or month_of(month_text)
    if month_number is None or not 1 <= month_number <= 12:
        raise InvalidInput(say("Geben Sie den Monat als Zahl von 1 bis 12 ein."), "date.month", "month")
    if _whole(year_text) is None or len(year_text) not in (2, 4):
        raise InvalidInput(
            say("Geben Sie das Jahr mit vier Ziffern ein, zum Beispiel 2027."), "date.year", "year"
        )
    return _checked(day_number, month_number, _full_year(year_text))


def month_of(name: str) -> int | None:
    """Return 1-12 for a month's name or its beginning of at least three letters, else None."""
    wanted = name.strip().rstrip(".").casefold()
    if wanted in OTHER_MONTH_NAMES:
        return OTHER_MONTH_NAMES[wanted]
    if len(wanted) < 3:
        return None
    found = {number for number, month in MONTH_NAMES if month.casefold().startswith(wanted)}
    return found.pop() if len(found) == 1 else None


def format_date(day: date) -> str:
    """Return "12.03.2027"."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def format_long_date(day: date, language: str = "de") -> str:
    """Return "12. März 2027"; in another language of the program its own writing ("12 березня 2027")."""
    return in_words(day, language)


def format_moment(moment: datetime) -> str:
    """12.03.2027, 14:03 Uhr, as the clock in the town says."""
    local = moment.astimezone(BERLIN)
    return f"{format_date(local.date())}, {local:%H:%M} Uhr"


def local_date(moment: datetime) -> date:
    """Return the day it is in the town at `moment` (which must know its time zone)."""
    if moment.tzinfo is None:
        raise ValueError("local_date needs an aware datetime")
    return moment.astimezone(BERLIN).date()


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _full_year(text: str) -> int:
    return 2000 + int(text) if len(text) == 2 else int(text)


def _with_slashes(first: int, second: int, year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise (
            InvalidInput(
                say(
                    "Meinen Sie den {first}. {month}? Schreiben Sie das Datum mit Punkten, zum Beispiel "
                    "{first}.{second}.{year}.",
                    first=first,
                    month=MonthName(second),
                    second=second,
                    year=year,
                ),
                "date.ambiguous",
            )
            if first and second
            else InvalidInput(_HOW_TO, "date.impossible")
        )
    return _checked(first, second, year)


def _checked(day: int, month: int, year: int) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise InvalidInput(
            say(
                "Das Jahr {year} kann nicht stimmen. Prüfen Sie es.",
                year=str(year).zfill(4),
            ),
            "date.year",
            "year",
        )
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if 1 <= month <= 12 and 1 <= day <= 31:
        raise InvalidInput(
            say(
                "Den {day}. {month} {year} gibt es nicht. Prüfen Sie Tag und Monat.",
                day=day,
                month=MonthName(month),
                year=year,
            ),
            "date.impossible",
        )
    raise InvalidInput(_HOW_TO, "date.impossible")
