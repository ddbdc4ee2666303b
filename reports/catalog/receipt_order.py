"""Annahmeanordnung with the ten fields of § 8 Abs. 1 KomKBVO LSA, and the Kassenzeichen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applicants.iban import in_fours
from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants.models import ReceiptOrder
from reports.catalog.letter_parts import footer, fund_line
from reports.catalog.order_parts import Fields, Signatures, day_of, head, moment_of, numbered, orderer, signed
from reports.contract import Commission, Data, Pairs, Particular, Particulars, Report, ReportPaper
from reports.kit import Block, Kit


@dataclass(frozen=True)
class ReceiptOrderData(Data):
    """The order as plain values."""

    heading: str
    office: tuple[str, ...]
    instruction: str
    fields: Fields
    source: Pairs
    signatures: Signatures


def collect(commission: Commission) -> ReceiptOrderData:
    """The order with its source: a claim, a drawdown, or what was promised."""
    orders = ReceiptOrder.objects.select_related("fund", "claim__grant__case", "drawdown")
    order = orders.get(uuid=commission.subject_uuid)
    fund, case = order.fund, order.case
    title = f"Annahmeanordnung {order.number}"
    return ReceiptOrderData(
        paper=ReportPaper(
            title=title,
            author=fund.city,
            file_stem=f"Annahmeanordnung-{order.number}",
            facts=(),
            orientation="portrait",
            running_note=(case.reference if case else "") or order.number,
            footer_lines=footer(fund),
        ),
        particulars=_particulars(order),
        heading=title,
        office=tuple(line for line in (fund.city, fund.department, fund_line(fund)) if line),
        instruction=(
            f"An die Stadtkasse: Bitte nehmen Sie {format_euro(order.amount_cents)} wie folgt an "
            "(§ 8 Abs. 1 KomKBVO LSA)."
        ),
        fields=_fields(order),
        source=_source(order),
        signatures=(
            (
                "Sachlich und rechnerisch richtig",
                order.certified_by_label,
                moment_of(order.certified_at),
                "elektronisch",
            ),
            ("Angeordnet", order.ordered_by_label, moment_of(order.ordered_at), "elektronisch"),
        ),
    )


def _fields(order: ReceiptOrder) -> Fields:
    """The ten fields in the order of the law."""
    certificate = f"Liegt vor: {order.certified_by_label}, {moment_of(order.certified_at)}."
    values = (
        ("Betrag", format_euro(order.amount_cents)),
        ("Grund der Zahlung", f"{order.get_kind_display()}: {order.reason}"),
        ("Zahlungspflichtig", order.payer),
        ("Buchungsstelle", order.account_assignment or "nicht angegeben"),
        ("IBAN der Stadtkasse", in_fours(order.fund.cash_office_iban) or "nicht angegeben"),
        ("Fällig am", _due(order)),
        ("Haushaltsjahr", str(order.budget_year)),
        ("Sachliche und rechnerische Feststellung", certificate),
        ("Datum der Anordnung", day_of(order.ordered_at)),
        ("Anordnungsbefugte Person", orderer(order)),
    )
    return numbered(values)


def _particulars(order: ReceiptOrder) -> Particulars:
    """The same fields for the finance system."""
    return (
        Particular("nummer", order.number),
        Particular("betrag", order.amount_cents, "money"),
        Particular("grund", f"{order.get_kind_display()}: {order.reason}"),
        Particular("zahlungspflichtig", order.payer),
        Particular("buchungsstelle", order.account_assignment),
        Particular("iban_der_kasse", order.fund.cash_office_iban),
        Particular("faellig", order.next_due_on, "date"),
        Particular("haushaltsjahr", order.budget_year, "number"),
        Particular("kassenzeichen", order.cash_reference),
        Particular("verwendungszweck", order.purpose),
        Particular("festgestellt_von", order.certified_by_label),
        Particular("angeordnet_von", order.ordered_by_label),
        Particular("angeordnet_am", local_date(order.ordered_at) if order.ordered_at else None, "date"),
    )


def _due(order: ReceiptOrder) -> str:
    """Its day, or the days of a deferral that was given before this was signed."""
    days = order.later_days
    if not days:
        return format_date(order.due_on)
    parts = [
        f"{format_euro(each.amount_cents)} am {format_date(each.due_on)}"
        + (f" (statt {format_date(each.named_on)}, kein Werktag)" if each.named_on else "")
        for each in days
    ]
    return f"gestundet: {'; '.join(parts)}"


def _source(order: ReceiptOrder) -> Pairs:
    case = order.case
    pairs = (
        ("Kassenzeichen", order.cash_reference),
        ("Verwendungszweck", order.purpose),
        ("Aktenzeichen", (case.reference if case else "") or ""),
        ("Mittelabruf", str(order.drawdown.number) if order.drawdown else ""),
    )
    return tuple((label, text) for label, text in pairs if text)


def layout(data: ReceiptOrderData, kit: Kit) -> Sequence[Block]:
    """One page for the Kasse."""
    return [
        *head(
            kit, office=data.office, heading=data.heading, instruction=data.instruction, fields=data.fields
        ),
        kit.heading("Woran die Kasse die Zahlung erkennt", level=2),
        kit.facts(data.source),
        *signed(kit, data.signatures, "Feststellung und Anordnung"),
    ]


REPORT = Report(
    slug="annahmeanordnung",
    title="Annahmeanordnung",
    subject_kind="receipt_order",
    collect=collect,
    layout=layout,
)
