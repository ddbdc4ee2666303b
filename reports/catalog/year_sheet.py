"""R16 Jahresabschluss-Blatt: from the opening to the closing of a budget year (INV-17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from grants.models import BudgetKind, LedgerKind
from grants.selectors.accounts import budget_as_of
from reports.catalog.booked import account_of_year, entries_of_year, money_by_case, sum_up
from reports.catalog.budget_watch import collect as budget_watch
from reports.catalog.fund_report import Draft, Field, Identity, ListReport, compose, fund_of, fund_report
from reports.catalog.report_parts import Scope
from reports.contract import Commission
from reports.parameters import YEAR, Basis, basis

FIELDS = (
    Field("Lfd. Nr.", "number", 8, 0.6),
    Field("Position", width=60, share=5, names_row=True),
    Field("Betrag (€)", "money", share=1.6),
)
BASIS = basis(
    (Basis.BUDGET_YEAR, "Haushaltsjahr der Buchung"),
    why="Abgeschlossen wird ein Haushaltsjahr mit allem, was auf seinem Konto steht.",
)
_PAID = (LedgerKind.PAY, LedgerKind.RETURN)
_BOUND = (LedgerKind.COMMIT, LedgerKind.CARRY, LedgerKind.RELEASE, *_PAID)
_RESERVED = (LedgerKind.RESERVE, LedgerKind.UNRESERVE, LedgerKind.COMMIT)
CARRIED_IN, BUDGET, TOPPED_UP = (
    "Anfang: Übertrag aus dem Vorjahr",
    "Neues Geld: Ansatz",
    "Neues Geld: Nachträge",
)
BLOCKED, CARRIED_OUT, AVAILABLE = "− gesperrt", "− Übertrag ins Folgejahr", "Verfügbar"
APPROVED, RELEASED = "Bewilligungen", "Verfallen: freigegebene Bewilligungen"
CARRIED = "Aus dem Vorjahr übertragene Bindungen, abzüglich ins Folgejahr übertragener"
PAID, REPAID = "− Auszahlungen, ohne Rückläufe", "Rückzahlungen"
COMMITTED, RESERVED, FREE = "Noch gebunden", "Vorgemerkt", "Schluss: frei"
#: Position -> the kinds of bookings and of budget entries that move it.
MOVED_BY: Mapping[str, tuple[Sequence[str], Sequence[str]]] = MappingProxyType(
    {
        CARRIED_IN: ((), (BudgetKind.CARRY_IN,)),
        BUDGET: ((), (BudgetKind.BUDGET,)),
        TOPPED_UP: ((), (BudgetKind.TOP_UP,)),
        BLOCKED: ((), (BudgetKind.BLOCK,)),
        CARRIED_OUT: ((), (BudgetKind.CARRY_OUT,)),
        AVAILABLE: ((), BudgetKind.values),
        APPROVED: ((LedgerKind.COMMIT,), ()),
        CARRIED: ((LedgerKind.CARRY,), ()),
        RELEASED: ((LedgerKind.RELEASE,), ()),
        PAID: (_PAID, ()),
        REPAID: ((LedgerKind.REPAY,), ()),
        COMMITTED: (_BOUND, ()),
        RESERVED: (_RESERVED, ()),
        FREE: (LedgerKind.values, BudgetKind.values),
    }
)
YEAR_COLUMN, FREE_COLUMN = 0, 14


def collect(commission: Commission) -> ListReport:
    """The movements of the year; the closing must be what the surveillance list (R5) calls free.

    Raises DomainError for a year without an account.
    """
    fund, year = fund_of(commission), commission.period.last.year
    account = account_of_year(fund, year)
    budget = budget_as_of(account, as_of=commission.as_of, recorded_until=commission.recorded_until)
    money = sum_up(money_by_case(entries_of_year(fund, year, commission)).values())
    net = money.paid - money.repaid
    free = budget.available_cents - net - money.committed - money.reserved
    lines = (
        (CARRIED_IN, budget.carried_in_cents),
        (BUDGET, budget.budget_cents),
        (TOPPED_UP, budget.top_ups_cents),
        (BLOCKED, -budget.blocked_cents),
        (CARRIED_OUT, -budget.carried_out_cents),
        (AVAILABLE, budget.available_cents),
        (APPROVED, money.approved),
        (CARRIED, money.carried),
        (RELEASED, -money.released),
        (PAID, -money.paid),
        (REPAID, money.repaid),
        (COMMITTED, money.committed),
        (RESERVED, money.reserved),
        (FREE, free),
    )
    rows = tuple((number, label, cents) for number, (label, cents) in enumerate(lines, 1))
    watched = next(
        row[FREE_COLUMN] for row in budget_watch(commission).table.rows if row[YEAR_COLUMN] == year
    )
    identities = (
        Identity("Schluss: frei = frei in der Haushaltsüberwachungsliste", free, int(str(watched))),
        Identity(
            "Bewilligungen + übertragen − verfallen − ausgezahlt = noch gebunden",
            money.approved + money.carried - money.released - money.paid,
            money.committed,
        ),
    )
    scope = Scope(
        fund,
        fund.rules_on(commission.as_of),
        f"Haushaltsjahr {year}",
        BASIS.said(commission.params),
        "alle Buchungen des Jahres",
    )
    title = f"Jahresabschluss-Blatt {year}"
    return compose(commission, Draft(title, scope, FIELDS, rows, identities))


REPORT = fund_report(
    slug="jahresabschluss",
    title="Jahresabschluss-Blatt (R16)",
    summary="Von dem, was am Anfang da war, bis zu dem, was frei bleibt",
    collect=collect,
    row_key=("Position",),
    params=YEAR,
    choices=(BASIS,),
)
