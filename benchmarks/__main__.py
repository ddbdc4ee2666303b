"""./run bench: every benchmark on its own PostgreSQL, as a table on the screen and in docs/benchmarks.md."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.measure import Result

OUT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Made by `./run bench`. A ratio is against a floor in the same run: both ways in turns, medians. Where the goal
is a stretch, "must" is what may not be missed.

| | what | ours | floor | figure | goal | must | reached |
|---|---|---|---|---|---|---|---|
"""
NOTES = """
The floor of P8 and P9 draws every line of the finished document at its place with the same embedded fonts on
reportlab's canvas, without tags: nothing is broken into lines and no word is measured there. But it makes its
fonts anew for every file, which we do only for characters that no file before had.

Where the time of P8 goes: a third into measuring and spelling texts that were not met before, a fifth each
into compression and into the operators and structure elements of the cells, the rest into object streams,
page heads and rows in other scripts. Of P9: a third into lines, a third into drawing them with their tags,
the rest into what every file has: fonts, metadata, cross-references.

CPU time grows by a third and more where other programs share the cores and their caches; the ratios suffer
less than the letters per second.
"""


def main() -> int:
    """Exit status 1 when something is missed that may not be missed."""
    from tests.infra.servers import start_servers

    servers = start_servers(database="postgresql")
    try:
        _make_database(servers.database_url)
        os.environ |= {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}
        results = _measure()
    finally:
        servers.stop()
    table = "".join(_row(result) for result in results)
    OUT.write_text(HEAD + table + NOTES, encoding="utf-8")
    print(HEAD + table)
    return 0 if all(result.is_bearable for result in results) else 1


def _make_database(url: str) -> None:
    import psycopg

    base, _, name = url.rpartition("/")
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())


def _measure() -> "Sequence[Result]":
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from benchmarks import decision_letter, long_report, yearly_figures

    return [*long_report.measure(), *decision_letter.measure(), yearly_figures.measure()]


def _row(result: "Result") -> str:
    reached = "yes" if result.is_reached else "the must" if result.is_bearable else "NO"
    sign, unit = "≥" if result.more_is_better else "≤", result.unit
    must = f"{sign} {result.goal if result.must is None else result.must}{unit}"
    figure = f"{result.value:.2f}{unit}" if result.value < 10 else f"{result.value:.0f}{unit}"
    cells = (
        result.title,
        result.what,
        result.ours,
        result.floor,
        figure,
        f"{sign} {result.goal}{unit}",
        must,
        reached,
    )
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.exit(main())
