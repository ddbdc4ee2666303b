"""P8: a report of many rows, tagged and finished, against the same pages on a canvas without tags."""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import hand_drawn
from benchmarks.measure import Result, compare, turns
from reports.kit import Column, FontFiles, Kit, Meta

ROWS, FEW, MANY = 10_000, 1_000, 50_000
FONTS = FontFiles.in_packages(Path(__file__).resolve().parents[1] / "node_modules")
PLACES = ("Hof", "Garten", "Laden", "Park am Bahnhof", "Treppenhaus")


def measure() -> list[Result]:
    """The ratio to the floor, the growth of a row's time with their number, and the memory of a page."""
    kit, rows = Kit(FONTS), rows_of(ROWS)
    hand_drawn.register(FONTS)
    report, few, many = (partial(report_of, kit, each) for each in (rows, rows[:FEW], rows_of(MANY)))
    sheets = hand_drawn.sheets_of(report())
    ratio = compare(
        "P8",
        "Liste mit 10.000 Zeilen als PDF/A-3a und PDF/UA-1, gegen dieselben Seiten ohne Auszeichnung",
        ours=report,
        floor=partial(hand_drawn.draw, sheets),
        goal=0.6,
        must=1.0,
        clock=time.process_time,
        rounds=9,
    )
    long, short = turns(many, few, clock=time.process_time, rounds=5)
    of_many, of_few = long / MANY, short / FEW
    what = "eine Zeile in einer Liste mit 50.000, gegen eine in einer Liste mit 1.000"
    return [
        ratio,
        Result("P8", what, of_many / of_few, "×", 1.1, None, _micro(of_many), _micro(of_few)),
        _memory(),
    ]


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs"


def _memory() -> Result:
    """In a process of its own: the peak of this one says what other benchmarks took."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.long_report"], capture_output=True, check=True)
    used, pages = map(int, done.stdout.split())
    what = f"Speicher für 1.000 Seiten, über dem vor der Liste ({pages} Seiten, {used / 1e6:.0f} MB)"
    return Result("P8", what, used / 1e6 / pages * 1000, " MB", 60)


def print_peak() -> None:
    """Bytes that the longest list took above what was held before it, and its pages."""
    kit = Kit(FONTS)
    report_of(kit, rows_of(FEW))
    rows = rows_of(MANY)
    before = _peak()
    pdf = report_of(kit, rows)
    used = _peak() - before
    sys.stdout.write(f"{used} {hand_drawn.page_count(pdf)}\n")


def _peak() -> int:
    """Bytes. Linux hands the peak of the parent down through `getrusage`, not through its own file."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes


def rows_of(count: int) -> list[list[str]]:
    """Rows as they come: no two the same, every twelfth too long for its column, every hundredth Arabic."""
    return [
        [
            f"LT-2027-{number:05}",
            f"Sommerfest im {PLACES[number % 5]} {number}"
            if number % 12
            else f"Werkstatt für Nachbarinnen und Nachbarn mit einer Ausstellung am Ende {number}",
            f"Gruppe {number % 997}" if number % 100 else "محمد علي",
            f"{number % 28 + 1:02}.{number % 12 + 1:02}.2027",
            *(f"{number * step % 900 + 100},{number % 100:02} €" for step in (1, 3, 7)),
        ]
        for number in range(count)
    ]


def report_of(kit: Kit, rows: Sequence[Sequence[str]]) -> bytes:
    """The list as the finance office knows it: seven columns across, a total, control lines on every page."""
    columns = [
        Column("Aktenzeichen", 3, row_header=True),
        Column("Vorhaben", 7),
        Column("Wer", 3),
        Column("Datum", 2),
        *(Column(title, 2.2, align="right") for title in ("beantragt", "bewilligt", "gezahlt")),
    ]
    total = ["Summe", None, None, None, "1.234,00 €", "1.234,00 €", "1.234,00 €"]
    return kit.render_report(
        [kit.heading("Alle Anträge"), kit.table(columns, rows, summary="Alle Anträge", total=total)],
        meta=Meta("Alle Anträge", "Stadt Muster", datetime(2027, 12, 31, tzinfo=UTC)),
        orientation="landscape",
        running_note="Stand 31.12.2027",
        footer_lines=["Fonds: Aktionskasse · Zeitraum: 2027", f"Zeilen: {len(rows)}"],
    )


if __name__ == "__main__":
    print_peak()
