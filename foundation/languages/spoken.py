"""Saying a phrase in the language of the page or of the mail."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, override

from foundation.values.month_names import MonthName, in_words
from foundation.values.phrases import Phrase

#: Their text between these marks has a direction of its own (Unicode 2066, 2068, 2069).
_LEFT_TO_RIGHT, _OWN_DIRECTION, _END = "\u2066", "\u2068", "\u2069"


def spoken(text: str) -> str:
    """The text in the current language; German where the catalogue does not know it.

    A plain text is translated as itself. Values that are phrases are spoken too, days are written out.
    """
    if not isinstance(text, Phrase):
        return gettext(text) if text else text
    count = text.values.get("count")
    template = (
        ngettext(text.template, text.many, int(count)) if text.many and count is not None
        else gettext(text.template)
    )  # fmt: skip
    if not text.values:
        return template
    return template.format(**{name: _value(value) for name, value in text.values.items()})


def spoken_together(texts: Iterable[str], between: str = " ") -> str:
    """Several sentences one after the other."""
    return between.join(spoken(text) for text in texts)


def current_language() -> str:
    """The language of the page; German outside of one."""
    return get_language() or settings.LANGUAGE_CODE


def spoken_in(language: str, text: str) -> str:
    """The text in this language: for a mail, whoever is at the screen."""
    with override(language):
        return spoken(text)


def left_to_right(text: str) -> str:
    """An amount, a day, a reference: isolated where the page runs from right to left, else as it is."""
    return f"{_LEFT_TO_RIGHT}{text}{_END}" if get_language_bidi() else text


def _value(value: object) -> str:
    if isinstance(value, Phrase):
        return spoken(value)
    if isinstance(value, MonthName):
        return value.said_in(current_language())
    if isinstance(value, date):
        return in_words(value, current_language())
    # A name, an amount or a file name inside an Arabic sentence keeps the order of its own characters.
    return f"{_OWN_DIRECTION}{value}{_END}" if get_language_bidi() else str(value)
