"""Auszahlungsanordnung with the ten fields of § 8 Abs. 1 KomKBVO LSA, the full IBAN among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from applicants.services.bank_details import reveal_iban
from foundation.audit.actors import Actor, ActorKind
from foundation.values.dates import BERLIN, format_date
from foundation.values.money import format_euro
from grants.models import PaymentOrder
from reports.catalog.letter_parts import footer, fund_line, in_words
from reports.contract import Commission, Data, Pairs, Report, ReportPaper
from reports.kit import Block, Column, Kit

PURPOSE = "payment_order.document"  # stands in the access log with every making of the document
ORDERED = "Elektronisch angeordnet nach Anmeldung mit persönlichem Konto."


@dataclass(frozen=True)
class OrderData(Data):
    """The order as plain values."""

    heading: str
    office: tuple[str, ...]
    instruction: str
    fields: tuple[tuple[str, str, str], ...]
    case: Pairs
    signatures: tuple[tuple[str, str, str, str], ...]


def collect(commission: Commission) -> OrderData:
    """The order; reading the IBAN leaves a line in the access log on behalf of whoever ordered."""
    order = PaymentOrder.objects.select_related(
        "bank_account", "grant__account__land_grant", "grant__case__fund", "grant__case__particulars"
    ).get(uuid=commission.subject_uuid)
    fund, case = order.fund, order.case
    actor = Actor(ActorKind(commission.creator_kind), commission.creator_reference)
    iban = reveal_iban(account=order.bank_account, purpose=PURPOSE, actor=actor, now=commission.issued_at)
    return OrderData(
        paper=ReportPaper(
            title=f"Auszahlungsanordnung {order.number}",
            author=fund.city,
            file_stem=f"Auszahlungsanordnung-{order.number}",
            facts=(),
            orientation="portrait",
            running_note=case.reference or "",
            footer_lines=footer(fund),
        ),
        heading=f"Auszahlungsanordnung {order.number}",
        office=tuple(line for line in (fund.city, fund.department, fund_line(fund)) if line),
        instruction=(
            f"An die Stadtkasse: Bitte zahlen Sie {format_euro(order.amount_cents)} wie folgt aus "
            "(§ 8 Abs. 1 KomKBVO LSA)."
        ),
        fields=_fields(order, iban),
        case=_case(order),
        signatures=_signatures(order),
    )


def _fields(order: PaymentOrder, iban: str) -> tuple[tuple[str, str, str], ...]:
    """The ten fields in the order of the law."""
    account = order.bank_account
    bic = f", BIC {account.bic}" if account.bic else ""
    values = (
        ("Betrag", format_euro(order.amount_cents)),
        ("Grund der Zahlung", f"{order.get_kind_display()}: {order.reason}"),
        ("Zahlungsempfänger", account.holder),
        ("Buchungsstelle", order.account_assignment or "nicht angegeben"),
        ("IBAN", f"{in_fours(iban)}{bic}"),
        ("Fällig am", format_date(order.due_on)),
        ("Haushaltsjahr", str(order.budget_year)),
        ("Sachliche und rechnerische Feststellung", _certificate(order)),
        ("Datum der Anordnung", day_of(order.ordered_at)),
        ("Anordnungsbefugte Person", _orderer(order)),
    )
    return tuple((str(number), label, value) for number, (label, value) in enumerate(values, 1))


def _certificate(order: PaymentOrder) -> str:
    factual = (
        f"Sachlich richtig: {order.certified_factual_by_label}, {moment_of(order.certified_factual_at)}."
    )
    arith = f"Rechnerisch richtig: {order.certified_arith_by_label}, {moment_of(order.certified_arith_at)}."
    return f"Liegt vor.\n{factual}\n{arith}"


def _orderer(order: PaymentOrder) -> str:
    """Who ordered, for whom, and how far the authority went."""
    deputy = f", in Vertretung für {order.ordered_for_label}" if order.ordered_for_label else ""
    limit = order.ordered_limit_cents
    reach = f" Anordnungsbefugnis bis {format_euro(limit)}." if limit is not None else ""
    return f"{order.ordered_by_label}{deputy}, Kennung {order.ordered_by[:12]}.{reach} {ORDERED}"


def _case(order: PaymentOrder) -> Pairs:
    case, grant = order.case, order.grant
    notice = grant.award_notice
    posted = f"Bewilligungsbescheid vom {in_words(notice.posted_on)}" if notice and notice.posted_on else ""
    return (
        ("Aktenzeichen", case.reference or ""),
        ("Aktion", case.title),
        ("Rechtsgrund", posted or "Bewilligungsbescheid"),
        ("Bewilligt", format_euro(grant.approved_cents)),
        ("Programmjahr", str(grant.account.land_grant.programme_year)),
        ("Verwendungszweck", order.reason),
    )


def _signatures(order: PaymentOrder) -> tuple[tuple[str, str, str, str], ...]:
    return (
        (
            "Sachlich richtig",
            order.certified_factual_by_label,
            moment_of(order.certified_factual_at),
            "elektronisch",
        ),
        (
            "Rechnerisch richtig",
            order.certified_arith_by_label,
            moment_of(order.certified_arith_at),
            "elektronisch",
        ),
        ("Angeordnet", order.ordered_by_label, moment_of(order.ordered_at), "elektronisch"),
    )


def moment_of(value: datetime | None) -> str:
    """Day and time in Berlin; "offen" before."""
    if value is None:
        return "offen"
    local = value.astimezone(BERLIN)
    return f"{format_date(local.date())}, {local:%H:%M} Uhr"


def day_of(value: datetime | None) -> str:
    """The day in Berlin; "offen" before."""
    return format_date(value.astimezone(BERLIN).date()) if value else "offen"


def in_fours(iban: str) -> str:
    """DE89 3704 0044 0532 0130 00; no-break spaces, so that it stays on one line."""
    return "\u00a0".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def layout(data: OrderData, kit: Kit) -> Sequence[Block]:
    """One page for the Kasse."""
    return [
        kit.paragraph("\n".join(data.office), small=True),
        kit.heading(data.heading),
        kit.paragraph(data.instruction),
        kit.table(
            [
                Column("Nr.", 0.5, align="right"),
                Column("Angabe", 2.6, row_header=True),
                Column("Inhalt", 5.4),
            ],
            data.fields,
            summary="Die zehn Angaben nach § 8 Abs. 1 KomKBVO LSA",
            size=9.5,
        ),
        kit.heading("Förderfall", level=2),
        kit.facts(data.case),
        kit.heading("Feststellung und Anordnung", level=2),
        kit.table(
            [
                Column("Schritt", 2, row_header=True),
                Column("Name", 3),
                Column("Zeitpunkt", 2.4),
                Column("Form", 1.6),
            ],
            data.signatures,
            summary="Wer festgestellt und wer angeordnet hat",
            size=9,
        ),
        kit.paragraph(
            "Feststellung, Anordnung und Ausführung liegen bei verschiedenen Personen.", small=True
        ),
        kit.heading("Ausführung durch die Stadtkasse", level=2),
        kit.signatures(["Ausgeführt am, Bankreferenz", "Unterschrift oder Zeichen"]),
    ]


REPORT = Report(
    slug="auszahlungsanordnung",
    title="Auszahlungsanordnung",
    subject_kind="payment_order",
    collect=collect,
    layout=layout,
)
