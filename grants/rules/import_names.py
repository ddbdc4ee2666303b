"""How the city's finance system names its columns and words: what the city writes, before what we guess.

The names that the program knows by itself are guesses (domain handbook 3.4: no record layout is public).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from foundation.values.errors import InvalidInput
from grants.rules.table_files import plain

FIELD: Final = "import_text"
MOST_LINES, LONGEST = 80, 120
#: The name that the city writes -> the column of `finance_files`, and what it means.
HEADS: Final[Mapping[str, tuple[str, str]]] = {
    "anordnung": ("order", "Spalte mit der Nummer der Anordnung"),
    "buchung": ("document", "Spalte mit der Buchungsnummer des Finanzverfahrens"),
    "tag": ("day", "Spalte mit dem Tag der Buchung"),
    "betrag": ("amount", "Spalte mit dem Betrag"),
    "ergebnis": ("result", "Spalte, die sagt, ob ausgezahlt wurde oder das Geld zurückkam"),
    "grund": ("reason", "Spalte mit dem Grund der Rückgabe"),
    "zeichen": ("reference", "Spalte mit Kassenzeichen oder Aktenzeichen"),
    "richtung": ("direction", "Spalte, die sagt, ob Geld hinausging oder hereinkam"),
}
EXECUTED_WORD, RETURNED_WORD, OUT_WORD, IN_WORD = "ausgefuehrt", "zurueck", "auszahlung", "einzahlung"
WORDS: Final[Mapping[str, str]] = {
    EXECUTED_WORD: "Wort in der Spalte ergebnis: ausgezahlt",
    RETURNED_WORD: "Wort in der Spalte ergebnis: zurückgekommen",
    OUT_WORD: "Wort in der Spalte richtung: Geld ging hinaus",
    IN_WORD: "Wort in der Spalte richtung: Geld kam herein",
}
MEANINGS: Final[Mapping[str, str]] = {name: said for name, (_, said) in HEADS.items()} | dict(WORDS)


@dataclass(frozen=True)
class ImportNames:
    """The city's own names. heads: column -> heads as they were written; words: plain word -> its meaning."""

    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def columns(self, known: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        """The heads of each column, the city's first; a head that the city uses means nothing else."""
        taken = {plain(head) for heads in self.heads.values() for head in heads}
        found = {}
        for name, heads in known.items():
            guessed = tuple(head for head in heads if plain(head) not in taken)
            found[name] = (*self.heads.get(name, ()), *guessed) or tuple(heads[:1])
        return found

    def meaning(self, word: str) -> str:
        """What a word of the file means to the city; empty when it says nothing of it."""
        return self.words.get(plain(word), "")


NO_NAMES: Final = ImportNames()


def parse_import_names(text: str) -> ImportNames:
    """Read a line a name: what the file says = what it means.

    Raises InvalidInput naming the line: without "=", with a meaning that does not exist, or said twice.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise _wrong(f"Das sind mehr als {MOST_LINES} Zeilen. Nehmen Sie welche heraus.")
    heads: dict[str, tuple[str, ...]] = {}
    words: dict[str, str] = {}
    seen: set[tuple[bool, str]] = set()
    for line in lines:
        said, meaning = _parts(line)
        key = (meaning in HEADS, plain(said))
        if key in seen:
            raise _wrong(f"„{said}“ steht zweimal da. Jeder Name bedeutet nur eines.")
        seen.add(key)
        if meaning in HEADS:
            column = HEADS[meaning][0]
            heads[column] = (*heads.get(column, ()), said)
        else:
            words[plain(said)] = meaning
    return ImportNames(heads, words)


def _parts(line: str) -> tuple[str, str]:
    said, sign, meaning = (part.strip() for part in line.rpartition("="))
    if not sign or not plain(said) or len(said) > LONGEST:
        raise _wrong(f"Die Zeile „{line[:60]}“ passt nicht. Schreiben Sie: Name in der Datei = Bedeutung.")
    if meaning not in MEANINGS:
        raise _wrong(f"Die Bedeutung „{meaning[:60]}“ gibt es nicht. Die Namen stehen über dem Feld.")
    return said, meaning


def _wrong(sentence: str) -> InvalidInput:
    return InvalidInput(sentence, "import_names.wrong", FIELD)
