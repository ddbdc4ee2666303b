"""What the values of a scenario file may look like, and the sentence for one that does not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foundation.values.errors import InvalidInput
from foundation.values.money import parse_machine


@dataclass(frozen=True)
class Value:
    """A single value: whether it fits, and what would."""

    fits: Callable[[Any], bool]
    wanted: str


@dataclass(frozen=True)
class Table:
    """A table in braces: its keys, and those that it cannot do without."""

    keys: Mapping[str, "Shape"]
    needs: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Rows:
    """A list of tables."""

    row: Table


Shape = Value | Table | Rows


def _is_amount(value: Any) -> bool:
    try:
        parse_machine(value)
    except (InvalidInput, TypeError):
        return False
    return True


def _is_day(value: Any) -> bool:
    return type(value) is date  # a moment is a date to Python, and not to a scenario


def _is_number(value: Any) -> bool:
    return type(value) is int  # true and false are numbers to Python


def one_of(*words: str) -> Value:
    """One of these words."""
    return Value(lambda value: value in words, f"eines von: {', '.join(words)}")


def list_of(value: Value, length: int | None = None) -> Value:
    """A list of such values, perhaps of exactly so many."""
    wanted = f"eine Liste, {length or 'je Eintrag'} {value.wanted}"
    return Value(
        lambda found: (
            isinstance(found, list)
            and length in (None, len(found))
            and all(value.fits(each) for each in found)
        ),
        wanted,
    )


TEXT = Value(lambda value: isinstance(value, str), "ein Text in Anführungszeichen")
DAY = Value(_is_day, "ein Datum wie 2026-03-02")
AMOUNT = Value(_is_amount, 'ein Betrag wie "487.65"')
NUMBER = Value(_is_number, "eine ganze Zahl")
FLAG = Value(lambda value: isinstance(value, bool), "true oder false")
TEXTS = list_of(TEXT)


def mistakes(where: str, found: Any, shape: Shape, path: str = "") -> Iterator[str]:
    """One sentence for each place that does not fit; `where` is how it begins, `path` leads to the place."""
    if isinstance(shape, Value):
        if not shape.fits(found):
            yield f"{where}: {path} = {_shown(found)} passt nicht. Gebraucht wird {shape.wanted}."
    elif isinstance(shape, Rows):
        if not isinstance(found, list):
            yield f"{where}: {path} ist eine Liste, zum Beispiel [{{ {_example(shape.row)} }}]."
            return
        for number, row in enumerate(found, 1):
            yield from mistakes(where, row, shape.row, f"{path}, Zeile {number}")
    elif not isinstance(found, dict):
        yield f"{where}: {path} steht in geschweiften Klammern: {{ {_example(shape)} }}."
    else:
        yield from _of_table(where, found, shape, path)


def _of_table(where: str, found: Mapping[str, Any], table: Table, path: str) -> Iterator[str]:
    place = f"{where}, {path}" if path else where
    allowed = ", ".join(sorted(table.keys))
    for word in found:
        if word not in table.keys:
            yield f"{place}: „{word}“ gibt es nicht. Erlaubt sind: {allowed}."
    for word in sorted(table.needs - found.keys()):
        yield f"{place}: „{word}“ fehlt."
    for word, value in found.items():
        if word in table.keys:
            yield from mistakes(where, value, table.keys[word], f"{path}, {word}" if path else word)


def _example(table: Table) -> str:
    return ", ".join(f"{word} = …" for word in table.keys)


def _shown(value: Any) -> str:
    return f"„{value}“" if isinstance(value, str) else str(value)
