"""The list of payments for the city's own finance system, in the columns and the writing of a profile."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from foundation.values.dates import format_date
from foundation.values.money import format_machine
from grants.rules.payment_files import COLUMNS, Cell, CellKind, FileFormat, MappedColumn, PaymentLine
from reports.payments.characters import fitting, no_formula, one_line


def csv_file(how: FileFormat, lines: Sequence[PaymentLine]) -> bytes:
    """One row a payment under the row of heads; before it count and control sum where the profile says so.

    What the program itself writes (IBAN, amount, number) stays as it is; only people's text is changed.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=how.separator, quotechar='"', lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL
    )
    if how.has_summary:
        total = sum(line.amount_cents for line in lines)
        writer.writerow(["Anzahl", str(len(lines)), "Kontrollsumme", money(total, how)])
    writer.writerow([_written(no_formula(one_line(column.head)), how) for column in how.columns])
    writer.writerows([[cell(column, line, how) for column in how.columns] for line in lines])
    return out.getvalue().encode(how.encoding)


def cell(column: MappedColumn, line: PaymentLine, how: FileFormat) -> str:
    """What stands in this column for this payment."""
    if not column.name:
        return _written(no_formula(one_line(column.fixed)), how)
    source = COLUMNS[column.name]
    return _written(_plain(source.value(line), source.kind, how), how)


def money(cents: int, how: FileFormat) -> str:
    """1234,56 without thousands; the decimal sign is the profile's."""
    return format_machine(cents).replace(".", how.decimal)


def _plain(value: Cell, kind: CellKind, how: FileFormat) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return money(value, how)
    if isinstance(value, date):
        return value.isoformat() if how.has_iso_days else format_date(value)
    return no_formula(one_line(value)) if kind is CellKind.TEXT else value


def _written(text: str, how: FileFormat) -> str:
    return fitting(text, how.encoding)
