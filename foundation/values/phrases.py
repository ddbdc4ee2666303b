"""Sentences that are said in several languages: the German text, and what it was made of.

Rules and services stay German and pure. A `Phrase` is the German text for whoever reads it as text: a test,
the database, a letter. It also remembers its template and values: the edge can say it in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any, Final, Self, SupportsIndex

from foundation.values.month_names import MonthName, in_words

Speaker = Callable[["Phrase"], str]


class Phrase(str):
    """A German sentence that knows its template. `many` is the template for every number but one.

    What is made of it by joining or cutting is plain text again and stays German: join at the edge.
    """

    __slots__ = ("many", "template", "values")
    template: str
    many: str
    values: Mapping[str, Any]

    def __new__(
        cls, text: str, template: str = "", many: str = "", values: Mapping[str, Any] | None = None
    ) -> Self:
        phrase = super().__new__(cls, text)
        phrase.template = template or text
        phrase.many = many
        phrase.values = dict(values or {})
        return phrase

    def filled(self, **values: Any) -> Phrase:
        """The same sentence with these values, for a constant that was said without them."""
        return say(self.template, **values)

    def __str__(self) -> str:
        # Python allows a subclass here: what is "only made a str" on its way to a page is still a phrase.
        return self

    def __html__(self) -> str:
        """What a page shows: the sentence in the page's language. Templates ask for it by themselves."""
        return escape(_speakers[-1](self))

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]:
        return Phrase, (str.__getitem__(self, slice(None)), self.template, self.many, dict(self.values))


def say(template: str, /, **values: Any) -> Phrase:
    """A sentence with its values: `say("Ihr Text ist {count} Zeichen zu lang.", count=5)`.

    The template is the message that is translated: a literal and a whole sentence. Days are given as
    `date` and written out ("12. März 2027"). Without values nothing is filled in: braces stay.
    """
    return Phrase(_filled(template, values), template, "", values)


def say_many(one: str, many: str, /, *, count: int, **values: Any) -> Phrase:
    """A sentence by number: `say_many("Ein Bild fehlt.", "{count} Bilder fehlen.", count=n)`."""
    values["count"] = count
    return Phrase(_filled(one if count == 1 else many, values), one, many, values)


def speak_with(speaker: Speaker) -> None:
    """Say how phrases are spoken on pages; the edge does this once at the start."""
    _speakers.append(speaker)


def _filled(template: str, values: Mapping[str, Any]) -> str:
    if not values:
        return template
    return template.format(**{name: _german(value) for name, value in values.items()})


def _german(value: Any) -> str:
    if isinstance(value, MonthName):
        return value.said_in("de")
    return in_words(value) if isinstance(value, date) else str(value)


_speakers: Final[list[Speaker]] = [lambda phrase: phrase]
