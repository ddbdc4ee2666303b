"""The pictures of a year draw what R4, R5 and independent SQL say, to the cent, also of an earlier day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from django.db import connection

from foundation.values.dates import local_date
from grants.models import Application, BudgetEntry, Fund, FundRules, Outcome, PaymentKind, TransitionRecord
from grants.services.applications import withdraw_application
from reports.catalog import CATALOG
from reports.catalog.fund_report import AGREES
from reports.catalog.pictures import Pictures, collect
from reports.catalog.year_charts import days_to_decision
from reports.charts.chart import Chart
from reports.contract import Commission, Table
from reports.render import collect_and_render
from tests.reports.charts.examples import HOSTILE
from tests.reports.conftest import PlayFile
from tests.reports.kit.inspection import all_findings, elements, opened, words_tagged
from tests.stories import Story

pytestmark = pytest.mark.django_db
STORIES = ("E3", "returned", "instalments", "money_comes_back", "year_change")
COURSE = {
    "Verfügbar (€)": "Verfügbar (€)",
    "Gebunden (€)": "Gebunden (€)",
    "Vorgemerkt (€)": "Vorgemerkt (€)",
    "Frei (€)": "Frei (€)",
}
LEDGER = (
    "SELECT COALESCE(SUM(e.{}), 0) FROM grants_ledgerentry e JOIN grants_fundaccount a ON a.id = e.account_id"
    " WHERE a.budget_year = %s AND e.occurred_on <= %s"
)


def order(fund: Fund, year: int) -> Commission:
    now = TransitionRecord.objects.latest("recorded_at").recorded_at
    return Commission(f"fund:{fund.uuid}", {"year": year}, as_of=local_date(now), issued_at=now)


def charts(commission: Commission) -> tuple[Chart, ...]:
    data = collect(commission)
    assert [row[-1] for row in data.identities] == [AGREES] * 3
    return data.charts


def column(table: Table, title: str) -> list[Any]:
    at = [each.title for each in table.columns].index(title)
    return [row[at] for row in table.rows]


def sql(query: str, *values: int | str | date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("name", STORIES)
def test_pictures_draw_what_the_reports_and_sql_say(play_file: PlayFile, name: str) -> None:
    fund = play_file(name).played.fund
    for account in fund.accounts.all():
        commission = order(fund, account.budget_year)
        course, fields, funnel, _days = charts(commission)
        overview = CATALOG["jahresuebersicht"].collect(commission).table
        watched = CATALOG["haushaltsueberwachung"].collect(commission).table
        row = column(watched, "Haushaltsjahr").index(account.budget_year)
        last = [each for each in course.table.rows if each[1] is not None][-1]
        titles = [each.title for each in course.table.columns]
        for drawn, said in COURSE.items():
            assert last[titles.index(drawn)] == column(watched, said)[row], drawn
        back = column(watched, "Rückläufe (€)")[row] + column(watched, "Rückzahlungen (€)")[row]
        assert last[2] == column(watched, "Ausgezahlt (€)")[row] - back
        for title in ("Beantragt (€)", "Bewilligt (€)", "Ausgezahlt (€)"):
            assert sum(column(fields.table, title)) == sum(column(overview, title)), title
        assert column(funnel.table, "Betrag (€)") == [
            sum(value or 0 for value in column(overview, title))
            for title in ("Beantragt (€)", "Bewilligt (€)", "Ausgezahlt (€)", "Abgerechnet (€)")
        ]
        assert column(funnel.table, "Anträge")[0] == len(overview.rows)
        for place, summed in ((2, "paid_cents"), (3, "committed_cents"), (4, "reserved_cents")):
            values = account.budget_year, commission.as_of
            assert last[place] == sql(LEDGER.format(summed), *values), summed


def test_every_month_is_what_sql_sums_up_to_its_end(play_file: PlayFile) -> None:
    fund = play_file("E3").played.fund
    year = fund.accounts.get().budget_year
    course = charts(order(fund, year))[0]
    ends = ("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30")
    assert year == 2026
    for row, end in zip(course.table.rows, ends, strict=False):
        assert [row[2], row[3], row[4]] == [
            sql(LEDGER.format(summed), year, end)
            for summed in ("paid_cents", "committed_cents", "reserved_cents")
        ], end
    assert [row[2] for row in course.table.rows if row[2]] != []


def test_year_that_is_over_has_its_later_bookings_and_one_to_come_has_only_its_plan(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    year = story.day.year
    at = story.now + timedelta(days=400)
    later = Commission(f"fund:{story.fund.uuid}", {"year": year}, as_of=local_date(at), issued_at=at)
    rows = collect(later).charts[0].table.rows
    assert (len(rows), rows[-1][0], rows[-1][2], rows[-1][6]) == (13, "nach dem 31.12.2026", 10_000, 200_000)
    early = Commission(
        f"fund:{story.fund.uuid}", {"year": year}, as_of=story.day.replace(month=1), issued_at=story.now
    )
    months = collect(early).charts[0].table.rows
    assert [row[1] is None for row in months] == [False] + [True] * 11
    assert [row[6] for row in months][::11] == [200_000 // 12, 200_000]


def received(story: Story, days_before: int) -> None:
    """The story walks to the vote in one day; here it had come in earlier."""
    came = story.now - timedelta(days=days_before)
    Application.objects.filter(pk=story.application.pk).update(submitted_at=came)


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        ([], [0, 0, 0, 0, 0, 0]),
        ([0, 14, 15, 28, 29, 84, 85, 400], [2, 2, 1, 0, 1, 2]),
    ],
)
def test_days_fall_into_their_spans(days: list[int], counts: list[int]) -> None:
    chart = days_to_decision(days)
    assert column(chart.table, "Anträge") == counts
    assert chart.is_empty is not any(counts)


def test_days_count_votes_of_the_year_and_no_deferral(stories: Callable[..., Story]) -> None:
    voted, deferred, waiting = (stories(number, cents=10_000) for number in (1, 2, 3))
    voted.voted()
    received(voted, days_before=20)
    deferred.decided(Outcome.DEFERRED, reason="Es fehlt die Zusage des Vermieters.")
    waiting.submitted()
    chart = charts(order(voted.fund, 2026))[3]
    assert column(chart.table, "Anträge") == [0, 1, 0, 0, 0, 0]
    assert "Über 1 Antrag ist beschlossen. Am kürzesten dauerte es 20 Tage" in chart.sentence


def test_refused_in_the_year_after_its_receipt_counts_in_the_year_of_the_vote(story: Story) -> None:
    votes = dict.fromkeys(story.fund.jury_members.all(), "no")
    story.decided(Outcome.NO, votes=votes, reason="Es fehlt ein Ort.")
    received(story, days_before=70)
    assert column(charts(order(story.fund, 2026))[3].table, "Anträge") == [0, 0, 0, 0, 1, 0]


def test_withdrawn_case_is_asked_for_and_nothing_else(story: Story) -> None:
    story.submitted()
    withdraw_application(application=story.application, actor=story.resident, now=story.now)
    _course, fields, funnel, days = charts(order(story.fund, 2026))
    assert column(funnel.table, "Anträge") == [1, 0, 0, 0]
    assert (fields.is_empty, days.is_empty) == (True, True)


def made(commission: Commission) -> bytes:
    return collect_and_render(CATALOG["auswertung"], commission)["pdf"][1]


def test_every_picture_has_its_text_and_its_table_and_the_file_its_figures(story: Story) -> None:
    FundRules.objects.update(fields_of_action_text=f"{HOSTILE}\nGrün")
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    commission = Commission(f"fund:{story.fund.uuid}", {"year": 2026}, story.day, story.now)
    pdf = made(commission)
    assert all_findings(pdf) == []
    tags = [str(each.S) for each in elements(pdf) if str(each.S) in ("/Figure", "/Table")]
    assert tags[:8] == ["/Figure", "/Table"] * 4
    alts = [str(each.Alt) for each in elements(pdf, "Figure")]
    assert all("Die Zahlen stehen in der Tabelle darunter." in alt for alt in alts)
    assert HOSTILE in words_tagged(pdf)
    with_files = opened(pdf).attachments
    assert sorted(with_files) == ["dauer.csv", "handlungsfelder.csv", "verlauf.csv", "weg.csv"]
    course = with_files["verlauf.csv"].get_file().read_bytes().decode("utf-8-sig").splitlines()
    assert course[3] == "März;2000,00;100,00;387,65;0,00;1512,35;500,00"
    assert isinstance(opened(pdf), pikepdf.Pdf)


def test_year_without_cases_says_so_and_shows_no_broken_picture(fund: Fund, now: Any) -> None:
    commission = Commission(f"fund:{fund.uuid}", {"year": 2026}, local_date(now), now)
    pdf, data = made(commission), collect(commission)
    assert [chart.is_empty for chart in data.charts] == [False, True, True, True]
    assert all_findings(pdf) == []
    said = words_tagged(pdf)
    assert said.count("noch kein Antrag eingegangen") == 2
    assert "hat die Jury noch nichts beschlossen" in said


def test_year_without_money_has_no_picture_at_all(fund: Fund, now: Any) -> None:
    later = Commission(f"fund:{fund.uuid}", {"year": 2026}, local_date(now), now - timedelta(days=5_000))
    assert BudgetEntry.objects.filter(recorded_at__lte=later.recorded_until).count() == 0
    data: Pictures = collect(later)
    assert [chart.is_empty for chart in data.charts] == [True] * 4
    assert "ist noch kein Geld eingetragen" in data.charts[0].empty
