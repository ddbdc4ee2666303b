"""Money, dates, words as people read them: `{{ grant.approved_cents|euro }}`, `{{ case.starts_on|day }}`.

On a page that runs from right to left each stands isolated, in the order in which it is read.
"""

from datetime import date, datetime

from django import template

from foundation.languages.spoken import current_language, left_to_right, spoken
from foundation.values.dates import BERLIN, format_date, format_long_date, format_moment
from foundation.values.money import format_amount, format_euro, format_percent

register = template.Library()

NOTHING = "–"
#: Words too long for a heading at 320 px, with the places where a line may end: browsers rarely know them.
SOFT = {
    word.replace("\u00ad", ""): word
    for word in (
        "Auszahlungs\u00adanordnung",
        "Auszahlungs\u00admitteilung",
        "Bewilligungs\u00adbescheid",
        "Eingangs\u00adbestätigung",
        "Einstellungs\u00admitteilung",
        "Erstattungs\u00adbescheid",
        "Beendigungs\u00admitteilung",
        "Haushalts\u00adüberwachungs\u00adliste",
        "Niederschlagungs\u00advermerk",
        "Rückforderungs\u00adliste",
        "Verfahrens\u00addokumentation",
        "Verlängerungs\u00adbescheid",
        "Zweckbindungs\u00adliste",
        "Zwischen\u00adabrechnung",
    )
}


@register.filter
def euro(cents: int | None) -> str:
    """487,65 €; a dash where there is no amount."""
    return NOTHING if cents is None else left_to_right(format_euro(cents))


@register.filter
def amount(cents: int | None) -> str:
    """487,65 for an input field; empty where there is no amount."""
    return "" if cents is None else format_amount(cents)


@register.filter
def percent(hundredths: int) -> str:
    """6,27 % from hundredths of a percent."""
    return left_to_right(format_percent(hundredths))


@register.filter
def day(value: date | None) -> str:
    """12.03.2027; a dash where there is no day."""
    return NOTHING if value is None else left_to_right(format_date(_in_town(value)))


@register.filter
def long_day(value: date | None) -> str:
    """12. März 2027; a dash where there is no day."""
    return NOTHING if value is None else format_long_date(_in_town(value), current_language())


@register.filter
def moment(value: datetime | None) -> str:
    """12.03.2027, 14:03 Uhr; a dash where there is no moment."""
    if value is None:
        return NOTHING
    german = format_moment(value)
    if current_language() == "de":
        return german
    return left_to_right(german.removesuffix(" Uhr"))


@register.filter
def soft(text: str) -> str:
    """The same words with soft hyphens in the long ones, for headings."""
    text = spoken(text)
    for word, parted in SOFT.items():
        text = text.replace(word, parted)
    return text


def _in_town(value: date) -> date:
    return value.astimezone(BERLIN).date() if isinstance(value, datetime) else value
