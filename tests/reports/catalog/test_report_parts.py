"""What every report says of itself."""

import tomllib
from pathlib import Path

import pytest

from grants.models import Fund
from reports.catalog.letter_parts import fund_line
from reports.catalog.report_parts import VERSION, name_of


def test_version_is_that_of_the_project() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


@pytest.mark.parametrize(
    ("name", "in_report", "in_letter"),
    [
        ("Aktionskasse DEMO", "Aktionskasse DEMO, Am Leipziger Tor", "Aktionskasse DEMO · Am Leipziger Tor"),
        ("Aktionskasse Am Leipziger Tor", "Aktionskasse Am Leipziger Tor", "Aktionskasse Am Leipziger Tor"),
    ],
)
def test_fund_named_after_its_quarter_says_it_once(name: str, in_report: str, in_letter: str) -> None:
    fund = Fund(name=name, quarter="Am Leipziger Tor")
    assert (name_of(fund), fund_line(fund)) == (in_report, in_letter)
