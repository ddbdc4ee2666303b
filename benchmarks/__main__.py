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

Made by `./run bench`. Every figure is a ratio against a floor in the same run: both ways in turns, medians.

| | what | ours | floor | ratio | goal | reached |
|---|---|---|---|---|---|---|
"""


def main() -> int:
    """Exit status 1 when a goal is missed."""
    from tests.infra.servers import start_servers

    servers = start_servers(database="postgresql")
    try:
        _make_database(servers.database_url)
        os.environ |= {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}
        results = _measure()
    finally:
        servers.stop()
    table = "".join(_row(result) for result in results)
    OUT.write_text(HEAD + table, encoding="utf-8")
    print(HEAD + table)
    return 0 if all(result.is_reached for result in results) else 1


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
    from benchmarks import yearly_figures

    return [yearly_figures.measure()]


def _row(result: "Result") -> str:
    ours, floor = (f"{seconds * 1000:.0f} ms" for seconds in (result.ours, result.floor))
    reached = "yes" if result.is_reached else "NO"
    goal, ratio = f"≤ {result.goal}×", f"{result.ratio:.2f}×"
    return f"| {result.title} | {result.what} | {ours} | {floor} | {ratio} | {goal} | {reached} |\n"


if __name__ == "__main__":
    sys.exit(main())
