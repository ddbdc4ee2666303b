"""XLSX: real numbers and dates, frozen header, filter, totals as formula and control value, sheet "Info"."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from foundation.values.dates import BERLIN
from reports.contract import ControlSum, Kind, Pairs, Table, Value
from reports.kit.plain_text import clean_text

FORMATS: dict[Kind, str] = {"money": "#,##0.00", "date": "dd.mm.yyyy", "permille": "0.0%", "number": "0"}
LONGEST_CELL = 32_767  # characters; a limit of the format
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook_bytes(table: Table, *, title: str, author: str, info: Pairs, issued_at: datetime) -> bytes:
    """The table and its facts as a workbook; the same input gives the same bytes."""
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    book.set_properties(
        {
            "title": _text(title),
            "author": _text(author),
            "created": issued_at.astimezone(BERLIN).replace(tzinfo=None),
        }
    )
    formats = {kind: book.add_format({"num_format": code, "valign": "top"}) for kind, code in FORMATS.items()}
    formats["text"] = book.add_format({"text_wrap": True, "valign": "top"})
    bold = {
        kind: book.add_format({"num_format": code, "bold": True, "top": 1}) for kind, code in FORMATS.items()
    }
    bold["text"] = book.add_format({"bold": True, "top": 1})
    head = book.add_format(
        {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF2"}
    )
    _write_table(book.add_worksheet("Daten"), table, head, formats, bold)
    _write_info(book.add_worksheet("Info"), info, head, formats["text"])
    book.close()
    return out.getvalue()


def _write_table(
    sheet: Worksheet, table: Table, head: Any, formats: dict[Any, Any], bold: dict[Any, Any]
) -> None:
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.title, head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for position, row in enumerate(table.rows, 1):
        for number, value in enumerate(row):
            kind = table.columns[number].kind
            _write_cell(sheet, position, number, value, kind, formats[kind])
    position = len(table.rows) + 1
    for total in table.sums:
        _write_sum(sheet, position, total, table, bold)
        position += 2


def _write_sum(
    sheet: Worksheet, position: int, total: ControlSum, table: Table, bold: dict[Any, Any]
) -> None:
    """Two rows: the formula (with its value for readers that do not compute), and the control value."""
    sheet.write_string(position, 0, total.label, bold["text"])
    for number, value in enumerate(total.values):
        if value is None:
            continue
        kind = table.columns[number].kind
        formula = (
            f"=SUM({xl_range(total.first + 1, number, total.end, number)})"
            if total.end > total.first
            else "=0"
        )
        sheet.write_formula(position, number, formula, bold[kind], _number(value, kind))
    sheet.write_string(position + 1, 0, f"{total.label} (Kontrollwert)", bold["text"])
    for number, value in enumerate(total.values):
        if value is not None:
            kind = table.columns[number].kind
            sheet.write_number(position + 1, number, _number(value, kind), bold[kind])


def _write_info(sheet: Worksheet, info: Pairs, head: Any, text: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "Angabe", head)
    sheet.write_string(0, 1, "Wert", head)
    for position, (label, value) in enumerate(info, 1):
        sheet.write_string(position, 0, _text(label), text)
        sheet.write_string(position, 1, _text(value), text)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Value, kind: Kind, style: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
    elif isinstance(value, int):
        sheet.write_number(row, column, _number(value, kind), style)
    else:
        sheet.write_string(row, column, _text(value), style)


def _number(value: int, kind: Kind) -> Decimal:
    """Cents as euro, permille as a share; exact, because a cell is written in decimal digits."""
    return Decimal(value) / {"money": 100, "permille": 1000}.get(kind, 1)


def _text(text: str) -> str:
    return clean_text(text)[:LONGEST_CELL]
