"""R5 Haushaltsüberwachungsliste: what each budget year has, what is bound, paid and free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from grants.models import (
    BUDGET_COLUMNS,
    BudgetEntry,
    Fund,
    FundAccount,
    LedgerEntry,
    LedgerKind,
    PaymentOrder,
)
from grants.selectors.accounts import BudgetFigures
from grants.states import PaymentOrderState
from reports.catalog.booked import COUNTS_AS, SHARES, entries_until, money_by_case, sum_up
from reports.catalog.fund_report import Draft, Field, Identity, ListReport, compose, fund_of, fund_report
from reports.catalog.report_parts import Scope
from reports.catalog.states_then import state_then
from reports.contract import Commission, Value
from reports.parameters import ALL_YEARS, YEAR, Basis, basis

FIELDS = (
    Field("Haushaltsjahr", "number", 12, 0.9, names_row=True),
    Field("Buchungsstelle", width=34, share=2.4),
    Field("Ansatz (€)", "money", share=1.2, is_summed=True),
    Field("Nachträge (€)", "money", share=1.2, is_summed=True),
    Field("Übertrag aus dem Vorjahr (€)", "money", share=1.2, is_summed=True),
    Field("Übertrag ins Folgejahr (€)", "money", share=1.2, is_summed=True),
    Field("Gesperrt (€)", "money", share=1.1, is_summed=True),
    Field("Verfügbar (€)", "money", share=1.2, is_summed=True),
    Field("Vorgemerkt (€)", "money", share=1.3, is_summed=True),
    Field("Gebunden (€)", "money", share=1.2, is_summed=True),
    Field("davon angeordnet (€)", "money", share=1.3, is_summed=True),
    Field("Ausgezahlt (€)", "money", share=1.3, is_summed=True),
    Field("Rückläufe (€)", "money", share=1.2, is_summed=True),
    Field("Rückzahlungen (€)", "money", share=1.5, is_summed=True),
    Field("Frei (€)", "money", share=1.2, is_summed=True),
)

BASIS = basis((Basis.BOOKING, "Tag der Buchung"), why="Ein Konto führt jede Buchung mit ihrem Tag.")
SIGNED = (PaymentOrderState.ORDERED, PaymentOrderState.HANDED_OVER)


@dataclass(frozen=True)
class Booked:
    """What was booked on the account of a year; cents. `returned` and `repaid` are what came back."""

    reserved: int = 0
    committed: int = 0
    paid: int = 0
    returned: int = 0
    repaid: int = 0

    @property
    def net(self) -> int:
        return self.paid - self.returned - self.repaid


def collect(commission: Commission) -> ListReport:
    """Every budget year of the fund, or the one chosen, up to the as-of day. Six queries at any length."""
    fund = fund_of(commission)
    accounts = FundAccount.objects.filter(fund=fund).order_by("budget_year")
    entries, year = entries_until(fund, commission), commission.chosen_year
    if year:
        accounts, entries = accounts.filter(budget_year=year), entries.filter(account__budget_year=year)
    budgets, booked = _budgets(fund, commission), _booked(entries)
    ordered, shares = _ordered(fund, commission), _shares(entries)
    rules = fund.rules_on(commission.as_of)
    assignment = rules.assignment(is_income=False)
    rows = tuple(
        _row(
            each,
            assignment,
            budgets.get(each, BudgetFigures()),
            booked.get(each, Booked()),
            ordered.get(each, 0),
        )
        for each in accounts.values_list("budget_year", flat=True)
    )
    net = sum(each.net for each in booked.values())
    promised = sum_up(money_by_case(entries).values())
    identities = (
        Identity(
            "Gebunden = bewilligt + übertragen − freigegeben − ausgezahlt + Rückläufe",
            sum(each.committed for each in booked.values()),
            promised.approved + promised.carried - promised.released - promised.paid,
        ),
        Identity("Ausgabe netto = Bund + Land + Stadt + Private", net, shares),
    )
    years = f"Haushaltsjahr {year}" if year else "alle Haushaltsjahre"
    scope = Scope(fund, rules, years, BASIS.said(commission.params), "alle Buchungen bis zum Stand")
    title = f"Haushaltsüberwachungsliste {year or ''}".strip()
    draft = Draft(title, scope, FIELDS, rows, identities)
    return compose(commission, draft)


def _row(
    year: int, assignment: str, budget: BudgetFigures, booked: Booked, ordered: int
) -> tuple[Value, ...]:
    free = budget.available_cents - booked.net - booked.committed - booked.reserved
    return (
        year,
        assignment,
        budget.budget_cents,
        budget.top_ups_cents,
        budget.carried_in_cents,
        budget.carried_out_cents,
        budget.blocked_cents,
        budget.available_cents,
        booked.reserved,
        booked.committed,
        ordered,
        booked.paid,
        booked.returned,
        booked.repaid,
        free,
    )


def _budgets(fund: Fund, commission: Commission) -> Mapping[int, BudgetFigures]:
    entries = BudgetEntry.objects.filter(
        account__fund=fund, occurred_on__lte=commission.as_of, recorded_at__lte=commission.recorded_until
    )
    found: dict[int, dict[str, int]] = {}
    sums = entries.order_by().values_list("account__budget_year", "kind").annotate(Sum("amount_cents"))
    for year, kind, cents in sums:
        found.setdefault(year, {})[BUDGET_COLUMNS[kind]] = cents
    return {year: BudgetFigures(**columns) for year, columns in found.items()}


def _booked(entries: QuerySet[LedgerEntry]) -> Mapping[int, Booked]:
    sums = (
        entries.order_by()
        .annotate(counts_as=COUNTS_AS)
        .values_list("account__budget_year")
        .annotate(
            Sum("reserved_cents"),
            Sum("committed_cents"),
            paid=_paid(~Q(kind=LedgerKind.RETURN) & ~Q(counts_as=LedgerKind.REPAY)),
            returned=_paid(Q(kind=LedgerKind.RETURN)),
            repaid=_paid(~Q(kind=LedgerKind.RETURN) & Q(counts_as=LedgerKind.REPAY)),
        )
    )
    return {
        year: Booked(reserved, committed, paid, -returned, -repaid)
        for year, reserved, committed, paid, returned, repaid in sums
    }


def _paid(condition: Q) -> Sum:
    return Sum("paid_cents", filter=condition, default=0)


def _ordered(fund: Fund, commission: Commission) -> Mapping[int, int]:
    """Budget year -> cents of orders that were signed and neither paid nor dropped by then."""
    until = commission.recorded_until
    orders = PaymentOrder.objects.filter(grant__case__fund=fund, ordered_at__lte=until)
    waiting = orders.annotate(then=state_then(PaymentOrder.machine, until)).filter(then__in=SIGNED)
    return dict(waiting.order_by().values_list("budget_year").annotate(Sum("amount_cents")))


def _shares(entries: QuerySet[LedgerEntry]) -> int:
    sums = {name: Sum(name, default=0) for name in SHARES}
    return sum(entries.aggregate(**sums).values())


REPORT = fund_report(
    slug="haushaltsueberwachung",
    title="Haushaltsüberwachungsliste (R5)",
    summary="Je Haushaltsjahr: Ansatz, Übertrag, verfügbar, gebunden, angeordnet, ausgezahlt, frei",
    collect=collect,
    row_key=("Haushaltsjahr",),
    params=(*YEAR, *ALL_YEARS),
    choices=(BASIS,),
)
