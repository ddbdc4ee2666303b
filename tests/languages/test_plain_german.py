"""What residents read is plain: short sentences, short words, and none of the words of an office form.

Measured over every sentence of the catalogues, which is every sentence that residents read. Source: ux
handbook 7, and Amstad's formula for German (180 − words per sentence − 58.5 × syllables per word).
"""

import re
from collections.abc import Sequence
from statistics import mean

import pytest

from config.translations import messages_of_the_code
from grants.rules.plain_german import sentences

MOST_WORDS = 25
EASY = 60
#: A mark of the page or a value is no word that has to be understood.
MARKS = re.compile(r"<[^>]+>|\{\w+\}|%\(\w+\)s")
SYLLABLE = re.compile(r"ei|ai|au|äu|eu|ie|[aeiouyäöü]", re.IGNORECASE)
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")
UNKIND = re.compile(r"ungültig|fehlerhaft|Pflichtfeld|unzulässig", re.IGNORECASE)


def words(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def amstad(found: Sequence[str]) -> float:
    """How easily these sentences are read: 60 to 70 is plain, 30 a law."""
    spoken = [word for sentence in found for word in words(sentence)]
    per_word = sum(max(1, len(SYLLABLE.findall(word))) for word in spoken) / len(spoken)
    return 180 - len(spoken) / len(found) - 58.5 * per_word


@pytest.fixture(scope="module")
def texts() -> list[str]:
    found = []
    for message in messages_of_the_code():
        if message.id:
            found += [message.id] if isinstance(message.id, str) else list(message.id)
    return [MARKS.sub(" X ", text) for text in found]


@pytest.fixture(scope="module")
def said(texts: list[str]) -> list[str]:
    """Whole sentences; the label of a field or a button is none."""
    return [each for text in texts if re.search(r"[.?!]", text) for each in sentences(text) if words(each)]


def test_no_sentence_is_too_long(said: list[str]) -> None:
    assert [each for each in said if len(words(each)) > MOST_WORDS] == []


def test_sentences_are_short_on_the_whole(said: list[str]) -> None:
    assert len(said) > 500
    assert mean(len(words(each)) for each in said) <= 15


def test_texts_are_easy_to_read(said: list[str]) -> None:
    assert amstad(said) >= EASY


def test_nobody_is_told_in_the_words_of_a_form(texts: list[str]) -> None:
    assert [text for text in texts if UNKIND.search(text)] == []


def test_a_law_is_not_easy() -> None:
    law = (
        "Ein rechtmäßiger Verwaltungsakt, der eine einmalige oder laufende Geldleistung zur Erfüllung eines "
        "bestimmten Zwecks gewährt, kann, auch nachdem er unanfechtbar geworden ist, ganz oder teilweise "
        "auch mit Wirkung für die Vergangenheit widerrufen werden"
    )
    assert len(words(law)) > MOST_WORDS
    assert amstad([law]) < EASY
    assert amstad(["Sie bekommen das Geld in zwei Wochen."]) > EASY
