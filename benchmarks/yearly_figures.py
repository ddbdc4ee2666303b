"""P11: the five figures of every year over 200,000 bookings, against the same sums in raw SQL."""

from django.db import connection

from benchmarks.ledger_town import FIRST_YEAR, STEPS, fill
from benchmarks.measure import Result, compare
from grants.selectors.year_figures import Figure, year_figures

BOOKINGS = 200_000
RAW = (
    """SELECT a.fund_id, a.budget_year, g.programme_year FROM grants_fundaccount a
    JOIN grants_landgrant g ON g.id = a.land_grant_id WHERE a.fund_id = %s""",
    """SELECT a.fund_id, a.budget_year, g.programme_year,
        sum(e.committed_cents) FILTER (WHERE coalesce(o.kind, e.kind) = 'commit'),
        sum(e.committed_cents),
        sum(e.paid_cents) FILTER (WHERE coalesce(o.kind, e.kind) IN ('pay', 'return', 'correct')),
        -sum(e.paid_cents) FILTER (WHERE coalesce(o.kind, e.kind) = 'repay'),
        sum(e.bund_cents), sum(e.land_cents), sum(e.kommune_cents), sum(e.private_cents)
    FROM grants_ledgerentry e JOIN grants_fundaccount a ON a.id = e.account_id
    JOIN grants_landgrant g ON g.id = e.land_grant_id LEFT JOIN grants_ledgerentry o ON o.id = e.reverses_id
    WHERE a.fund_id = %s GROUP BY 1, 2, 3""",
    """SELECT fund_id, extract(year FROM submitted_at AT TIME ZONE 'Europe/Berlin'), sum(requested_cents)
    FROM grants_application WHERE fund_id = %s AND submitted_at IS NOT NULL GROUP BY 1, 2""",
)


def measure() -> Result:
    """Fill the fund, see that both ways say the same, measure them in turns."""
    fund = fill(BOOKINGS // len(STEPS))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def raw() -> list[list[tuple[int, ...]]]:
        answers = []
        with connection.cursor() as cursor:
            for question in RAW:
                cursor.execute(question, [fund.pk])
                answers.append(cursor.fetchall())
        return answers

    of_first_year = {row[1]: row[3:7] for row in raw()[1]}[FIRST_YEAR]
    ours = next(row for row in year_figures([fund]) if row.budget_year == FIRST_YEAR)
    if tuple(int(each) for each in of_first_year) != tuple(ours.cents[figure] for figure in list(Figure)[1:]):
        raise RuntimeError("the two ways do not say the same: nothing is measured")
    return compare(
        "P11",
        "Zahlen aller Jahre aus 200.000 Buchungen, gegen dieselben Summen in SQL",
        ours=lambda: year_figures([fund]),
        floor=raw,
        goal=1.1,
    )
