"""Why rows of a comparison differ, also where a row is no case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from grants.models import Fund, PaymentKind
from reports.catalog import CATALOG
from reports.catalog.year_sheet import MOVED_BY
from reports.causes import READERS
from reports.comparison import ComparedRow, Comparison, compare_reports
from reports.contract import Commission
from reports.differences import Change, RowDifference
from reports.selectors import COMPARABLE
from reports.services import make_document, order_report
from tests.reports.conftest import PlayFile
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(stories: Callable[..., Story]) -> list[Story]:
    """One case was decided before and is paid, another has only come in and been reserved for."""
    paid, new = stories(1, cents=10_000), stories(2, cents=5_000)
    paid.accepted()
    paid.day += timedelta(days=1)
    paid.paid(PaymentKind.ADVANCE, 10_000)
    new.day = paid.day
    new.issued()
    new.day += timedelta(days=1)
    return [paid, new]


def compared(actor: Actor, fund: Fund, slug: str, days: tuple[date, date], now: datetime) -> Comparison:
    """Two reports of one kind as of two days, both made at the same moment."""
    params = {"year": days[1].year} if "all_years" not in CATALOG[slug].params else {}
    first, second = (
        order_report(slug=slug, fund=fund, params=params, as_of=day, actor=actor, now=now, key=f"{slug}{day}")
        for day in days
    )
    for each in (first, second):
        make_document(document_uuid=each.uuid, now=now)
    first.refresh_from_db()
    return compare_reports(actor=actor, first=first, other_number=second.number)


def _said(found: Comparison) -> dict[str, str]:
    return {row.difference.name: "; ".join(cause.sentence for cause in row.causes) for row in found.rows}


def test_rows_that_are_no_case_say_which_bookings_moved_them(two: list[Story], kaemmerei: Actor) -> None:
    changed, new = two
    fund, days = new.application.fund, (new.day - timedelta(days=9), new.day)
    year = _said(compared(kaemmerei, fund, "haushaltsueberwachung", days, new.now))["2026"]
    assert f"{changed.application.reference}: Buchung Auszahlung am " in year
    assert "gebunden −100,00\u00a0€, ausgezahlt 100,00\u00a0€" in year
    sheet = _said(compared(kaemmerei, fund, "jahresabschluss", days, new.now))
    assert all(sheet.values())
    paid, approved = sheet["− Auszahlungen, ohne Rückläufe"], sheet["Bewilligungen"]
    assert ("Auszahlung" in paid, "Bindung" in paid) == (True, False)
    assert ("Auszahlung" in approved, "Bindung" in approved) == (False, True)
    journal = _said(compared(kaemmerei, fund, "zahlungsjournal", days, new.now))
    assert journal
    assert all("Buchung Auszahlung" in said for said in journal.values())
    programme = _said(compared(kaemmerei, fund, "zwischenabrechnung", days, new.now))
    assert programme
    assert all("Buchung Auszahlung" in said for said in programme.values())


def test_many_bookings_are_summed_by_kind(
    two: list[Story],
    kaemmerei: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, new = two
    monkeypatch.setattr("reports.causes.MOST", 2)
    found = compared(
        kaemmerei, new.application.fund, "jahresabschluss", (new.day - timedelta(days=9), new.day), new.now
    )
    free = _said(found)["Schluss: frei"]
    assert "2 Buchungen Vormerkung: " in free


def test_drawdown_says_what_was_asked_and_came(play_file: PlayFile) -> None:
    outcome = play_file("drawdown")
    fund, actor = outcome.played.fund, outcome.played.people["kaemmerei2"]
    asked = fund.drawdowns.order_by("number")[0]
    now = outcome.moment
    days = (local_date(asked.requested_at) - timedelta(days=1), local_date(now))
    said = _said(compared(actor, fund, "mittelabrufe", days, now))[str(asked.number)]
    assert f"Mittelabruf Nr. {asked.number} beantragt" in said
    assert ("Eingang vom Land am" in said) is asked.receipts.exists()


def test_every_comparable_report_is_about_something_known() -> None:
    for slug in COMPARABLE:
        named = CATALOG[slug].row_key
        assert CATALOG[slug].subject_kind == "application" or set(named) & set(READERS), slug


def test_every_line_of_the_year_end_sheet_knows_what_moves_it(fund: Fund, now: datetime) -> None:
    data = CATALOG["jahresabschluss"].collect(
        Commission(f"fund:{fund.uuid}", {"year": 2026}, now.date(), now)
    )
    assert [row[1] for row in data.table.rows] == list(MOVED_BY)


def test_amounts_are_shown_with_groups_of_thousands() -> None:
    changes = [Change("Frei (€)", "-1116,35", "1234567,00"), Change("Aktion", "1116,35", "")]
    shown = ComparedRow(RowDifference("changed", ("2026",), changes), ()).changes
    assert list(shown) == [Change("Frei (€)", "−1.116,35", "1.234.567,00"), Change("Aktion", "1116,35", "")]
