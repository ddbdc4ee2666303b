"""The reports on a fund as papers: valid as PDF/A-3a and PDF/UA-1, with their rows inside."""

import pytest

from reports.catalog import CATALOG
from reports.render import collect_and_render
from tests.reports.catalog.test_fund_reports import FUND_REPORTS, commission
from tests.reports.conftest import PlayFile, csv_rows
from tests.reports.inside import data_of
from tests.reports.kit.inspection import all_findings


@pytest.mark.django_db
def test_every_report_is_a_valid_paper(play_file: PlayFile) -> None:
    order = commission(play_file("E3"))
    for slug in FUND_REPORTS:
        files = collect_and_render(CATALOG[slug], order)
        assert all_findings(files["pdf"][1]) == [], slug
        ((name, rows),) = data_of(files["pdf"][1]).items()
        assert name.endswith(".csv")
        assert rows == files["csv"][1], slug
        # No word of our own looks like a formula, so that none is neutralised.
        assert [cell for row in csv_rows(files["csv"][1]) for cell in row if cell.startswith("'")] == []
