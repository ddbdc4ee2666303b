import copy
import json
import pickle
from datetime import date

from foundation.values.phrases import Phrase, say, say_many


def test_a_phrase_is_its_german_text_and_remembers_its_parts() -> None:
    phrase = say("Ihr Text ist {count} Zeichen zu lang.", count=5)
    assert phrase == "Ihr Text ist 5 Zeichen zu lang."
    assert (phrase.template, phrase.values) == ("Ihr Text ist {count} Zeichen zu lang.", {"count": 5})
    assert json.dumps(phrase) == '"Ihr Text ist 5 Zeichen zu lang."'


def test_without_values_braces_stay() -> None:
    assert say("Schreiben Sie {so}.") == "Schreiben Sie {so}."


def test_a_number_chooses_the_sentence() -> None:
    texts = [say_many("Ein Bild fehlt.", "{count} Bilder fehlen.", count=count) for count in (0, 1, 2)]
    assert texts == ["0 Bilder fehlen.", "Ein Bild fehlt.", "2 Bilder fehlen."]


def test_days_are_written_out() -> None:
    assert say("Bis {day}.", day=date(2027, 3, 12)) == "Bis 12. März 2027."


def test_a_phrase_survives_copies_and_str() -> None:
    phrase = say("Bis {day}.", day=date(2027, 3, 12))
    for other in (str(phrase), copy.copy(phrase), copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):  # noqa: S301  our own bytes
        assert isinstance(other, Phrase)
        assert (other, other.template, other.values) == (phrase, phrase.template, phrase.values)
