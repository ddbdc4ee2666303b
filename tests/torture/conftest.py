"""How much of the campaign is run, and the page that tells what came of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

OUT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
HEAD = """# Reliability

Made by `./run torture` on PostgreSQL. The suite runs a hundredth of each campaign with every change.

| campaign | tries | wrong |
|---|---|---|
"""
FULL = 100
Note = Callable[[str, int, int], None]
_ROWS: list[str] = []


@pytest.fixture
def percent(request: pytest.FixtureRequest) -> int:
    """How much of the campaign: 1 in the suite, 100 in the long run."""
    return int(request.config.getoption("--campaign"))


@pytest.fixture
def note() -> Note:
    """Remember what a campaign found: its title, how many tries, how many of them went wrong."""

    def remember(title: str, tries: int, wrong: int) -> None:
        count = f"{tries:,}".replace(",", " ")
        _ROWS.append(f"| {title} | {count} | {wrong} |\n")

    return remember


@pytest.fixture(scope="session", autouse=True)
def page(request: pytest.FixtureRequest) -> Iterator[None]:
    """Write the page when the whole campaign ran; a failed one stands in it with what was wrong."""
    yield
    if request.config.getoption("--campaign") == FULL and _ROWS:
        OUT.write_text(HEAD + "".join(_ROWS), encoding="utf-8")
