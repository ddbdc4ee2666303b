"""Hints on plain German: long sentences, nobody who acts, too many nouns. They warn and never block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grants.rules.findings import Finding, warning

SOURCE = "UX-Handbuch 7 (Text)"
LONGEST_SENTENCE = 20
MANY_NOUNS = 3
# A full stop ends a sentence unless it belongs to "§ 49 Abs. 3 Satz 1 Nr. 2" or to "1. März".
SENTENCE_END = re.compile(r"(?<!Abs)(?<!Nr)(?<!Art)(?<!ff)(?<!z)(?<!\d)[.!?]+(?=\s|$)|\n+")
# Words in brackets are a source of law, not part of what has to be understood at once.
BRACKETS = re.compile(r"\([^()]*\)")
PASSIVE = re.compile(r"\b(?:wird|werden|wurde|wurden)\b(?=.*\b\w*(?:ge\w+(?:t|en)|\w+iert)\b)", re.IGNORECASE)
PASSIVE_BEFORE = re.compile(r"\b\w*(?:ge\w+(?:t|en)|\w+iert)\s+(?:wird|werden|wurde|wurden|worden)\b")
ABSTRACT = re.compile(r"\b[A-ZÄÖÜ]\w+(?:ung|ungen|heit|keit|ierung|nahme|tion)\b")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in their order; a line of its own is one too."""
    return tuple(each.strip() for each in SENTENCE_END.split(text) if each.strip())


def check_plain_german(text: str) -> Iterator[Finding]:
    """Sentences of at most 20 words, in which somebody acts, without a pile of abstract nouns.

    Source: ux handbook 7; DIN 8581-1. Guesses by the form of words: it does not know German.
    """
    for sentence in sentences(BRACKETS.sub("", text)):
        words, shown = sentence.split(), _beginning(sentence)
        if len(words) > LONGEST_SENTENCE:
            message = f"Der Satz „{shown}“ hat {len(words)} Wörter. Teilen Sie ihn in zwei Sätze."
            yield warning("plain.long_sentence", message, SOURCE)
        if PASSIVE.search(sentence) or PASSIVE_BEFORE.search(sentence):
            yield warning("plain.passive", f"Im Satz „{shown}“: Schreiben Sie, wer etwas tut.", SOURCE)
        if len(ABSTRACT.findall(sentence)) >= MANY_NOUNS:
            message = f"Im Satz „{shown}“ stehen viele Hauptwörter. Sagen Sie es mit Verben."
            yield warning("plain.nouns", message, SOURCE)


def _beginning(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
