"""R4 Jahresübersicht: all cases of a fund in a budget year, its money, and the reconciliation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Fund
from grants.selectors.accounts import BudgetFigures, budget_as_of
from reports.catalog.booked import Money, account_of_year, sum_up, year_of
from reports.catalog.fund_report import Identity, agreement
from reports.catalog.report_parts import (
    ReportData,
    Scope,
    column_sum,
    facts_block,
    name_of,
    pdf_columns,
    report_paper,
    self_facts,
    shown_sum,
)
from reports.catalog.yearly_cases import (
    BASIS,
    STANDING,
    CaseOfYear,
    Shares,
    cases_of_year,
    chosen_cases,
    shares_of_year,
)
from reports.catalog.yearly_fields import by_field, field_groups, field_sums
from reports.contract import Commission, ControlSum, Pairs, Report, Table, TableColumn, Value
from reports.kit import Block, Column, Kit
from reports.parameters import YEAR, Basis

COLUMNS = (
    TableColumn("Lfd. Nr.", "number", 8),
    TableColumn("Aktenzeichen", "text", 16),
    TableColumn("Eingang", "date", 12),
    TableColumn("Antragsteller", "text", 34),
    TableColumn("Projekt", "text", 34),
    TableColumn("Handlungsfeld", "text", 16),
    TableColumn("Beantragt (€)", "money", 13),
    TableColumn("Beschluss vom", "date", 13),
    TableColumn("Votum", "text", 16),
    TableColumn("Bewilligt (€)", "money", 13),
    TableColumn("Ausgezahlt (€)", "money", 13),
    TableColumn("Abgerechnet (€)", "money", 13),
    TableColumn("Erstattet (€)", "money", 13),
    TableColumn("Status", "text", 24),
)
SUMMED = (6, 9, 10, 11, 12)
# The PDF groups by the field of action and needs no column for it.
FIELD = 5
KEEP = (0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13)
BASIS_IN_YEAR: Mapping[str, str] = {
    Basis.RECEIPT: "Eingang im Jahr {year} oder Buchung im Haushaltsjahr {year}",
    Basis.DECISION: "Entscheidung im Jahr {year}",
    Basis.PAYMENT: "Zahlung im Haushaltsjahr {year}",
}
PDF_SHARES = (0.6, 1.6, 1.3, 2.5, 2.4, 1.3, 1.3, 1.3, 1.3, 1.4, 1.5, 1.3, 1.7)


@dataclass(frozen=True)
class YearlyOverview(ReportData):
    """The list, the budget, the shares and the identities."""

    budget: Pairs
    shares: Pairs


def collect(commission: Commission) -> YearlyOverview:
    """Read the year from the ledger. Raises DomainError for a year without an account."""
    fund = Fund.objects.get(uuid=commission.subject_uuid)
    year = year_of(commission)
    account = account_of_year(fund, year)
    rules = fund.rules_on(commission.as_of)
    found = cases_of_year(fund, year, commission)
    cases = by_field(chosen_cases(found, year, commission), rules.fields_of_action)
    shares = shares_of_year(fund, year, commission, cases)
    rows = tuple(_row(number, case) for number, case in enumerate(cases, 1))
    totals = tuple(column_sum(rows, number) if number in SUMMED else None for number in range(len(COLUMNS)))
    total = ControlSum("Summe", totals, 0, len(rows))
    table = Table(COLUMNS, rows, (total, *field_sums(rows, FIELD, SUMMED)))
    scope = Scope(
        fund,
        rules,
        f"01.01.{year} bis 31.12.{year} (Haushaltsjahr)",
        BASIS_IN_YEAR[BASIS.of(commission.params)].format(year=year),
        STANDING.said(commission.params),
    )
    sums = tuple(
        (COLUMNS[number].title.removesuffix(" (€)").lower(), format_euro(totals[number] or 0))
        for number in SUMMED
    )
    facts = self_facts(commission, scope, rows=len(rows), sums=sums)
    money = sum_up(case.money for case in cases)
    title = f"Jahresübersicht {year}"
    return YearlyOverview(
        paper=report_paper(
            commission,
            fund,
            title=f"{title} – {fund.name}",
            file_stem=f"Jahresübersicht-{year}-{fund.slug}",
            facts=facts,
        ),
        heading=f"{title}: {name_of(fund)}",
        facts=facts,
        table=table,
        budget=_budget(
            budget_as_of(account, as_of=commission.as_of, recorded_until=commission.recorded_until),
            sum_up(case.money for case in found),
        ),
        shares=_shares(shares),
        identities=_identities(money, shares),
    )


def _row(number: int, case: CaseOfYear) -> tuple[Value, ...]:
    return (
        number,
        case.reference,
        case.received_on,
        case.applicant,
        case.title,
        case.field_of_action,
        case.requested_cents,
        case.decided_on,
        case.vote,
        case.money.approved,
        case.money.paid,
        case.entitlement_cents,
        case.money.repaid,
        str(case.state.label),
    )


def _budget(figures: BudgetFigures, money: Money) -> Pairs:
    """Available, spent, bound, reserved, free (UX handbook 4.2, domain handbook INV-17)."""
    spent = money.paid - money.repaid
    free = figures.available_cents - spent - money.committed - money.reserved
    rows = (
        ("Budget", figures.budget_cents),
        ("+ Nachträge", figures.top_ups_cents),
        ("+ aus dem Vorjahr übertragen", figures.carried_in_cents),
        ("− ins Folgejahr übertragen", figures.carried_out_cents),
        ("− gesperrt", figures.blocked_cents),
        ("= verfügbar", figures.available_cents),
        ("Ausgezahlt", money.paid),
        ("− zurückgezahlt", money.repaid),
        ("= Ausgabe netto", spent),
        ("Noch gebunden", money.committed),
        ("Vorgemerkt", money.reserved),
        ("Frei", free),
    )
    optional = {"+ Nachträge", "+ aus dem Vorjahr übertragen", "− ins Folgejahr übertragen", "− gesperrt"}
    return tuple((label, format_euro(cents)) for label, cents in rows if cents or label not in optional)


def _shares(shares: Shares) -> Pairs:
    rows = (
        ("Bund", shares.bund),
        ("Land", shares.land),
        ("Stadt", shares.kommune),
        ("Private", shares.private),
    )
    shown = [(label, format_euro(cents)) for label, cents in rows if cents or label != "Private"]
    return (*shown, ("Summe", format_euro(sum(cents for _, cents in rows))))


def _identities(money: Money, shares: Shares) -> tuple[tuple[str, str, str, str], ...]:
    """What must be equal, from both sides, and whether it is."""
    pairs = (
        (
            f"Bewilligt − freigegeben{' + übertragen' if money.carried else ''} = ausgezahlt + noch gebunden",
            money.approved - money.released + money.carried,
            money.paid + money.committed,
        ),
        ("Bewilligt laut Buchungen = bewilligt laut Bescheiden", money.approved, shares.approved_by_notices),
        ("Ausgezahlt laut Buchungen = ausgezahlt laut Anordnungen", money.paid, shares.paid_by_orders),
        (
            "Ausgabe netto = Bund + Land + Stadt + Private",
            money.paid - money.repaid,
            shares.bund + shares.land + shares.kommune + shares.private,
        ),
    )
    return tuple(Identity(*each).shown for each in pairs)


def layout(data: YearlyOverview, kit: Kit) -> Sequence[Block]:
    """List, budget, shares, reconciliation, facts, lines to sign on."""
    table = data.table
    return [
        kit.heading(data.heading),
        kit.table(
            pdf_columns(table, KEEP, PDF_SHARES, headers=(1,)),
            groups=field_groups(table, FIELD, KEEP),
            summary="Alle Anträge des Jahres nach Handlungsfeldern, darin in der Reihenfolge ihres Eingangs",
            total=shown_sum(table, table.sums[0], KEEP),
            size=7,
        ),
        kit.paragraph(
            "Alle Beträge in Euro. Privatpersonen sind nicht namentlich genannt.",
            small=True,
        ),
        kit.heading("Mittel des Jahres", level=2),
        _in_one_row(kit, data.budget, "Mittel des Haushaltsjahres"),
        kit.heading("Anteile an der Ausgabe netto", level=2),
        _in_one_row(kit, data.shares, "Anteile von Bund, Land und Stadt"),
        *agreement(kit, data.identities),
        kit.page_break(),
        *facts_block(kit, data.facts),
    ]


def _in_one_row(kit: Kit, pairs: Pairs, summary: str) -> Block:
    """Labels above, amounts below, as wide as the page."""
    columns = [Column(label, align="right") for label, _ in pairs]
    return kit.table(columns, [[value for _, value in pairs]], summary=summary, size=8)


def columns(data: YearlyOverview) -> Table:
    """The list."""
    return data.table


REPORT = Report(
    slug="jahresuebersicht",
    title="Jahresübersicht (R4)",
    subject_kind="fund",
    params=YEAR,
    choices=(BASIS, STANDING),
    collect=collect,
    layout=layout,
    is_report=True,
    columns=columns,
    row_key=("Aktenzeichen",),
    outputs=("pdf", "xlsx", "csv"),
)
