"""Auszahlungsanordnung with the ten fields of § 8 Abs. 1 KomKBVO LSA, the full IBAN among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from applicants.iban import in_fours
from applicants.services.bank_details import reveal_iban
from foundation.audit.actors import Actor, ActorKind
from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants.models import PaymentOrder
from grants.selectors.account_origins import account_origin
from reports.catalog.letter_parts import footer, fund_line, in_words
from reports.catalog.order_parts import Fields, Signatures, day_of, head, moment_of, numbered, orderer, signed
from reports.contract import Commission, Data, Pairs, Particular, Particulars, Report, ReportPaper
from reports.kit import Block, Kit

PURPOSE = "payment_order.document"  # stands in the access log with every making of the document


@dataclass(frozen=True)
class OrderData(Data):
    """The order as plain values."""

    heading: str
    office: tuple[str, ...]
    instruction: str
    fields: Fields
    case: Pairs
    signatures: Signatures


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
        particulars=_particulars(order, iban),
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


def _fields(order: PaymentOrder, iban: str) -> Fields:
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
        ("Anordnungsbefugte Person", orderer(order)),
    )
    return numbered(values)


def _particulars(order: PaymentOrder, iban: str) -> Particulars:
    """The same fields for the finance system."""
    return (
        Particular("nummer", order.number),
        Particular("betrag", order.amount_cents, "money"),
        Particular("grund", f"{order.get_kind_display()}: {order.reason}"),
        Particular("empfaenger", order.bank_account.holder),
        Particular("buchungsstelle", order.account_assignment),
        Particular("iban", iban),
        Particular("bic", order.bank_account.bic),
        Particular("faellig", order.due_on, "date"),
        Particular("haushaltsjahr", order.budget_year, "number"),
        Particular("programmjahr", order.grant.account.land_grant.programme_year, "number"),
        Particular("aktenzeichen", order.case.reference),
        Particular("sachlich_richtig", order.certified_factual_by_label),
        Particular("rechnerisch_richtig", order.certified_arith_by_label),
        Particular("angeordnet_von", order.ordered_by_label),
        Particular("angeordnet_am", local_date(order.ordered_at) if order.ordered_at else None, "date"),
    )


def _certificate(order: PaymentOrder) -> str:
    factual = (
        f"Sachlich richtig: {order.certified_factual_by_label}, {moment_of(order.certified_factual_at)}."
    )
    arith = f"Rechnerisch richtig: {order.certified_arith_by_label}, {moment_of(order.certified_arith_at)}."
    return f"Liegt vor.\n{factual}\n{arith}"


def _case(order: PaymentOrder) -> Pairs:
    case, grant = order.case, order.grant
    notice = grant.award_notice
    award = case.award_form.named("Bewilligungsbescheid")
    posted = f" vom {in_words(notice.posted_on)}" if notice and notice.posted_on else ""
    return (
        ("Aktenzeichen", case.reference or ""),
        ("Aktion", case.title),
        ("Rechtsgrund", f"{award}{posted}"),
        ("Bewilligt", format_euro(grant.approved_cents)),
        ("Programmjahr", str(grant.account.land_grant.programme_year)),
        ("Verwendungszweck", order.reason),
        *((("Woher das Konto ist", origin),) if (origin := account_origin(order)) else ()),
    )


def _signatures(order: PaymentOrder) -> Signatures:
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


def layout(data: OrderData, kit: Kit) -> Sequence[Block]:
    """One page for the Kasse."""
    return [
        *head(
            kit, office=data.office, heading=data.heading, instruction=data.instruction, fields=data.fields
        ),
        kit.heading("Förderfall", level=2),
        kit.facts(data.case),
        *signed(kit, data.signatures, "Feststellung, Anordnung und Ausführung"),
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
