"""A report whose three outputs disagree is not released."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from foundation.values.errors import DomainError
from reports.agreement import cents_of, demand_agreement
from reports.contract import Output, Table, TableColumn
from reports.delimited import csv_bytes
from reports.kit import Block, Column
from reports.render import shared_kit
from reports.workbook import workbook_bytes
from tests.conftest import NOW

COLUMNS = (TableColumn("Name"), TableColumn("Betrag (€)", "money"), TableColumn("Rest (€)", "money"))
ROWS = (("=1+1", 123_456, None), ('Ä; "B"', -5, 0), ("", 7, 99))
TABLE = Table(COLUMNS, ROWS)
Files = dict[Output, bytes]


def files_of(table: Table) -> Files:
    book = workbook_bytes(table, title="T", author="A", info=(), issued_at=NOW)
    return {"csv": csv_bytes(table), "xlsx": book}


def printed(*amounts: str) -> list[Block]:
    kit = shared_kit()
    return [
        kit.heading("Liste"),
        kit.table([Column("Name"), Column("Betrag")], [["x", amount] for amount in amounts]),
        kit.table([Column("Anders", 1), Column("Betrag")], [["x", "5,00"]]),
    ]


def one_cent_more(book: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<v>1234.56</v>", b"<v>1234.57</v>"))
    return out.getvalue()


def test_same_sums_are_released() -> None:
    demand_agreement(TABLE, printed("1.234,56", "−0,05", "0,07"), files_of(TABLE))
    demand_agreement(Table(COLUMNS, ()), printed(), files_of(Table(COLUMNS, ())))


@pytest.mark.parametrize(
    ("spoil", "blocks", "wrong"),
    [
        (lambda files: files | {"csv": files["csv"].replace(b"0,07", b"0,08")}, None, "CSV"),
        (lambda files: files | {"xlsx": one_cent_more(files["xlsx"])}, None, "Excel"),
        (lambda files: files, ["1.234,56", "-0,05", "0,08"], "PDF"),
        (lambda files: files, ["1.234,56", "0,07"], "PDF"),
    ],
)
def test_one_cent_between_the_files_stops_the_report(
    spoil: Callable[[Files], Files], blocks: list[str] | None, wrong: str
) -> None:
    shown = printed(*(blocks or ["1.234,56", "-0,05", "0,07"]))
    with pytest.raises(DomainError, match=rf"verschiedene Summen \({wrong}\)"):
        demand_agreement(TABLE, shown, spoil(files_of(TABLE)))


def test_report_without_its_list_is_stopped() -> None:
    with pytest.raises(DomainError, match="PDF"):
        demand_agreement(TABLE, [], files_of(TABLE))


@pytest.mark.parametrize(
    ("text", "cents"), [("1.234,56", 123_456), ("−0,05", -5), ("-1,00", -100), ("–", 0), ("", 0)]
)
def test_amounts_are_read_as_they_are_written(text: str, cents: int) -> None:
    assert cents_of(text) == cents
