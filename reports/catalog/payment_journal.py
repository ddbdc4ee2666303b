"""R7 Zahlungsjournal: every payment and every return, with who signed it (domain handbook 2.4)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet, Sum

from foundation.values.dates import BERLIN, format_date, local_date
from grants.models import Fund, LedgerEntry, LedgerKind, PaymentOrder
from reports.catalog.booked import entries_until
from reports.catalog.fund_report import (
    Draft,
    Field,
    Identity,
    ListReport,
    compose,
    fund_of,
    fund_report,
    scope_of,
)
from reports.catalog.report_parts import column_sum
from reports.contract import Commission, Value
from reports.parameters import PERIOD, Basis, Standing, basis, standing

FIELDS = (
    Field("Anordnung", width=16, share=1.5, names_row=True),
    Field("Tag", "date", 12, 1.3),
    Field("Art", width=14, share=1.4),
    Field("Empfänger", width=30, share=2.2),
    Field("IBAN", width=22, share=1.8),
    Field("Betrag (€)", "money", share=1.2, is_summed=True),
    Field("Verwendungszweck", width=40, share=2.6),
    Field("Haushaltsjahr", "number", 12, 1.3),
    Field("Buchungsstelle", width=30, share=1.9),
    Field("Festgestellt", width=40, share=2.4),
    Field("Angeordnet", width=40, share=2),
    Field("Bankreferenz", width=24, share=1.6),
)
AMOUNT = 5
ONE_DAY = timedelta(days=1)
OF_THESE = "Gezeigt ist eine Auswahl. Auch die Abstimmung rechnet nur mit ihr."
BASIS = basis((Basis.PAYMENT, "Tag der Zahlung"), (Basis.DECISION, "Tag der Anordnung"))
STANDING = standing(
    (Standing.ALL, "alle Auszahlungen und Rückläufe"),
    (Standing.KEPT, "nur Auszahlungen, die nicht zurückkamen"),
    (Standing.RETURNED, "nur Auszahlungen, die zurückkamen, und ihre Rückläufe"),
)


def collect(commission: Commission) -> ListReport:
    """The payments of the period, by their day. Three queries at any length."""
    fund, period = fund_of(commission), commission.period
    known = _known(fund, commission)
    moved = known.filter(kind__in=(LedgerKind.PAY, LedgerKind.RETURN))
    entries = moved.select_related("order__bank_account", "account").order_by("occurred_on", "pk")
    rows = tuple(_row(entry) for entry in entries)
    spent = known.exclude(kind__in=(LedgerKind.REPAY, LedgerKind.INTEREST)).exclude(reverses__kind="repay")
    net = spent.aggregate(total=Sum("paid_cents", default=0))["total"]
    orders = PaymentOrder.objects.aggregate(
        paid=Sum("amount_cents", filter=Q(entries__in=known.filter(kind=LedgerKind.PAY)), default=0),
        back=Sum("amount_cents", filter=Q(entries__in=known.filter(kind=LedgerKind.RETURN)), default=0),
    )
    identities = (
        Identity("Summe dieser Liste = ausgezahlt laut Buchungen", column_sum(rows, AMOUNT), net),
        Identity(
            "Summe dieser Liste = Anordnungen − zurückgekommene Anordnungen",
            column_sum(rows, AMOUNT),
            orders["paid"] - orders["back"],
        ),
    )
    scope = scope_of(commission, fund, period.words, BASIS, STANDING)
    notes = () if STANDING.of(commission.params) == Standing.ALL else (OF_THESE,)
    return compose(
        commission, Draft(f"Zahlungsjournal {period.short}", scope, FIELDS, rows, identities, notes)
    )


def _known(fund: Fund, commission: Commission) -> QuerySet[LedgerEntry]:
    """The bookings that the choice means: also both sides of what must agree count only these."""
    everything, period = entries_until(fund, commission), commission.period
    known = everything.filter(occurred_on__range=(period.first, period.last))
    if BASIS.of(commission.params) == Basis.DECISION:
        first, last = (datetime.combine(day, time.min, BERLIN) for day in (period.first, period.last))
        known = everything.filter(order__ordered_at__gte=first, order__ordered_at__lt=last + ONE_DAY)
    back = everything.filter(kind=LedgerKind.RETURN).values("order")
    chosen = STANDING.of(commission.params)
    if chosen == Standing.KEPT:
        return known.exclude(order__in=back)
    return known.filter(order__in=back) if chosen == Standing.RETURNED else known


def _row(entry: LedgerEntry) -> tuple[Value, ...]:
    order = entry.order
    if order is None:  # a payment is booked with its order; a CHECK of the invariants says so
        raise ValueError(f"booking {entry.key} has no order")
    certified = dict.fromkeys(
        _signed(label, moment)
        for label, moment in (
            (order.certified_factual_by_label, order.certified_factual_at),
            (order.certified_arith_by_label, order.certified_arith_at),
        )
    )
    return (
        order.number,
        entry.occurred_on,
        entry.get_kind_display(),
        order.bank_account.holder,
        order.bank_account.iban_masked,
        entry.paid_cents,
        order.reason,
        entry.account.budget_year,
        order.account_assignment,
        "; ".join(certified),
        _signed(order.ordered_by_label, order.ordered_at),
        order.bank_reference if entry.kind == LedgerKind.PAY else "",
    )


def _signed(label: str, moment: datetime | None) -> str:
    return f"{label}, {format_date(local_date(moment))}" if moment else label


REPORT = fund_report(
    slug="zahlungsjournal",
    title="Zahlungsjournal (R7)",
    summary="Auszahlungen und Rückläufe nach ihrem Tag, mit Anordnung und Unterschriften",
    collect=collect,
    row_key=("Anordnung", "Art"),
    params=PERIOD,
    choices=(BASIS, STANDING),
)
