"""R1 Belegliste: the receipts of one project by date, income apart (domain handbook 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.selectors.proof_then import ProofThen, ReceiptThen
from reports.catalog.grant_figures import GrantFigures, grant_figures
from reports.catalog.report_parts import (
    ReportData,
    Scope,
    column_sum,
    facts_block,
    pdf_columns,
    report_paper,
    self_facts,
    shown_rows,
    shown_sum,
)
from reports.contract import Commission, ControlSum, Pairs, Report, Table, TableColumn, Value
from reports.kit import Block, Column, Kit

COLUMNS = (
    TableColumn("Lfd. Nr.", "number", 8),
    TableColumn("Beleg-Nr.", "number", 9),
    TableColumn("Rechnungsdatum", "date", 14),
    TableColumn("Zahlungsdatum", "date", 14),
    TableColumn("Empfänger", "text", 30),
    TableColumn("Zweck", "text", 30),
    TableColumn("Kostenposition (Plan)", "text", 26),
    TableColumn("Betrag brutto (€)", "money", 14),
    TableColumn("Davon förderfähig (€)", "money", 14),
    TableColumn("Kürzung (€)", "money", 12),
    TableColumn("Kürzungsgrund", "text", 34),
    TableColumn("Zahlungsart", "text", 14),
    TableColumn("Anlage (SHA-256)", "text", 66),
)
GROSS, ACCEPTED, CUT = 7, 8, 9
HASH = 12
# The columns of the PDF with their widths; it leaves out an optional one in which nothing stands.
SHARES = {
    0: 0.7,
    1: 1.1,
    2: 1.98,
    3: 1.88,
    4: 2.45,
    5: 1.9,
    6: 1.9,
    7: 1.2,
    8: 1.5,
    9: 1.2,
    10: 1.9,
    11: 1.6,
    12: 1.6,
}
OPTIONAL = (6, 10, 11)


@dataclass(frozen=True)
class ReceiptList(ReportData):
    """The list with the income of the project and what the check found."""

    case: Pairs
    income: Pairs
    short_hashes: tuple[str, ...]


def collect(commission: Commission) -> ReceiptList:
    """Receipts as they were sent or checked by then. Raises as `grant_figures`."""
    figures = grant_figures(commission)
    proof, application = figures.proof, figures.grant.case
    receipts = sorted(proof.receipts, key=lambda each: (each.issued_on, each.number))
    rows = tuple(_row(number, each, proof) for number, each in enumerate(receipts, 1))
    gross, accepted, cut = (column_sum(rows, column) for column in (GROSS, ACCEPTED, CUT))
    total = ControlSum(
        "Summe",
        tuple({GROSS: gross, ACCEPTED: accepted, CUT: cut}.get(number) for number in range(len(COLUMNS))),
        0,
        len(rows),
    )
    scope = Scope(
        application.fund,
        application.rules,
        proof.period,
        "Rechnungsdatum",
        f"Förderfall {application.reference}, alle Belege",
    )
    sums = (
        ("Belege", format_euro(gross)),
        ("davon förderfähig", format_euro(accepted)),
        ("gekürzt", format_euro(cut)),
    )
    facts = self_facts(commission, scope, rows=len(rows), sums=sums)
    title = f"Belegliste {application.reference}"
    return ReceiptList(
        paper=report_paper(
            commission,
            application.fund,
            title=title,
            file_stem=f"Belegliste-{application.reference}",
            facts=facts,
        ),
        heading=title,
        facts=facts,
        table=Table(COLUMNS, rows, (total,)),
        case=case_facts(figures),
        income=_income(figures),
        short_hashes=tuple(str(row[HASH] or "")[:12] or "ohne Bild" for row in rows),
    )


def _row(number: int, receipt: ReceiptThen, proof: ProofThen) -> tuple[Value, ...]:
    return (
        number,
        receipt.number,
        receipt.issued_on,
        receipt.paid_on,
        receipt.payee,
        receipt.purpose,
        proof.item_at(receipt.position),
        receipt.gross_cents,
        receipt.accepted_cents,
        receipt.cut_cents,
        receipt.cut_reason or None,
        receipt.paid_by or None,
        receipt.sha256 or None,
    )


def case_facts(figures: GrantFigures) -> Pairs:
    """Which project this is about."""
    return (
        ("Aktenzeichen", figures.grant.case.reference or ""),
        ("Aktion", figures.proof.title),
        ("Empfänger der Zuwendung", figures.proof.applicant),
    )


def _income(figures: GrantFigures) -> Pairs:
    """Income of the project, which the guideline wants apart from the expenses."""
    rows = [
        *((f"Aktionskasse, ausgezahlt am {format_date(day)}", cents) for day, cents in figures.payments),
        *((f"Aktionskasse, zurückgezahlt am {format_date(day)}", cents) for day, cents in figures.repayments),
        ("Spenden", figures.proof.donations_actual_cents),
        ("Andere öffentliche Mittel", figures.proof.other_public_cents),
        ("Eigenes Geld laut Finanzierungsplan", figures.proof.own_cents),
    ]
    kept = [(label, cents) for label, cents in rows if cents]
    total = sum(cents for _, cents in kept)
    return (
        *((label, format_euro(cents)) for label, cents in kept),
        ("Summe der Einnahmen", format_euro(total)),
    )


def layout(data: ReceiptList, kit: Kit) -> Sequence[Block]:
    """Expenses, income, the facts on the list."""
    table = data.table
    filled = [number for number in OPTIONAL if any(row[number] for row in table.rows)]
    keep = [number for number in SHARES if number not in OPTIONAL or number in filled]
    rows = shown_rows(table, table.rows, keep)
    for row, short in zip(rows, data.short_hashes, strict=True):
        row[-1] = short
    *income, total = data.income
    return [
        kit.heading(data.heading),
        kit.facts(data.case, label_share=0.26),
        kit.heading("Ausgaben", level=2),
        kit.table(
            pdf_columns(table, keep, [SHARES[number] for number in keep], headers=(0,)),
            rows,
            summary="Belege in der Reihenfolge ihres Datums",
            total=shown_sum(table, table.sums[0], keep),
            size=7.5 if len(keep) < len(COLUMNS) else 7,
        ),
        kit.paragraph(
            "Alle Beträge in Euro. Von der Prüfsumme der Anlage (SHA-256) stehen hier die ersten zwölf "
            "Zeichen, in den Tabellen alle.",
            small=True,
        ),
        kit.heading("Einnahmen", level=2),
        kit.table(
            [Column("Einnahme", 5, row_header=True), Column("Betrag", 1.4, align="right"), Column("", 4)],
            [[label, value, ""] for label, value in income],
            summary="Einnahmen der Aktion",
            total=[total[0], total[1], ""],
        ),
        kit.page_break(),
        *facts_block(kit, data.facts),
    ]


def columns(data: ReceiptList) -> Table:
    """The expenses."""
    return data.table


REPORT = Report(
    slug="belegliste",
    title="Belegliste (R1)",
    subject_kind="application",
    collect=collect,
    layout=layout,
    is_report=True,
    columns=columns,
    row_key=("Beleg-Nr.",),
    outputs=("pdf", "xlsx", "csv"),
)
