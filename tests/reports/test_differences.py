"""Two tables, row by row: by name and not by place, and nothing but what differs."""

from __future__ import annotations

import pytest

from reports.differences import Change, RowDifference, StoredTable, compare, read_table

NAMED = ("Fall",)
BOM = "\ufeff"


def table(*rows: str, header: str = "Lfd. Nr.;Fall;Summe;Status") -> StoredTable:
    return read_table((BOM + "\r\n".join((header, *rows)) + "\r\n").encode())


BEFORE = table("1;A;1,00;offen", "2;B;2,00;offen", "3;C;3,00;offen")


def test_same_tables_have_no_differences() -> None:
    found = compare(BEFORE, BEFORE, NAMED)
    assert (list(found.rows), found.equal) == ([], 3)


def test_rows_that_only_moved_are_equal() -> None:
    found = compare(BEFORE, table("1;C;3,00;offen", "2;A;1,00;offen", "3;B;2,00;offen"), NAMED)
    assert (list(found.rows), found.equal) == ([], 3)


def test_appeared_changed_and_vanished_rows_are_told_apart() -> None:
    found = compare(BEFORE, table("1;D;;neu", "2;A;1,00;offen", "3;B;2,50;fertig"), NAMED)
    assert list(found.rows) == [
        RowDifference("appeared", ("D",), [Change("Status", "", "neu")]),
        RowDifference(
            "changed", ("B",), [Change("Summe", "2,00", "2,50"), Change("Status", "offen", "fertig")]
        ),
        RowDifference("vanished", ("C",), [Change("Summe", "3,00", ""), Change("Status", "offen", "")]),
    ]
    assert found.equal == 1


def test_rows_of_one_name_are_compared_one_by_one() -> None:
    before = table("1;A;1,00;x", "2;A;2,00;x")
    found = compare(before, table("1;A;1,00;x", "2;A;2,00;y", "3;A;9,00;x"), NAMED)
    assert [(row.kind, row.name) for row in found.rows] == [("changed", "A"), ("appeared", "A")]


def test_columns_that_only_one_has_are_named_and_not_compared() -> None:
    found = compare(BEFORE, table("A;1,00;hier", "B;2,00;da", header="Fall;Summe;Ort"), NAMED)
    assert (found.only_before, found.only_after) == (["Lfd. Nr.", "Status"], ["Ort"])
    assert [(row.kind, row.name) for row in found.rows] == [("vanished", "C")]


def test_columns_that_add_up_others_are_left_out() -> None:
    after = table("1;A;9,00;offen", "2;B;2,00;offen", "3;C;4,00;zu")
    (row,) = compare(BEFORE, after, NAMED, ["Summe"]).rows
    assert list(row.changes) == [Change("Status", "offen", "zu")]


def test_file_without_a_header_is_no_table() -> None:
    with pytest.raises(ValueError, match="header"):
        read_table(BOM.encode())
