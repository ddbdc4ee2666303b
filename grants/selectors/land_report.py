"""What the Land asks for per budget year: Zwischenabrechnung, the fund's line of the KuF, eMo (2.3, R10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from grants.models import FundAccount, LandGrant, LandReceipt, LedgerEntry, LedgerKind

WITHOUT_FIELD = "ohne Handlungsfeld"
#: column of the ledger -> who bears it
PAYERS: Mapping[str, str] = {
    "bund_cents": "Bund",
    "land_cents": "Land",
    "kommune_cents": "Stadt",
    "private_cents": "Private",
}


@dataclass(frozen=True)
class ReportLine:
    """A line of the account: in the budget year, and from the beginning to its end; cents."""

    title: str
    of_year: int
    cumulative: int


@dataclass(frozen=True)
class PlanLine:
    """A year of the KuF: what was planned, what was spent; cents."""

    year: int
    planned: int
    spent: int


@dataclass(frozen=True)
class LandReport:
    """The figures of one decision of the Land for one budget year."""

    expenses: Sequence[ReportLine]
    income: Sequence[ReportLine]
    plan: Sequence[PlanLine]
    planned_cents: int
    public_cents: int
    private_cents: int
    projects: int
    fields_of_action: Sequence[tuple[str, int]]


def land_report(grant: LandGrant, year: int) -> LandReport:
    """Sums of the stored splits of the decision's bookings. A constant number of queries."""
    entries = LedgerEntry.objects.filter(land_grant=grant).exclude(paid_cents=0).order_by()
    of_year, until = entries.filter(account__budget_year=year), entries.filter(account__budget_year__lte=year)
    now, before = _shares(of_year), _shares(until)
    expenses = [
        ReportLine("Verfügungsfonds, Ausgaben netto", sum(now.values()), sum(before.values())),
        *(ReportLine(f"davon {PAYERS[name]}", now[name], before[name]) for name in PAYERS),
    ]
    paid = _projects(of_year)
    return LandReport(
        expenses=expenses,
        income=_income(grant, of_year, until, year),
        plan=_plan(grant, entries, year),
        planned_cents=_planned(grant),
        public_cents=sum(now.values()) - now["private_cents"],
        private_cents=now["private_cents"],
        projects=sum(count for _field, count in paid),
        fields_of_action=paid,
    )


def _shares(entries: QuerySet[LedgerEntry]) -> dict[str, int]:
    return entries.aggregate(**{name: Sum(name, default=0) for name in PAYERS})


def _income(
    grant: LandGrant, of_year: QuerySet[LedgerEntry], until: QuerySet[LedgerEntry], year: int
) -> Sequence[ReportLine]:
    receipts = LandReceipt.objects.filter(drawdown__land_grant=grant).order_by()
    came = receipts.aggregate(
        now=Sum("amount_cents", filter=Q(received_on__year=year), default=0),
        before=Sum("amount_cents", filter=Q(received_on__year__lte=year), default=0),
    )
    back = [-_repaid(each) for each in (of_year, until)]
    return [
        ReportLine("Eingänge vom Land (Bund und Land)", came["now"], came["before"]),
        ReportLine("Rückzahlungen von Antragstellenden, oben schon abgezogen", *back),
    ]


def _repaid(entries: QuerySet[LedgerEntry]) -> int:
    total: int = entries.filter(kind=LedgerKind.REPAY).aggregate(total=Sum("paid_cents", default=0))["total"]
    return total


def _plan(grant: LandGrant, entries: QuerySet[LedgerEntry], year: int) -> Sequence[PlanLine]:
    """The years that the decision can pay for, and every other year in which it did pay.

    A budget belongs to the one decision of its account, so two programme years never plan it twice; a budget
    from before the programme year is none of the decision's.
    """
    accounts = FundAccount.objects.filter(land_grant=grant, budget_year__gte=grant.programme_year)
    planned = {each.budget_year: each.budget_cents + each.top_ups_cents for each in accounts}
    spent = dict(entries.values_list("account__budget_year").annotate(Sum("paid_cents")))
    years = sorted(each for each in planned.keys() | spent.keys() if each <= year)
    return [PlanLine(each, planned.get(each, 0), spent.get(each, 0)) for each in years]


def _planned(grant: LandGrant) -> int:
    """The total cost that the tranches pay their share of, down to the cent; 0 while none is entered."""
    given = grant.tranches.order_by().aggregate(total=Sum("amount_cents", default=0))["total"]
    weights = grant.weights
    donors = weights.bund + weights.land
    return given * weights.total // donors if donors else 0


def _projects(entries: QuerySet[LedgerEntry]) -> Sequence[tuple[str, int]]:
    """How many projects were paid something in the year, by field of action."""
    paid = entries.filter(kind=LedgerKind.PAY, reversed_by__isnull=True)
    counted = paid.values_list(F("case__field_of_action")).annotate(count=Count("case", distinct=True))
    return sorted((field or WITHOUT_FIELD, count) for field, count in counted)
