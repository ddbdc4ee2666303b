"""The names of months and days of the week in the languages of the program, for reading and writing dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

#: By language, as they stand in a date.
MONTHS_IN: Final = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "uk": (
        "січня", "лютого", "березня", "квітня", "травня", "червня",
        "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
        "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
}  # fmt: skip

# As the month is called alone, and in Arabic as Syria, Iraq and Lebanon call it.
_ALONE: Final = (
    (
        "січень", "лютий", "березень", "квітень", "травень", "червень",
        "липень", "серпень", "вересень", "жовтень", "листопад", "грудень",
    ),
    (
        "январь", "февраль", "март", "апрель", "май", "июнь",
        "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
    ),
    (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
)  # fmt: skip

#: Number and name, of every language; a beginning of at least three letters is enough where it is clear.
MONTH_NAMES: Final = tuple(
    (number, name) for names in (MONTHS, *MONTHS_IN.values(), *_ALONE) for number, name in enumerate(names, 1)
)

#: Short forms and other spellings that are no beginning of a name, and names of fewer than three letters.
OTHER_MONTH_NAMES: Final = {
    "jänner": 1, "jaenner": 1, "feber": 2, "maerz": 3, "mrz": 3, "mär": 3, "sept": 9,
    "آب": 8, "ابريل": 4, "إبريل": 4, "اغسطس": 8, "اكتوبر": 10, "اذار": 3, "ايار": 5,
    "ايلول": 9, "جانفي": 1, "فيفري": 2, "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8,
}  # fmt: skip

#: Longer names first, so that "so" does not end inside "sonntag".
WEEKDAYS: Final = tuple(
    sorted(
        (
            "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
            "mo", "di", "mi", "do", "fr", "sa", "so",
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
            "mon", "tue", "wed", "thu", "fri", "sat", "sun",
            "понеділок", "вівторок", "середа", "четвер", "п'ятниця", "п’ятниця", "субота", "неділя",
            "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
            "пн", "вт", "ср", "чт", "пт", "сб", "нд", "вс",
            "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الاربعاء", "الخميس",
            "الجمعة", "السبت", "الأحد", "الاحد",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip


@dataclass(frozen=True)
class MonthName:
    """A month as it stands in a date, for the values of a phrase."""

    number: int

    def said_in(self, language: str) -> str:
        """Return "März" or "березня"."""
        return MONTHS_IN.get(language, MONTHS)[self.number - 1]


def in_words(day: date, language: str = "de") -> str:
    """Return "12. März 2027"; in another language of the program its own writing ("12 березня 2027")."""
    if language in MONTHS_IN:
        return f"{day.day} {MONTHS_IN[language][day.month - 1]} {day.year}"
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
