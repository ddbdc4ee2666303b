from __future__ import annotations

from datetime import date

import pytest

from reports.contract import Kind, Table, TableColumn, Value
from reports.delimited import cell, csv_bytes, neutral


def test_file_has_bom_semicolons_and_crlf() -> None:
    columns = (
        TableColumn("Aktenzeichen"),
        TableColumn("Betrag (€)", "money"),
        TableColumn("Am", "date"),
        TableColumn("Anteil", "permille"),
    )
    table = Table(columns, (("LT-1", 123456, date(2026, 3, 2), -17), ("a;b", -835, None, None)))
    assert csv_bytes(table) == (
        b"\xef\xbb\xbfAktenzeichen;Betrag (\xe2\x82\xac);Am;Anteil\r\n"
        b"LT-1;1234,56;02.03.2026;-1,7\r\n"
        b'"a;b";-8,35;;\r\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+49 340", "'+49 340"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "'\n=1+1"),
        ("\u200b=1+1", "'=1+1"),
        ("\ufeff@x", "'@x"),
        ("＝1+1", "'＝1+1"),
        ("Bank = gut", "Bank = gut"),
        ("", ""),
        ("a\x00b", "ab"),
        ("\ud800", "\ufffd"),
    ],
)
def test_text_of_people_is_no_formula(text: str, expected: str) -> None:
    assert neutral(text) == expected


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (-5, "money", "-0,05"),
        (0, "money", "0,00"),
        (100_000_000, "money", "1000000,00"),
        (7, "number", "7"),
        (None, "money", ""),
        (-5, "permille", "-0,5"),
    ],
)
def test_figures_have_a_decimal_comma_and_no_apostrophe(value: Value, kind: Kind, expected: str) -> None:
    assert cell(value, kind) == expected
