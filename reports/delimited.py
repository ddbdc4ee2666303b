"""CSV as German Excel reads it: UTF-8 with BOM, semicolon, CRLF, decimal comma; a header row, no totals."""

from __future__ import annotations

import csv
import io
from datetime import date

from foundation.values.dates import format_date
from reports.contract import Kind, Table, Value
from reports.kit.plain_text import clean_text

BOM = b"\xef\xbb\xbf"
# A cell that begins so is a formula for a spreadsheet program: an apostrophe makes it text again.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(table: Table) -> bytes:
    """The rows of the table; figures without thousands separator, days as TT.MM.JJJJ."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quotechar='"', lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(neutral(column.title) for column in table.columns)
    kinds = [column.kind for column in table.columns]
    writer.writerows(
        [cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in table.rows
    )
    return BOM + out.getvalue().encode()


def cell(value: Value, kind: Kind) -> str:
    """One value as text; only text of people can be a formula and is neutralised."""
    if value is None:
        return ""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int):
        return _figure(value, {"money": 2, "permille": 1}.get(kind, 0))
    return neutral(value)


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    shown = clean_text(text)
    is_formula = text.startswith(FORMULA_STARTS) or shown.startswith(FORMULA_STARTS)
    return f"'{shown}" if is_formula else shown


def _figure(value: int, places: int) -> str:
    """1234 with two places is 12,34; with a plain minus sign."""
    if not places:
        return str(value)
    whole, rest = divmod(abs(value), 10**places)
    return f"{'-' if value < 0 else ''}{whole},{rest:0{places}d}"
