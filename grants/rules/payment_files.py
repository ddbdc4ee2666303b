"""Files for the Kasse: what a line knows of a payment, and how a fund names and orders the columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from foundation.values.errors import InvalidInput

MOST_COLUMNS, LONGEST = 60, 120
FIELD = "columns_text"
#: What a spreadsheet program takes for the beginning of a formula.
FORMULA: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, kw_only=True)
class PaymentLine:
    """One payment as the Kasse needs it; cents, days in Berlin. `document_sha256`: of the order's PDF."""

    number: str
    amount_cents: int
    payee: str
    iban: str
    bic: str
    remittance: str
    due_on: date
    budget_year: int
    programme_year: int
    case_reference: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    account_assignment: str = ""
    product: str = ""
    account: str = ""
    measure: str = ""
    cost_centre: str = ""
    factual_by: str = ""
    factual_on: date | None = None
    arith_by: str = ""
    arith_on: date | None = None
    ordered_by: str = ""
    ordered_on: date | None = None
    document_sha256: str = ""


@dataclass(frozen=True)
class FileRun:
    """The run that a file belongs to: its number, and when it was made."""

    number: str
    made_at: datetime


class CellKind(StrEnum):
    """How a cell is written: a code as it is, free text of people, an amount in cents, a day."""

    CODE = "code"
    TEXT = "text"
    MONEY = "money"
    DAY = "day"


Cell = str | int | date | None


@dataclass(frozen=True)
class FileColumn:
    """A column that the program can fill: what it is, how it is written, where it comes from."""

    meaning: str
    kind: CellKind
    value: Callable[[PaymentLine], Cell]


_C, _T, _M, _D = CellKind.CODE, CellKind.TEXT, CellKind.MONEY, CellKind.DAY
#: Every column by the name that the mapping uses (handbook 3.4).
COLUMNS: Final[Mapping[str, FileColumn]] = MappingProxyType(
    {
        "belegnr": FileColumn("Nummer der Anordnung", _C, lambda line: line.number),
        "anordnungsart": FileColumn("AUS für Auszahlung", _C, lambda _: "AUS"),
        "betrag": FileColumn("Betrag", _M, lambda line: line.amount_cents),
        "waehrung": FileColumn("EUR", _C, lambda _: "EUR"),
        "empfaenger_name": FileColumn("Kontoinhaber", _T, lambda line: line.payee),
        "strasse": FileColumn("Straße und Hausnummer", _T, lambda line: line.street),
        "plz": FileColumn("Postleitzahl", _T, lambda line: line.postcode),
        "ort": FileColumn("Ort", _T, lambda line: line.town),
        "land": FileColumn("DE", _C, lambda _: "DE"),
        "iban": FileColumn("IBAN, ohne Leerzeichen", _C, lambda line: line.iban),
        "bic": FileColumn("BIC", _C, lambda line: line.bic),
        "verwendungszweck": FileColumn("Aktenzeichen und Aktion", _T, lambda line: line.remittance),
        "faelligkeit": FileColumn("Fälligkeit", _D, lambda line: line.due_on),
        "haushaltsjahr": FileColumn("Haushaltsjahr", _C, lambda line: str(line.budget_year)),
        "buchungsstelle": FileColumn(
            "Buchungsstelle der Anordnung", _T, lambda line: line.account_assignment
        ),
        "produkt": FileColumn("Produkt aus den Regeln", _T, lambda line: line.product),
        "sachkonto": FileColumn("Sachkonto aus den Regeln", _T, lambda line: line.account),
        "massnahme": FileColumn("Maßnahme aus den Regeln", _T, lambda line: line.measure),
        "kostenstelle": FileColumn("Kostenstelle aus den Regeln", _T, lambda line: line.cost_centre),
        "programmjahr": FileColumn("Programmjahr", _C, lambda line: str(line.programme_year)),
        "aktenzeichen": FileColumn("Aktenzeichen", _C, lambda line: line.case_reference),
        "sachlich_von": FileColumn("Wer sachlich festgestellt hat", _T, lambda line: line.factual_by),
        "sachlich_am": FileColumn("wann", _D, lambda line: line.factual_on),
        "rechnerisch_von": FileColumn("Wer rechnerisch festgestellt hat", _T, lambda line: line.arith_by),
        "rechnerisch_am": FileColumn("wann", _D, lambda line: line.arith_on),
        "angeordnet_von": FileColumn("Wer angeordnet hat", _T, lambda line: line.ordered_by),
        "angeordnet_am": FileColumn("wann", _D, lambda line: line.ordered_on),
        "dokument_hash": FileColumn("SHA-256 der Anordnung", _C, lambda line: line.document_sha256),
    }
)
DEFAULT_COLUMNS: Final = "\n".join(f"{name} = {name}" for name in COLUMNS)


@dataclass(frozen=True)
class MappedColumn:
    """One column of the file: its head, and either the name of a column or a fixed text."""

    head: str
    name: str = ""
    fixed: str = ""


@dataclass(frozen=True)
class FileFormat:
    """How the file is written. `encoding` is Python's name; `has_summary` puts count and sum on top."""

    encoding: str = "utf-8-sig"
    separator: str = ";"
    decimal: str = ","
    has_iso_days: bool = False
    has_summary: bool = False
    columns: tuple[MappedColumn, ...] = tuple(MappedColumn(name, name) for name in COLUMNS)


def parse_columns(text: str) -> tuple[MappedColumn, ...]:
    """Read the mapping, a line a column: head = name, or head = "fixed text", in their order.

    Raises InvalidInput naming the line. Number, amount, payee and IBAN must be there to pay.
    """
    lines = filter(None, (each.strip() for each in text.splitlines()))
    found = [_column(line) for line in lines]
    heads = [column.head for column in found]
    twice = next((head for head in heads if heads.count(head) > 1), "")
    if twice:
        raise _wrong(f"Die Spalte „{twice}“ steht zweimal da. Jede Überschrift gibt es nur einmal.")
    missing = {"belegnr", "betrag", "empfaenger_name", "iban"} - {column.name for column in found}
    if missing:
        raise _wrong(
            f"Es fehlt: {', '.join(sorted(missing))}. Ohne diese Spalten kann die Kasse nicht zahlen."
        )
    if len(found) > MOST_COLUMNS:
        raise _wrong(f"Das sind mehr als {MOST_COLUMNS} Spalten. Nehmen Sie welche heraus.")
    return tuple(found)


def _column(line: str) -> MappedColumn:
    head, sign, source = (part.strip() for part in line.partition("="))
    if not sign or not head or not source or len(head) > LONGEST or len(source) > LONGEST:
        raise _wrong(
            f'Die Zeile „{line[:60]}“ passt nicht. Schreiben Sie: Überschrift = spalte oder = "fester Text".'
        )
    if head.startswith(FORMULA) or source.lstrip('" ').startswith(FORMULA):
        raise _wrong(f"Nichts darf mit =, +, - oder @ beginnen. Ändern Sie die Zeile „{line[:60]}“.")
    if source.startswith('"') and source.endswith('"') and len(source) > 1:
        return MappedColumn(head, fixed=source[1:-1])
    if source not in COLUMNS:
        raise _wrong(f"Die Spalte „{source}“ gibt es nicht. Die Namen stehen über dem Feld.")
    return MappedColumn(head, source)


def _wrong(sentence: str) -> InvalidInput:
    return InvalidInput(sentence, "payment_file.columns", FIELD)
