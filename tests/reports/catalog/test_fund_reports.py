"""The reports on a fund: every identity holds, and what they sum is what independent SQL sums."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from foundation.values.dates import local_date
from grants.services.drawdown_withdrawals import withdraw_drawdown
from reports.catalog import CATALOG
from reports.catalog.fund_report import AGREES
from reports.contract import Commission, Table
from reports.letterheads import collected
from reports.render import pdf_bytes
from tests.reports.conftest import Outcome, PlayFile
from tests.reports.kit.inspection import words_copied

pytestmark = pytest.mark.django_db
STORIES = ("E2", "E3", "returned", "instalments", "money_comes_back", "year_change", "drawdown", "cancel")
FUND_REPORTS = [
    slug for slug, report in CATALOG.items() if report.subject_kind == "fund" and report.columns is not None
]


def commission(outcome: Outcome, **params: object) -> Commission:
    """As of the last moment that was played, over all years of the fund."""
    fund = outcome.played.fund
    years = fund.accounts.order_by("budget_year").values_list("budget_year", flat=True)
    now = outcome.moment
    span = {"from": f"{min(years)}-01-01", "until": f"{max(years)}-12-31"}
    return Commission(f"fund:{fund.uuid}", span | params, as_of=local_date(now), issued_at=now)


def total(table: Table, title: str) -> int | None:
    at = [column.title for column in table.columns].index(title)
    return table.sums[0].values[at]


def sql(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0] or 0)


SQL = {
    (
        "haushaltsueberwachung",
        "Ausgezahlt (€)",
    ): "SELECT SUM(paid_cents) FROM grants_ledgerentry WHERE kind = 'pay'",
    ("haushaltsueberwachung", "Rückläufe (€)"): (
        "SELECT -SUM(paid_cents) FROM grants_ledgerentry WHERE kind = 'return'"
    ),
    ("haushaltsueberwachung", "Rückzahlungen (€)"): (
        "SELECT -SUM(paid_cents) FROM grants_ledgerentry WHERE kind = 'repay'"
    ),
    ("haushaltsueberwachung", "Frei (€)"): (
        "SELECT SUM(budget_cents + top_ups_cents + carried_in_cents - carried_out_cents - blocked_cents"
        " - reserved_cents - committed_cents - paid_net_cents) FROM grants_fundaccount"
    ),
    ("obligo", "Noch offen (€)"): "SELECT SUM(committed_cents) FROM grants_fundaccount",
    ("zahlungsjournal", "Betrag (€)"): (
        "SELECT SUM(CASE WHEN state = 'executed' THEN amount_cents ELSE 0 END) FROM grants_paymentorder"
    ),
    ("anteilsnachweis", "Betrag (€)"): "SELECT SUM(paid_net_cents) FROM grants_fundaccount",
    ("anteilsnachweis", "Bund (€)"): "SELECT SUM(bund_cents) FROM grants_landgrant",
    ("mittelabrufe", "Land (€)"): "SELECT SUM(land_cents) FROM grants_drawdown",
    ("mittelabrufe", "Erhalten (€)"): "SELECT SUM(amount_cents) FROM grants_landreceipt",
    ("rueckforderungen", "Betrag (€)"): "SELECT SUM(amount_cents) FROM grants_claim",
    ("rueckforderungen", "Gezahlt (€)"): "SELECT SUM(repaid_cents) FROM grants_claim",
    ("pruefvermerke", "Gekürzt (€)"): (
        "SELECT SUM(cut_cents) FROM grants_proofcheck WHERE confirmed_at IS NOT NULL AND id IN"
        " (SELECT MAX(id) FROM grants_proofcheck WHERE confirmed_at IS NOT NULL GROUP BY grant_id)"
    ),
    ("zweckbindung", "Wert (€)"): "SELECT SUM(value_cents) FROM grants_boundthing",
    ("anteilsnachweis", "Stadt (€)"): "SELECT SUM(kommune_cents) FROM grants_landgrant",
}


@pytest.mark.parametrize("name", STORIES)
def test_identities_hold_and_sums_are_those_of_independent_sql(play_file: PlayFile, name: str) -> None:
    order = commission(play_file(name))
    made = {
        slug: CATALOG[slug].collect(
            replace(order, params={}) if "all_years" in CATALOG[slug].params else order
        )
        for slug in FUND_REPORTS
    }
    for slug, data in made.items():
        assert [row for row in data.identities if row[-1] != AGREES] == [], slug
    for (slug, title), query in SQL.items():
        assert total(made[slug].table, title) == sql(query), (slug, title)


def test_withdrawn_drawdown_counts_until_it_was_withdrawn(play_file: PlayFile) -> None:
    outcome = play_file("drawdown")
    before, played = commission(outcome), outcome.played
    made = played.fund.drawdowns.latest("pk")
    later = before.issued_at + timedelta(days=1)
    withdraw_drawdown(drawdown=made, reason="Versehen", actor=played.people["kaemmerei2"], now=later)
    after = replace(before, as_of=local_date(later), issued_at=later)
    for slug in ("mittelabrufe", "anteilsnachweis"):
        (was, now) = (CATALOG[slug].collect(each) for each in (before, after))
        assert [row for data in (was, now) for row in data.identities if row[-1] != AGREES] == [], slug
    was, now = (CATALOG["mittelabrufe"].collect(each) for each in (before, after))
    assert (total(was.table, "Land (€)") or 0) - (total(now.table, "Land (€)") or 0) == made.land_cents
    assert f"Zurückgezogen und nicht gezählt: Nr. {made.number}." in now.notes


ASK = {
    "Ausgaben netto": "SELECT SUM(paid_net_cents) FROM grants_fundaccount",
    "Eingänge vom Land": "SELECT SUM(amount_cents) FROM grants_landreceipt",
}


@pytest.mark.parametrize("name", ["drawdown", "year_change"])
def test_interim_account_is_what_was_spent_and_came_in(play_file: PlayFile, name: str) -> None:
    data = CATALOG["zwischenabrechnung"].collect(commission(play_file(name)))
    for title, query in ASK.items():
        assert sum(row[4] for row in data.table.rows if title in row[2]) == sql(query)


def test_only_a_list_with_amounts_speaks_of_amounts(play_file: PlayFile) -> None:
    order, speaking = commission(play_file("drawdown")), set()
    for slug in FUND_REPORTS:
        report = CATALOG[slug]
        printed = words_copied(pdf_bytes(report, collected(report, order), issued_at=order.issued_at))
        if "Alle Beträge in Euro." in printed:
            speaking.add(slug)
    assert set(FUND_REPORTS) - speaking == {"fristenliste"}
