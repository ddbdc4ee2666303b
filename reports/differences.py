"""Two tables of one kind of report, row by row: what appeared, what vanished, what changed. Pure.

The tables come from the stored CSV files, so what is compared is what was handed out, and not what the
database says today. Rows are told apart by what they are called, never by where they stand.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["appeared", "vanished", "changed"]
Key = tuple[str, ...]
COUNTER = "Lfd. Nr."  # numbers the rows as they come and says nothing of them


@dataclass(frozen=True)
class Change:
    """One cell that reads differently; `column` is its title."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowDifference:
    """One row: its name, and its cells that differ; all of its filled cells when it appeared or vanished."""

    kind: Kind
    key: Key
    changes: Sequence[Change]

    @property
    def name(self) -> str:
        """What the row is called."""
        return ", ".join(part for part in self.key if part)


@dataclass(frozen=True)
class Differences:
    """All rows that differ in the order of the later table, vanished ones last; how many rows are equal.

    `only_before`, `only_after`: titles of columns that only one of both tables has; they are not compared.
    """

    rows: Sequence[RowDifference]
    equal: int
    only_before: Sequence[str] = ()
    only_after: Sequence[str] = ()

    def of_kind(self, kind: Kind) -> list[RowDifference]:
        """The rows that appeared, vanished or changed."""
        return [row for row in self.rows if row.kind == kind]


@dataclass(frozen=True)
class StoredTable:
    """A table as its CSV file says it: titles, and rows as texts by title."""

    titles: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def read_table(data: bytes) -> StoredTable:
    """The table of a stored CSV file. Raises ValueError when it has no header."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    titles = tuple(next(reader, ()))
    if not titles:
        raise ValueError("a table without a header")
    return StoredTable(titles, tuple(dict(zip(titles, row, strict=True)) for row in reader))


def compare(
    before: StoredTable, after: StoredTable, named: Sequence[str], left_out: Sequence[str] = ()
) -> Differences:
    """What differs. `named`: titles that name a row; `left_out` and a counter are not compared."""
    ignored = {COUNTER, *left_out}
    shared = [title for title in after.titles if title in before.titles and title not in ignored]
    old, new = _by_key(before, named), _by_key(after, named)
    rows: list[RowDifference] = []
    for key, row in new.items():
        if key not in old:
            rows.append(RowDifference("appeared", key[0], _filled(row, shared, named, is_new=True)))
            continue
        changes = [
            Change(title, old[key][title], row[title]) for title in shared if old[key][title] != row[title]
        ]
        if changes:
            rows.append(RowDifference("changed", key[0], changes))
    rows += [
        RowDifference("vanished", key[0], _filled(row, shared, named, is_new=False))
        for key, row in old.items()
        if key not in new
    ]
    return Differences(
        rows,
        equal=len(new) - sum(row.kind != "vanished" for row in rows),
        only_before=[title for title in before.titles if title not in after.titles],
        only_after=[title for title in after.titles if title not in before.titles],
    )


def _by_key(table: StoredTable, named: Sequence[str]) -> dict[tuple[Key, int], Mapping[str, str]]:
    """Rows by what they are called; of several with one name the first, the second and so on."""
    seen: Counter[Key] = Counter()
    found = {}
    for row in table.rows:
        key = tuple(row.get(title, "") for title in named)
        found[key, seen[key]] = row
        seen[key] += 1
    return found


def _filled(
    row: Mapping[str, str], shared: Sequence[str], named: Sequence[str], *, is_new: bool
) -> list[Change]:
    filled = [(title, row[title]) for title in shared if row[title] and title not in named]
    return [Change(title, "" if is_new else text, text if is_new else "") for title, text in filled]
