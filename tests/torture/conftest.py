"""How much of the campaign is run, and the page that tells what came of it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

OUT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
HEAD = """# Reliability

Made by `./run torture` on PostgreSQL. The suite runs a hundredth of each campaign with every change. What
is opened in LibreOffice, it opens each time.

| campaign | tries | wrong |
|---|---|---|
"""
FULL = 100
Note = Callable[[str, int, int], None]
_ROWS: dict[str, str] = {}


@pytest.fixture
def percent(request: pytest.FixtureRequest) -> int:
    """How much of the campaign: 1 in the suite, 100 in the long run."""
    return int(request.config.getoption("--campaign"))


@pytest.fixture
def note() -> Note:
    """Remember what a campaign found: its title, how many tries, how many of them went wrong."""

    def remember(title: str, tries: int, wrong: int) -> None:
        count = f"{tries:,}".replace(",", " ")
        _ROWS[title] = f"| {title} | {count} | {wrong} |\n"

    return remember


@pytest.fixture(scope="session", autouse=True)
def page(request: pytest.FixtureRequest) -> Iterator[None]:
    """Write the page when a whole campaign ran; a failed one stands in it with what was wrong.

    The rows of campaigns that did not run now stay as they are: one can be run alone.
    """
    yield
    if request.config.getoption("--campaign") == FULL and _ROWS:
        OUT.write_text(page_of(OUT.read_text(encoding="utf-8"), _ROWS), encoding="utf-8")


def page_of(before: str, found: Mapping[str, str]) -> str:
    """The page with the rows of these campaigns, by title, in place of what it said of them before."""
    stood = [line for line in before.splitlines(keepends=True) if line.startswith("| ")][1:]
    rows = {line.split("|")[1].strip(): line for line in stood} | dict(found)
    return HEAD + "".join(rows.values())
