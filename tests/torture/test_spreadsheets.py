"""Workbooks and CSV files of every report as a spreadsheet program opens them: LibreOffice, set to German."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from benchmarks.ledger_town import FIRST_YEAR, fill
from foundation.values.dates import local_date
from reports.catalog import CATALOG
from reports.contract import Commission, Kind, Report, Table, Value
from reports.render import collect_and_render
from tests.conftest import NOW
from tests.reports.conftest import PlayFile, play_file
from tests.torture.conftest import FULL, Note

__all__ = ["play_file"]
GERMAN_CSV = "CSV:59,34,76,1,,1031,false,true"  # semicolon, quotes, UTF-8, first line, de-DE, detect numbers
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TYPES: Mapping[Kind, set[str]] = {
    "money": {"float", "currency"},
    "number": {"float"},
    "permille": {"float", "percentage"},
    "date": {"date"},
    "text": {"string"},
}
Cell = tuple[str, str]
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LIBREOFFICE IS MISSING: nobody knows whether it opens the reports (./run torture installs it)",
)


STORIES = ("E3", "drawdown", "year_change", "whole_year")
CASES = 5_000


@needs_libreoffice
@pytest.mark.django_db
@pytest.mark.parametrize("story", STORIES)
def test_every_report_opens_with_the_right_types(
    play_file: PlayFile, note: Note, tmp_path: Path, story: str, percent: int
) -> None:
    if story != STORIES[0] and percent < FULL:
        return  # the long run plays the others
    outcome = play_file(story)
    case, tables = outcome.case(), {}
    for slug, report in CATALOG.items():
        if report.columns is None or not (report.subject_kind == "fund" or story == STORIES[0]):
            continue
        subject = f"fund:{case.fund.uuid}" if report.subject_kind == "fund" else case.subject
        order = Commission(subject, {"year": 2026}, local_date(outcome.moment), outcome.moment)
        tables[slug] = _written(report, order, tmp_path)
    assert len(tables) > 10
    cells, wrong = _compared(tables, tmp_path)
    note(
        f"Cells of all reports on {story} in XLSX and CSV, in a German LibreOffice; wrong", cells, len(wrong)
    )
    assert not wrong, wrong[:20]


@needs_libreoffice
@pytest.mark.django_db
@pytest.mark.unsound  # bookings without orders and claims, written in bulk
def test_list_of_a_large_year_opens_with_the_right_types(note: Note, tmp_path: Path, percent: int) -> None:
    fund = fill(CASES * percent // FULL, years=1)
    order = Commission(f"fund:{fund.uuid}", {"year": FIRST_YEAR}, as_of=NOW.date(), issued_at=NOW)
    table = _written(CATALOG["jahresuebersicht"], order, tmp_path)
    assert len(table.rows) == CASES * percent // FULL
    cells, wrong = _compared({"jahresuebersicht": table}, tmp_path)
    note("Cells of R4 with 5 000 cases in XLSX and CSV, in a German LibreOffice; wrong", cells, len(wrong))
    assert not wrong, wrong[:20]


def _written(report: Report[Any], order: Commission, folder: Path) -> Table:
    """The files of the report lie in the folder afterwards; -> the table that they are written from."""
    for ending, (_name, data) in collect_and_render(report, order).items():
        (folder / f"{report.slug}.{ending}").write_bytes(data)
    assert report.columns is not None
    return report.columns(report.collect(order))


def _compared(tables: Mapping[str, Table], folder: Path) -> tuple[int, list[Any]]:
    """How many cells were opened, and those with a wrong type or value."""
    opened = _opened(folder)
    cells, wrong = 0, []
    for slug, table in tables.items():
        for ending in ("xlsx", "csv"):
            rows, titles = list(opened[slug, ending]), [each.title for each in table.columns]
            assert [text for _, text in rows[0]][: len(titles)] == titles
            wrong += [
                (slug, ending, number, column.title, value, cell)
                for number, row in enumerate(table.rows, 1)
                for column, value, cell in zip(table.columns, row, rows[number], strict=False)
                if not _is_right(column.kind, value, cell)
            ]
            cells += sum(len(row) for row in table.rows)
    return cells, wrong


def _opened(folder: Path) -> Mapping[tuple[str, str], Iterator[Sequence[Cell]]]:
    """Every workbook and CSV as LibreOffice understood it: (name, ending) -> rows."""
    found: dict[tuple[str, str], Iterator[Sequence[Cell]]] = {}
    for ending, options in (("xlsx", []), ("csv", [f"--infilter={GERMAN_CSV}"])):
        out = folder / ending
        files = [str(path) for path in sorted(folder.glob(f"*.{ending}"))]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", *options, "--convert-to", "fods", "--outdir", str(out)]
        german = {**os.environ, "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=300, env=german)
        found |= {(path.stem, ending): _rows(path) for path in out.glob("*.fods")}
    return found


def _rows(path: Path) -> Iterator[Sequence[Cell]]:
    """The rows of the first sheet: type and value of each cell; repeated cells are spread out."""
    sheet = ET.parse(path).getroot().find(f".//{TABLE}table")  # noqa: S314  our own bytes, opened and saved
    assert sheet is not None
    for row in sheet.iter(f"{TABLE}table-row"):
        cells: list[Cell] = []
        for cell in row.findall(f"{TABLE}table-cell"):
            repeated = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 60)
            cells += [_cell(cell)] * repeated
        yield cells


def _cell(cell: ET.Element) -> Cell:
    kind = cell.get(f"{OFFICE}value-type", "")
    value = cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value")
    text = "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
    return kind, text if value is None or kind == "string" else value


def _is_right(kind: Kind, value: Value, cell: Cell) -> bool:
    found, text = cell
    if value is None or value == "":
        return found == ""
    if found not in TYPES[kind]:
        return False
    if isinstance(value, date):
        return text[:10] == value.isoformat()
    if isinstance(value, int):
        scale = {"money": 100, "permille": 1000 if found == "percentage" else 10}.get(kind, 1)
        return round(float(text) * scale, 6) in (value, value / 100 if kind == "permille" else value)
    return " ".join(text.split()) == " ".join(value.split())
