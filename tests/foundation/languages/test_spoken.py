from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import trans_real

from foundation.languages.spoken import left_to_right, spoken
from foundation.values.phrases import say, say_many

WORDS: dict[Any, str] = {
    "Ihr Text ist {count} Zeichen zu lang.": "Текст задовгий на {count} знаків.",
    "Bis {day} fehlt: {what}": "{what} до {day}",
    "ein Foto": "фото <1>",
    ("Ein Bild fehlt.", 0): "Бракує {count} фото (0)",
    ("Ein Bild fehlt.", 1): "Бракує {count} фото (1)",
    ("Ein Bild fehlt.", 2): "Бракує {count} фото (2)",
}


@pytest.fixture(autouse=True)
def _words() -> Iterator[None]:
    """A few translations of these tests' own, put into the loaded catalogue and taken out again."""
    added = []
    for language in ("uk", "ar"):
        catalogue = vars(trans_real.translation(language))["_catalog"]._catalogs[0]
        catalogue.update(WORDS)
        added.append(catalogue)
    yield
    for catalogue in added:
        for word in WORDS:
            del catalogue[word]


def test_in_german_a_phrase_says_itself() -> None:
    assert spoken(say("Ihr Text ist {count} Zeichen zu lang.", count=5)) == "Ihr Text ist 5 Zeichen zu lang."


def test_values_days_and_phrases_within_are_spoken_too() -> None:
    phrase = say("Bis {day} fehlt: {what}", day=date(2027, 3, 12), what=say("ein Foto"))
    with translation.override("uk"):
        assert spoken(phrase) == "фото <1> до 12 березня 2027"


def test_the_language_chooses_its_plural() -> None:
    phrases = [say_many("Ein Bild fehlt.", "{count} Bilder fehlen.", count=count) for count in (1, 2, 5)]
    with translation.override("uk"):
        assert [spoken(each) for each in phrases] == [
            "Бракує 1 фото (0)",
            "Бракує 2 фото (1)",
            "Бракує 5 фото (2)",
        ]


def test_a_template_speaks_by_itself_and_escapes() -> None:
    page = Template("{{ phrase }} {{ phrase|safe }}")
    with translation.override("uk"):
        assert page.render(Context({"phrase": say("ein Foto")})) == "фото &lt;1&gt; фото &lt;1&gt;"
    assert page.render(Context({"phrase": say("ein Foto")})) == "ein Foto ein Foto"


def test_what_nobody_has_translated_stays_german() -> None:
    with translation.override("uk"):
        assert spoken(say("Das hat {count} noch niemand übersetzt.", count=3)).startswith("Das hat 3")


def test_values_keep_their_direction_in_arabic_only() -> None:
    phrase = say("Ihr Text ist {count} Zeichen zu lang.", count=5)
    with translation.override("ar"):
        assert "\u20685\u2069" in spoken(phrase)
        assert left_to_right("12,00 €") == "\u206612,00 €\u2069"
    assert left_to_right("12,00 €") == "12,00 €"
