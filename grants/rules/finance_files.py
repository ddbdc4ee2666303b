"""What the finance system says of our orders: a line a payment, made or sent back; or its postings.

A line that cannot be used keeps its place and says why in `problem`; only the file as a whole raises.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from foundation.values.dates import format_date, parse_date
from foundation.values.errors import InvalidInput
from foundation.values.money import format_machine, parse_cents
from grants.rules.import_names import (
    EXECUTED_WORD,
    IN_WORD,
    NO_NAMES,
    OUT_WORD,
    RETURNED_WORD,
    ImportNames,
)
from grants.rules.payment_files import FORMULA
from grants.rules.table_files import TableRow, plain, read_table

MOST_LINES: Final = 400
LONGEST_NUMBER, LONGEST_REASON = 40, 140
EXECUTED, RETURNED = "execute", "return"

#: Column -> the heads that mean it; the first one is named to people.
RESULT_COLUMNS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "order": ("Anordnungsnummer", "Anordnung", "Anordnungs-Nr.", "belegnr", "EndToEndId"),
        "document": ("Buchungsnummer", "Buchungs-Nr.", "Belegnummer", "Beleg", "Dokumentnummer"),
        "day": ("Datum", "Buchungsdatum", "Zahldatum", "Ausgezahlt am", "Wertstellung", "Valuta"),
        "amount": ("Betrag", "Betrag EUR", "Summe"),
        "result": ("Ergebnis", "Status", "Stand"),
        "reason": ("Grund", "Rückgabegrund", "Bemerkung", "Hinweis"),
    }
)
POSTING_COLUMNS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "document": ("Buchungsnummer", "Buchungs-Nr.", "Belegnummer", "Beleg", "Dokumentnummer"),
        "day": ("Datum", "Buchungsdatum", "Wertstellung", "Valuta"),
        "amount": ("Betrag", "Betrag EUR", "Summe"),
        "order": ("Anordnungsnummer", "Anordnung", "Anordnungs-Nr.", "belegnr", "EndToEndId"),
        "reference": ("Kassenzeichen", "Aktenzeichen", "Zeichen"),
        "direction": ("Art", "Richtung", "Zahlungsart"),
    }
)
_EXECUTED_WORDS: Final = frozenset(
    {"ausgefuehrt", "ausgezahlt", "gezahlt", "bezahlt", "gebucht", "erledigt", "ok", "executed"}
)
_RETURNED_WORDS: Final = frozenset(
    {"zurueck", "zurueckgekommen", "rueckgabe", "ruecklaeufer", "ruecklauf", "returned"}
)
_OUT_WORDS: Final = frozenset({"auszahlung", "ausgabe", "aus", "a"})
_IN_WORDS: Final = frozenset({"einzahlung", "einnahme", "annahme", "ein", "ann", "e"})


@dataclass(frozen=True, kw_only=True)
class ResultLine:
    """A payment of the file: cents; `verb` is EXECUTED or RETURNED. `problem`: why the line is of no use."""

    line: int
    order_number: str = ""
    document_number: str = ""
    day: date | None = None
    amount_cents: int | None = None
    verb: str = ""
    reason: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class PostingLine:
    """A posting of the finance system: cents, above zero what went out, below what came in."""

    line: int
    document_number: str = ""
    day: date | None = None
    amount_cents: int | None = None
    order_number: str = ""
    reference: str = ""
    problem: str = ""


def read_results(data: bytes, names: ImportNames = NO_NAMES) -> list[ResultLine]:
    """The lines of a file of results; the same payment twice keeps its first line. `names`: the city's own.

    Source: domain handbook 3.3 (practice) and 3.4. Does not know which orders exist. Raises InvalidInput when
    the file is no such table.
    """
    rows = read_table(
        data,
        names=names.columns(RESULT_COLUMNS),
        needed=("order", "day", "amount", "result"),
        most_rows=MOST_LINES,
    )
    return list(_without_twins([_result(row, names) for row in rows]))


def read_postings(data: bytes, names: ImportNames = NO_NAMES) -> list[PostingLine]:
    """The postings of a file. Raises InvalidInput when the file is no such table."""
    columns = names.columns(POSTING_COLUMNS)
    rows = read_table(data, names=columns, needed=("document", "day", "amount"), most_rows=MOST_LINES)
    seen: dict[PostingLine, int] = {}
    found = [_posting(row, names) for row in rows]
    for at, each in enumerate(found):
        before = each.line if each.problem else seen.setdefault(replace(each, line=0), each.line)
        if before != each.line:
            found[at] = replace(each, problem=f"Doppelt: Diese Buchung steht schon in Zeile {before}.")
    return found


def _result(row: TableRow, names: ImportNames) -> ResultLine:
    cells = row.cells
    said, _, inline = cells.get("result", "").partition(":")
    base = ResultLine(
        line=row.line,
        order_number=cells.get("order", "")[:LONGEST_NUMBER],
        document_number=cells.get("document", "")[:LONGEST_NUMBER],
        verb=_verb(cells.get("result", ""), names) or _verb(said, names),
        reason=(cells.get("reason", "") or inline.strip())[:LONGEST_REASON],
    )
    try:
        day = parse_date(cells.get("day", ""))
        amount = parse_cents(cells.get("amount", ""))
    except InvalidInput as error:
        return replace(base, problem=error.message)
    return replace(base, day=day, amount_cents=amount, problem=_result_problem(base, amount))


def _result_problem(line: ResultLine, amount: int) -> str:
    if not line.order_number:
        return "Die Anordnungsnummer fehlt."
    if not amount:
        return "Der Betrag ist 0,00 €."
    if not line.verb:
        return "Das Ergebnis ist unbekannt. Verstanden wird „ausgeführt“ und „zurück“."
    if line.verb == RETURNED and not line.reason:
        return "Der Grund der Rückgabe fehlt."
    return ""


def _verb(said: str, names: ImportNames) -> str:
    word, meaning = plain(said), names.meaning(said)
    if meaning:
        return {EXECUTED_WORD: EXECUTED, RETURNED_WORD: RETURNED}.get(meaning, "")
    if word in _EXECUTED_WORDS:
        return EXECUTED
    return RETURNED if word in _RETURNED_WORDS else ""


def _without_twins(lines: Sequence[ResultLine]) -> Iterator[ResultLine]:
    """A second line on the same payment is of no use, whatever it says."""
    first: dict[tuple[str, str], int] = {}
    for each in lines:
        before = each.line if each.problem else first.setdefault((each.order_number, each.verb), each.line)
        twin = f"Doppelt: Diese Zahlung steht schon in Zeile {before}."
        yield each if before == each.line else replace(each, problem=twin)


def _posting(row: TableRow, names: ImportNames) -> PostingLine:
    cells = row.cells
    base = PostingLine(
        line=row.line,
        document_number=cells.get("document", "")[:LONGEST_NUMBER],
        order_number=cells.get("order", "")[:LONGEST_NUMBER],
        reference=cells.get("reference", "")[:LONGEST_NUMBER],
    )
    try:
        day = parse_date(cells.get("day", ""))
        amount = _signed(cells.get("amount", ""), cells.get("direction", ""), names)
    except InvalidInput as error:
        return replace(base, problem=error.message)
    if not base.document_number:
        return replace(base, problem="Die Buchungsnummer fehlt.")
    problem = "" if amount else "Der Betrag ist 0,00 €."
    return replace(base, day=day, amount_cents=amount, problem=problem)


def _signed(text: str, said: str, names: ImportNames) -> int:
    """Cents with their direction: a column says it, else the sign; a minus may stand behind."""
    bare = text.strip().replace("−", "-")
    is_minus = bare.startswith("-") != bare.endswith("-") if bare not in ("", "-") else False
    cents = parse_cents(bare.removeprefix("-").removesuffix("-") if is_minus else bare)
    direction = {OUT_WORD: "aus", IN_WORD: "ein"}.get(names.meaning(said), plain(said))
    if direction in _IN_WORDS:
        return -cents
    if direction in _OUT_WORDS:
        return cents
    if direction:
        raise InvalidInput(
            "Die Art ist unbekannt. Verstanden wird „Auszahlung“ und „Einzahlung“.", "posting.kind"
        )
    return -cents if is_minus else cents


def write_open_lines(lines: Iterable[tuple[ResultLine, str]]) -> bytes:
    """What was not booked, each line with the sentence why, as a file that a spreadsheet opens.

    UTF-8 with mark, semicolons, decimal comma. A cell that begins like a formula is neutralised.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(
        ["Zeile", "Anordnungsnummer", "Buchungsnummer", "Datum", "Betrag", "Was", "Grund", "Warum offen"]
    )
    for line, why in lines:
        day = format_date(line.day) if line.day else ""
        amount = format_machine(line.amount_cents).replace(".", ",") if line.amount_cents is not None else ""
        cells = (line.order_number, line.document_number, day, amount, line.verb, line.reason, why)
        table.writerow([line.line, *(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)])
    return out.getvalue().encode("utf-8-sig")
