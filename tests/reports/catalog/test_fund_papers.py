"""The reports on a fund as papers: valid as PDF/A-3a and PDF/UA-1."""

import pytest

from reports.catalog import CATALOG
from reports.render import collect_and_render
from tests.reports.catalog.test_fund_reports import FUND_REPORTS, commission
from tests.reports.conftest import PlayFile
from tests.reports.kit.inspection import all_findings


@pytest.mark.django_db
def test_every_report_is_a_valid_paper(play_file: PlayFile) -> None:
    order = commission(play_file("E3"))
    for slug in FUND_REPORTS:
        _name, pdf = collect_and_render(CATALOG[slug], order)["pdf"]
        assert all_findings(pdf) == [], slug
