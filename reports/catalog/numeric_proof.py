"""R2 Zahlenmäßiger Nachweis: plan of the notice against what was spent and received (domain handbook 2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro, round_half_up
from grants.rules.second_person import WAIVED_PROOF
from reports.catalog.grant_figures import GrantFigures, grant_figures
from reports.catalog.receipt_list import case_facts
from reports.catalog.report_parts import (
    ReportData,
    Scope,
    column_sum,
    facts_block,
    pdf_columns,
    report_paper,
    runs_of,
    self_facts,
    shown_rows,
    shown_sum,
)
from reports.contract import Commission, ControlSum, Pairs, Report, Table, TableColumn, Value
from reports.kit import Block, Group, Kit

COLUMNS = (
    TableColumn("Teil", "text", 14),
    TableColumn("Position", "text", 42),
    TableColumn("Plan laut Bescheid (€)", "money", 16),
    TableColumn("Ist (€)", "money", 16),
    TableColumn("Abweichung (€)", "money", 16),
    TableColumn("Abweichung (%)", "permille", 14),
)
EXPENSES, INCOME, RESULT = "Ausgaben", "Einnahmen", "Abrechnung"
WITHOUT_ITEM = "Belege ohne Kostenposition"
KEEP, PDF_SHARES = (1, 2, 3, 4, 5), (3.6, 1.4, 1.4, 1.4, 1.2)


@dataclass(frozen=True)
class NumericProof(ReportData):
    """The three parts with the project they belong to, and the note of the check."""

    case: Pairs
    check: Pairs


def collect(commission: Commission) -> NumericProof:
    """Plan and actual figures; accepted amounts once the check is confirmed, else the amounts handed in."""
    figures = grant_figures(commission)
    application = figures.grant.case
    expenses, income = _expenses(figures), _income(figures)
    rows = (*expenses, *income, *_result(figures, expenses, income))
    sums = (
        _sum(EXPENSES, expenses, 0),
        _sum(INCOME, income, len(expenses)),
    )
    scope = Scope(
        application.fund,
        application.rules,
        figures.proof.period,
        "Plan: Bescheid, Ist: geprüfte Belege und Buchungen",
        f"Förderfall {application.reference}",
    )
    shown_sums = tuple(
        (f"{total.label.removeprefix('Summe ')} (Ist)", format_euro(total.values[3] or 0)) for total in sums
    )
    facts = self_facts(commission, scope, rows=len(rows), sums=shown_sums)
    title = f"Zahlenmäßiger Nachweis {application.reference}"
    return NumericProof(
        paper=report_paper(
            commission,
            application.fund,
            title=title,
            file_stem=f"Zahlenmäßiger-Nachweis-{application.reference}",
            facts=facts,
            landscape=False,
        ),
        heading=title,
        facts=facts,
        table=Table(COLUMNS, rows, sums),
        case=case_facts(figures),
        check=_check(figures),
    )


def _expenses(figures: GrantFigures) -> tuple[tuple[Value, ...], ...]:
    """Eligible items of the plan against the receipts booked to them; a row for receipts without an item."""
    actual: dict[int | None, int] = {}
    for receipt in figures.proof.receipts:
        accepted = receipt.amount_cents if receipt.accepted_cents is None else receipt.accepted_cents
        actual[receipt.position] = actual.get(receipt.position, 0) + accepted
    has_items = set(actual) - {None}
    rows = [
        _line(EXPENSES, line.item, line.amount_cents, actual.get(line.position, 0) if has_items else None)
        for line in figures.proof.plan
    ]
    if actual.get(None):
        rows.append(_line(EXPENSES, WITHOUT_ITEM, 0 if has_items else None, actual[None]))
    return tuple(rows)


def _income(figures: GrantFigures) -> tuple[tuple[Value, ...], ...]:
    proof = figures.proof
    return (
        _line(INCOME, "Eigenmittel", proof.own_cents, proof.own_cents),
        _line(INCOME, "Dritte (Spenden)", proof.donations_cents, proof.donations_actual_cents),
        _line(INCOME, "Andere öffentliche Mittel", proof.other_public_cents, proof.other_public_cents),
        _line(INCOME, "Aktionskasse", proof.approved_cents, figures.paid_cents - figures.repaid_cents),
    )


def _result(
    figures: GrantFigures, expenses: Iterable[tuple[Value, ...]], income: Iterable[tuple[Value, ...]]
) -> tuple[tuple[Value, ...], ...]:
    """Balance, entitlement, paid, rest or repayment."""
    balance = column_sum(income, 3) - column_sum(expenses, 3)
    rows: list[tuple[Value, ...]] = [
        _line(RESULT, "Ausgaben gesamt", column_sum(expenses, 2), column_sum(expenses, 3)),
        _line(RESULT, "Einnahmen gesamt", column_sum(income, 2), column_sum(income, 3)),
        (RESULT, "Saldo (Einnahmen − Ausgaben)", None, balance, None, None),
    ]
    if figures.check is not None:
        entitlement = figures.check.entitlement_cents
        net = figures.paid_cents - figures.repaid_cents
        rows += [
            (RESULT, "Anspruch nach Prüfung", None, entitlement, None, None),
            (RESULT, "Ausgezahlt", None, figures.paid_cents, None, None),
            (RESULT, "Zurückgezahlt", None, figures.repaid_cents, None, None),
            (RESULT, "Noch auszuzahlen (Rest)", None, max(0, entitlement - net), None, None),
            (RESULT, "Noch zu erstatten", None, max(0, net - entitlement), None, None),
        ]
    return tuple(rows)


def _line(part: str, label: str, plan: int | None, actual: int | None) -> tuple[Value, ...]:
    if plan is None or actual is None:
        return (part, label, plan, actual, None, None)
    gap = actual - plan
    return (part, label, plan, actual, gap, round_half_up(gap * 1000, plan) if plan else None)


def _sum(part: str, rows: Sequence[tuple[Value, ...]], first: int) -> ControlSum:
    plan, actual = column_sum(rows, 2), column_sum(rows, 3)
    return ControlSum(f"Summe {part}", (None, None, plan, actual, None, None), first, first + len(rows))


def _check(figures: GrantFigures) -> Pairs:
    check, prices = figures.check, figures.proof.prices
    compared = (("Preisvergleich", prices),) if prices else ()
    if check is None:
        unchecked = "Der Nachweis ist noch nicht geprüft. Die Beträge sind die eingereichten."
        return (("Prüfvermerk", unchecked), *compared)
    return (
        ("Geprüft", f"{check.checked_by_label}, {format_date(check.checked_at.date())}"),
        (
            "Bestätigt",
            f"{check.confirmed_by_label}, {format_date((check.confirmed_at or check.checked_at).date())}"
            + (f". {WAIVED_PROOF}" if check.second_person_waived else ""),
        ),
        ("Art der Prüfung", check.method),
        ("Zweck erreicht", "ja" if check.purpose_achieved else "nein"),
        ("Anerkannt / gekürzt", f"{format_euro(check.accepted_cents)} / {format_euro(check.cut_cents)}"),
        *compared,
    )


def layout(data: NumericProof, kit: Kit) -> Sequence[Block]:
    """Three groups in one table, the note of the check, the facts."""
    table = data.table
    totals = {total.label.removeprefix("Summe "): total for total in table.sums}
    groups = [
        Group(
            part,
            shown_rows(table, rows, KEEP),
            shown_sum(table, totals[part], KEEP) if part in totals else None,
        )
        for part, rows in runs_of(table.rows, 0)
    ]
    return [
        kit.heading(data.heading),
        kit.facts(data.case),
        kit.table(
            pdf_columns(table, KEEP, PDF_SHARES, headers=(1,)),
            groups=groups,
            summary="Plan laut Bescheid und Ist für Ausgaben, Einnahmen und Abrechnung",
            size=9,
        ),
        kit.paragraph("Alle Beträge in Euro.", small=True),
        kit.page_break(),
        kit.heading("Prüfvermerk", level=2),
        kit.facts(data.check),
        *facts_block(kit, data.facts),
    ]


def columns(data: NumericProof) -> Table:
    """All parts one below the other."""
    return data.table


REPORT = Report(
    slug="zahlenmaessiger-nachweis",
    title="Zahlenmäßiger Nachweis (R2)",
    subject_kind="application",
    collect=collect,
    layout=layout,
    is_report=True,
    columns=columns,
    row_key=("Teil", "Position"),
    outputs=("pdf", "xlsx", "csv"),
)
