from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl

from reports.contract import ControlSum, Table, TableColumn
from reports.workbook import workbook_bytes
from tests.reports.conftest import sheet

MOMENT = datetime(2026, 12, 31, 9, 30, tzinfo=UTC)
POISON = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "{=1}",
    "http://boese.example/",
    "<b>&\x00\x07</b>",
    "محمد",
    "x" * 40_000,
]


def _book(rows: tuple[tuple[object, ...], ...] = ()) -> bytes:
    columns = (TableColumn("Text", "text", 20), TableColumn("Betrag", "money"), TableColumn("Am", "date"))
    given = rows or (("A", 12345, date(2026, 3, 2)), ("B", -1, None))
    total = sum(int(str(row[1])) for row in given)
    table = Table(columns, given, (ControlSum("Summe", (None, total, None), 0, len(given)),))  # type: ignore[arg-type]
    return workbook_bytes(
        table, title="Bericht", author="Stadt", info=(("Fonds", "=Kasse"),), issued_at=MOMENT
    )


def test_same_input_gives_the_same_bytes() -> None:
    assert _book() == _book()


def test_numbers_dates_header_filter_and_totals() -> None:
    data = _book()
    found = sheet(data)
    assert [cell.value for cell in found[1]] == ["Text", "Betrag", "Am"]
    assert found["B2"].value == 123.45
    assert found["B2"].number_format == "#,##0.00"
    assert found["C2"].value == datetime(2026, 3, 2)
    assert found["B3"].value == -0.01
    assert [found[name].value for name in ("A4", "B4", "A5", "B5")] == [
        "Summe",
        123.44,
        "Summe (Kontrollwert)",
        123.44,
    ]
    assert (found.freeze_panes, found.auto_filter.ref) == ("A2", "A1:C3")
    formulas = openpyxl.load_workbook(io.BytesIO(data))["Daten"]
    assert formulas["B4"].value == "=SUM(B2:B3)"
    assert sheet(data, "Info")["B2"].value == "=Kasse"


def test_poison_stays_text() -> None:
    data = _book(tuple((text, 1, None) for text in POISON))
    formulas = openpyxl.load_workbook(io.BytesIO(data))["Daten"]
    for number, text in enumerate(POISON, 2):
        cell = formulas.cell(number, 1)
        assert cell.data_type in ("s", "inlineStr")
        assert cell.hyperlink is None
        assert str(cell.value)[:5] == text.replace("\t", " ").replace("\x00", "").replace("\x07", "")[:5]


def test_empty_table_has_a_total_of_zero() -> None:
    columns = (TableColumn("Text"), TableColumn("Betrag", "money"))
    table = Table(columns, (), (ControlSum("Summe", (None, 0), 0, 0),))
    data = workbook_bytes(table, title="x", author="x", info=(), issued_at=MOMENT)
    assert sheet(data)["B2"].value == 0
