"""Tables of other systems: a file of bytes becomes rows of text, or one sentence says why it is none.

Who sends the file is trusted as little as anybody: size, rows, columns and the length of a line are limited
before anything is read, and whatever is no text table is named for what it is.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from foundation.values.errors import InvalidInput
from foundation.values.lettering import without_turns

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_COLUMNS: Final = 60
LONGEST_LINE: Final = 10_000
#: Lines in which the heads are looked for: some systems put number and sum of the rows on top.
FIRST_LINES: Final = 5
#: How much of a foreign file is repeated to the person.
MOST_SAID, LONGEST_HEAD = 12, 40
SEPARATORS: Final = (";", "\t", ",")
FIELD: Final = "file"

#: How other kinds of files begin, and what the person is told to do.
_OTHER_KINDS: Final[Mapping[bytes, str]] = MappingProxyType(
    {
        b"PK": "Das ist eine Excel- oder ZIP-Datei. Speichern Sie die Tabelle als CSV-Datei.",
        b"\xd0\xcf\x11\xe0": "Das ist eine alte Excel-Datei. Speichern Sie die Tabelle als CSV-Datei.",
        b"%PDF": "Das ist eine PDF-Datei. Lassen Sie sich die Tabelle als CSV-Datei geben.",
        b"\xff\xd8\xff": "Das ist ein Foto. Lassen Sie sich die Tabelle als CSV-Datei geben.",
        b"\x89PNG": "Das ist ein Bild. Lassen Sie sich die Tabelle als CSV-Datei geben.",
        b"\x1f\x8b": "Die Datei ist gepackt. Entpacken Sie sie zuerst.",
        b"\xff\xfe": "Die Datei ist in UTF-16 gespeichert. Speichern Sie sie als CSV in UTF-8.",
        b"\xfe\xff": "Die Datei ist in UTF-16 gespeichert. Speichern Sie sie als CSV in UTF-8.",
    }
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class TableRow:
    """One row: the line of the file where it begins, and its cells by the names that were asked for."""

    line: int
    cells: Mapping[str, str]


def refused(sentence: str, code: str) -> InvalidInput:
    """The file as a whole cannot be used."""
    return InvalidInput(sentence, code, FIELD)


def decode(data: bytes) -> str:
    """Read UTF-8 (with or without mark) or Windows-1252. Raises InvalidInput for everything else."""
    if not data.strip():
        raise refused("Die Datei ist leer.", "table.empty")
    if len(data) > MOST_BYTES:
        raise refused("Die Datei ist größer als 2 MB. Teilen Sie sie auf.", "table.too_big")
    for beginning, sentence in _OTHER_KINDS.items():
        if data.startswith(beginning):
            raise refused(sentence, "table.other_kind")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise refused("Das ist eine XML-Datei und keine Tabelle.", "table.other_kind")
    text = _text_of(data)
    if _CONTROL.search(text):
        raise refused("Die Datei enthält Zeichen, die in keiner Tabelle stehen.", "table.binary")
    return without_turns(text)


def _text_of(data: bytes) -> str:
    for encoding in ("utf-8-sig", "windows-1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("Die Datei lässt sich nicht lesen. Speichern Sie sie als CSV in UTF-8.", "table.unreadable")


def read_table(
    data: bytes, *, names: Mapping[str, Sequence[str]], needed: Sequence[str], most_rows: int
) -> list[TableRow]:
    """Read the rows below the heads. `names`: each column by the heads that mean it; `needed` must be there.

    The separator is the one with which most heads are known. Rows without any text are left out. Raises
    InvalidInput with one sentence when the file is no such table.
    """
    text = decode(data)
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        raise refused("Eine Zeile ist viel zu lang. Ist das die richtige Datei?", "table.long_line")
    separator = max(SEPARATORS, key=lambda each: _known(text, each, names))
    lines = list(_lines(text, separator, most_rows))
    at, columns = _heads(lines, names)
    missing = [names[name][0] for name in needed if name not in columns]
    if missing:
        lacks = "Es fehlt die Spalte" if len(missing) == 1 else "Es fehlen die Spalten"
        raise refused(
            f"{lacks} {', '.join(f'„{each}“' for each in missing)}. "
            f"Die Datei ist von einem anderen System oder hat andere Überschriften.{_said(lines, at)}",
            "table.foreign",
        )
    rows = [
        TableRow(
            line, {name: cells[column].strip() for name, column in columns.items() if column < len(cells)}
        )
        for line, cells in lines[at + 1 :]
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise refused("Unter den Überschriften steht keine Zeile.", "table.no_rows")
    if len(rows) > most_rows:
        raise refused(f"Das sind mehr als {most_rows} Zeilen. Teilen Sie die Datei auf.", "table.many_rows")
    return rows


def _said(lines: Sequence[tuple[int, list[str]]], at: int) -> str:
    """What the line of the heads says, so that one sees which names to write down or which file this is."""
    found = [cell.strip()[:LONGEST_HEAD] for cell in (lines[at][1] if lines else ()) if cell.strip()]
    if not found:
        return ""
    more = " und weitere" if len(found) > MOST_SAID else ""
    return f" In Zeile {lines[at][0]} steht: {', '.join(f'„{each}“' for each in found[:MOST_SAID])}{more}."


def _known(text: str, separator: str, names: Mapping[str, Sequence[str]]) -> int:
    first = text.splitlines()[:FIRST_LINES]
    return max((len(_columns(line.replace('"', "").split(separator), names)) for line in first), default=0)


def _lines(text: str, separator: str, most_rows: int) -> Iterator[tuple[int, list[str]]]:
    """The line where each row begins, and its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise refused(
                    f"Zeile {begins} hat mehr als {MOST_COLUMNS} Spalten. Ist das die richtige Datei?",
                    "table.many_columns",
                )
            yield begins, cells
            begins = reader.line_num + 1
            if begins > 2 * most_rows + FIRST_LINES + LONGEST_LINE:
                break
    except csv.Error:
        raise refused(f"Zeile {begins} lässt sich nicht lesen.", "table.unreadable") from None


def _heads(
    lines: Sequence[tuple[int, list[str]]], names: Mapping[str, Sequence[str]]
) -> tuple[int, dict[str, int]]:
    """Where the heads stand, and the column of each name: of the first lines the one that knows most."""
    found = [_columns(cells, names) for _, cells in lines[:FIRST_LINES]]
    at = max(range(len(found)), key=lambda each: len(found[each]), default=0)
    return at, found[at] if found else {}


def _columns(cells: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    heads = [plain(cell) for cell in cells]
    wanted = {name: [plain(each) for each in known] for name, known in names.items()}
    return {
        name: next(at for at, head in enumerate(heads) if head in known)
        for name, known in wanted.items()
        if any(head in known for head in heads)
    }


def plain(text: str) -> str:
    """A head or a word without case, umlauts, spaces and signs: "Beleg-Nr." and "belegnr" are one."""
    spelled = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return "".join(each for each in unicodedata.normalize("NFKD", spelled) if each.isalnum())
