"""A year with 5,000 cases: PDF, XLSX and CSV sum up to the cents that independent SQL sums."""

import pytest
from django.db import connection

from benchmarks.ledger_town import FIRST_YEAR, fill
from reports.agreement import csv_sums, printed_sums, workbook_sums
from reports.catalog import CATALOG
from reports.contract import Commission
from reports.render import render, shared_kit
from tests.conftest import NOW

CASES = 5_000
APPROVED, PAID, REPAID = 9, 10, 12
SQL = {
    APPROVED: "SELECT SUM(committed_cents) FROM grants_ledgerentry WHERE kind = 'commit'",
    PAID: "SELECT SUM(paid_cents) FROM grants_ledgerentry WHERE kind IN ('pay', 'return')",
    REPAID: "SELECT -SUM(paid_cents) FROM grants_ledgerentry WHERE kind = 'repay'",
}


def _sum(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.unsound  # bookings without orders and claims, written in bulk
def test_three_files_of_five_thousand_cases_agree_with_sql() -> None:
    fund = fill(CASES, years=1)
    report = CATALOG["jahresuebersicht"]
    data = report.collect(
        Commission(f"fund:{fund.uuid}", {"year": FIRST_YEAR}, as_of=NOW.date(), issued_at=NOW)
    )
    files = {each: content for each, (_name, content) in render(report, data, issued_at=NOW).items()}
    assert len(data.table.rows) == CASES
    expected = {at: _sum(query) for at, query in SQL.items()}
    assert min(expected.values()) > 0
    columns = list(SQL)
    assert csv_sums(files["csv"], columns) == expected
    assert workbook_sums(files["xlsx"], columns, CASES) == expected
    printed = printed_sums(data.table, report.layout(data, shared_kit()))
    assert {at: printed[at] for at in columns} == expected
    assert files["pdf"].startswith(b"%PDF-1.7")
