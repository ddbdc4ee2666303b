"""R10 Zulieferung zur Zwischenabrechnung: expenses and income by programme year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import F, Q, QuerySet, Sum

from foundation.values.dates import format_date
from grants.models import BudgetEntry, BudgetKind, LandGrant, LandReceipt, LedgerEntry, LedgerKind
from reports.catalog.booked import COUNTS_AS, entries_until
from reports.catalog.fund_report import Draft, Field, Identity, ListReport, compose, fund_of, fund_report
from reports.catalog.report_parts import Scope
from reports.contract import Commission, Value
from reports.parameters import YEAR, Basis, basis

FIELDS = (
    Field("Programmjahr", "number", 12, 1),
    Field("Teil", width=12, share=1),
    Field("Ausgabeart / Einnahmeart", width=52, share=4, names_row=True),
    Field("Ist im Haushaltsjahr (€)", "money", 18, 1.5),
    Field("Ist kumuliert (€)", "money", 18, 1.5),
    Field("Geplant gesamt (€)", "money", 18, 1.5),
)
BASIS = basis(
    (Basis.BUDGET_YEAR, "Haushaltsjahr der Buchung; Eingänge nach ihrem Tag"),
    why="Die Abrechnung folgt dem Rechnungsabschluss des Haushaltsjahres.",
)
EXPENSES, INCOME = "Ausgaben", "Einnahmen"
#: What a line sums, of the ledger; who bears the net expenses.
PAID = ~Q(counts_as=LedgerKind.REPAY)
REPAID = Q(counts_as=LedgerKind.REPAY)
PAYERS = (
    ("Bund", "bund_cents"),
    ("Land", "land_cents"),
    ("Stadt", "kommune_cents"),
    ("Private", "private_cents"),
)
#: Budget that is planned money of its own year: what is carried over was planned before.
PLANNED = (BudgetKind.BUDGET, BudgetKind.TOP_UP)
Sums = Mapping[str, int]


def collect(commission: Commission) -> ListReport:
    """Every programme year with its lines. A constant number of queries for each programme year."""
    fund, year = fund_of(commission), commission.period.last.year
    grants = LandGrant.objects.filter(fund=fund).order_by("programme_year")
    rows: list[tuple[Value, ...]] = []
    net = borne = 0
    for grant in grants:
        entries = entries_until(fund, commission).filter(land_grant=grant, account__budget_year__lte=year)
        now, all_years = _sums(entries.filter(account__budget_year=year)), _sums(entries)
        rows += _lines(
            grant, now, all_years, _planned(grant, year, commission), _income(grant, year, commission)
        )
        net += all_years["paid"] - all_years["repaid"]
        borne += sum(all_years[column] for _name, column in PAYERS)
    identities = (Identity("Ausgaben netto = Bund + Land + Stadt + Private", net, borne),)
    scope = Scope(
        fund,
        fund.rules_on(commission.as_of),
        f"Haushaltsjahr {year}",
        BASIS.said(commission.params),
        f"alle Programmjahre, Buchungen bis {format_date(commission.as_of)}",
    )
    title = f"Zulieferung Zwischenabrechnung {year}"
    return compose(commission, Draft(title, scope, FIELDS, tuple(rows), identities))


def _lines(
    grant: LandGrant, now: Sums, all_years: Sums, planned: int, income: tuple[int, int]
) -> Iterator[tuple[Value, ...]]:
    year = grant.programme_year
    lines: Iterable[tuple[str, str, int, int, int | None]] = (
        (EXPENSES, "Verfügungsfonds: Auszahlungen ohne Rückläufe", now["paid"], all_years["paid"], None),
        (EXPENSES, "− Rückzahlungen von Antragstellenden", -now["repaid"], -all_years["repaid"], None),
        (
            EXPENSES,
            "Verfügungsfonds: Ausgaben netto",
            now["paid"] - now["repaid"],
            all_years["paid"] - all_years["repaid"],
            planned,
        ),
        *((EXPENSES, f"davon {name}", now[column], all_years[column], None) for name, column in PAYERS),
        (INCOME, "Eingänge vom Land (Bund und Land)", *income, None),
    )
    for part, title, cents, cumulative, plan in lines:
        yield (year, part, title, cents, cumulative, plan)


def _sums(entries: QuerySet[LedgerEntry]) -> Sums:
    sums = {column: Sum(column, default=0) for _name, column in PAYERS}
    return entries.annotate(counts_as=COUNTS_AS).aggregate(
        paid=Sum("paid_cents", filter=PAID, default=0),
        repaid=Sum(-F("paid_cents"), filter=REPAID, default=0),
        **sums,
    )


def _planned(grant: LandGrant, year: int, commission: Commission) -> int:
    entries = BudgetEntry.objects.filter(
        account__land_grant=grant,
        account__budget_year__lte=year,
        kind__in=PLANNED,
        occurred_on__lte=commission.as_of,
        recorded_at__lte=commission.recorded_until,
    )
    planned: int = entries.aggregate(total=Sum("amount_cents", default=0))["total"]
    return planned


def _income(grant: LandGrant, year: int, commission: Commission) -> tuple[int, int]:
    """What the Land paid in the year, and up to its end."""
    receipts = LandReceipt.objects.filter(
        drawdown__land_grant=grant,
        received_on__lte=commission.as_of,
        received_on__year__lte=year,
        recorded_at__lte=commission.recorded_until,
    )
    sums = receipts.aggregate(
        now=Sum("amount_cents", filter=Q(received_on__year=year), default=0),
        all_years=Sum("amount_cents", default=0),
    )
    return sums["now"], sums["all_years"]


REPORT = fund_report(
    slug="zwischenabrechnung",
    title="Zulieferung Zwischenabrechnung (R10)",
    summary="Je Programmjahr: Ausgaben und Einnahmen im Haushaltsjahr und kumuliert",
    collect=collect,
    row_key=("Programmjahr", "Teil", "Ausgabeart / Einnahmeart"),
    params=YEAR,
    choices=(BASIS,),
)
