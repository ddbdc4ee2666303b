"""What the files of reports are called."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from grants.models import Fund
from reports.catalog import CATALOG
from reports.contract import Commission, Data, ReportPaper
from reports.file_names import stem_of
from reports.forms import FUND_REPORTS
from reports.letterheads import collected
from tests.stories import Story


@pytest.mark.parametrize(
    ("slug", "stem", "name"),
    [
        (
            "haushaltsueberwachung",
            "Haushaltsüberwachungsliste-2026-lindentor",
            "R5-haushaltsueberwachungsliste-2026-lindentor-stand-2026-12-01",
        ),
        (
            "zahlungsjournal",
            "Zahlungsjournal-01.01.2026–31.03.2026-x",
            "R7-zahlungsjournal-01-01-2026-31-03-2026-x",
        ),
        ("auswertung", "Straße/Łódź_Ёлка\u202e", "strasse-lodz-iolka-stand-2026-12-01"),
        ("obligo", "x" * 300, f"R6-{'x' * 80}-stand-2026-12-01"),
    ],
)
def test_name_is_plain_and_carries_number_and_day(slug: str, stem: str, name: str) -> None:
    paper = ReportPaper("T", "A", stem, (), as_of=date(2026, 12, 1))
    made = stem_of(CATALOG[slug], Data(paper))
    assert made.startswith(name)
    assert made.endswith("-stand-2026-12-01")
    assert made.isascii()


def test_letter_or_sheet_without_a_day_keeps_its_name() -> None:
    assert stem_of(CATALOG["obligo"], Data(ReportPaper("T", "A", "Größe", ()))) == "Größe"


@pytest.mark.django_db
def test_every_report_on_a_fund_carries_its_day(story: Story, fund: Fund, now: datetime) -> None:
    order = Commission(f"fund:{fund.uuid}", {"year": 2026}, now.date(), now)
    names = {slug: stem_of(CATALOG[slug], collected(CATALOG[slug], order)) for slug in FUND_REPORTS}
    assert all(name.endswith(f"-stand-{now.date().isoformat()}") for name in names.values()), names
    assert len(set(names.values())) == len(FUND_REPORTS)
