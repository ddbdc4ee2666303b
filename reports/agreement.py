"""Three files of one report say one thing: their sums are read back before the report is released."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

from foundation.values.errors import DomainError
from reports.contract import Output, Table
from reports.kit import Block
from reports.kit.tables import TableBlock

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ADDRESS = re.compile(r"([A-Z]+)(\d+)")
LETTERS = 26
MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # of footnotes, behind the title of a column
DISAGREE = (
    "Die Dateien dieses Berichts nennen verschiedene Summen ({}). Er ist nicht freigegeben. "
    "Melden Sie das der Administration: Es ist ein Fehler des Programms."
)
#: Number of a column -> cents.
Sums = dict[int, int]


def demand_agreement(table: Table, blocks: Sequence[Block], files: Mapping[Output, bytes]) -> None:
    """CSV, workbook and the printed list have the rows and the sums of the table. Raises DomainError."""
    money = [at for at, column in enumerate(table.columns) if column.kind == "money"]
    expected = {at: sum(int(str(row[at] or 0)) for row in table.rows) for at in money}
    printed = printed_sums(table, blocks)
    found = {
        "CSV": csv_sums(files["csv"], money) == expected,
        "Excel": workbook_sums(files["xlsx"], money, len(table.rows)) == expected,
        "PDF": expected | printed == expected and bool(printed) >= bool(money),
    }
    if not all(found.values()):
        wrong = ", ".join(name for name, agrees in found.items() if not agrees)
        raise DomainError(DISAGREE.format(wrong), "report.disagrees")


def csv_sums(data: bytes, money: Sequence[int]) -> Sums:
    """What the lines of the CSV add up to."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    return {at: sum(cents_of(row[at]) for row in rows) for at in money}


def workbook_sums(data: bytes, money: Sequence[int], rows: int) -> Sums:
    """What the cells of the sheet "Daten" add up to, without its total rows."""
    found = dict.fromkeys(money, Decimal(0))
    with zipfile.ZipFile(io.BytesIO(data)) as book, book.open(SHEET) as sheet:
        for _event, cell in ET.iterparse(sheet):  # noqa: S314  our own bytes
            if cell.tag != f"{NAMESPACE}c" or (match := ADDRESS.fullmatch(cell.get("r", ""))) is None:
                continue
            at, value = _column(match[1]), cell.findtext(f"{NAMESPACE}v")
            if at in found and value is not None and 1 < int(match[2]) <= rows + 1:
                found[at] += Decimal(value)
            cell.clear()
    return {at: int(euro.scaleb(2)) for at, euro in found.items()}


def printed_sums(table: Table, blocks: Sequence[Block]) -> Sums:
    """What the printed rows add up to, for the amounts that the page has a column for."""
    titles = {column.title.removesuffix(" (€)"): at for at, column in enumerate(table.columns)}
    for block in blocks:
        if not isinstance(block, TableBlock):
            continue
        printed = [column.title.rstrip(MARKS) for column in block.columns]
        if all(title in titles for title in printed):
            rows = [row for group in block.groups for row in group.rows]
            return {
                titles[title]: sum(cents_of(row[place]) for row in rows)
                for place, title in enumerate(printed)
                if table.columns[titles[title]].kind == "money"
            }
    return {}


def cents_of(text: str) -> int:
    """An amount as the reports write it: 1.234,56, with either minus sign; a dash is nothing."""
    digits = re.sub(r"[^\d]", "", text)
    return (-1 if text[:1] in "−-" else 1) * int(digits) if digits else 0


def _column(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1
