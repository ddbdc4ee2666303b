"""Our ledger beside the postings of the finance system: rows, sums and notes of one fund and year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.audit.actors import Actor
from grants import policy
from grants.models import Fund, FundAccount, LedgerEntry, LedgerKind, Posting, ReceiptOrder
from grants.rules.reconciliation import Comparison, Finding, Pair, Side, compare

READERS = ("CI", "KA", "KM", "AU")
COMPARED = (LedgerKind.PAY, LedgerKind.RETURN, LedgerKind.REPAY, LedgerKind.INTEREST)


@dataclass(frozen=True)
class Group:
    """All rows with one finding, under its words."""

    finding: Finding
    title: str
    pairs: Sequence[Pair]


@dataclass(frozen=True)
class MoneyOnOrder:
    """Money that came in on a receipt order without a claim: noted there, no row of our ledger."""

    receipt_order: ReceiptOrder
    occurred_on: date

    @property
    def get_kind_display(self) -> str:
        """Whose money it is, as with an entry of the ledger."""
        return self.receipt_order.get_kind_display()


TITLES = {
    Finding.OURS: "Nur hier gebucht",
    Finding.THEIRS: "Nur im Finanzverfahren gebucht",
    Finding.AMOUNT: "Der Betrag ist verschieden",
    Finding.YEAR: "Das Haushaltsjahr ist verschieden",
    Finding.DAY: "Der Tag ist verschieden",
    Finding.MATCHED: "Stimmt überein",
}


def reconciliation(fund: Fund, year: int) -> Comparison:
    """Compare the fund's ledger with the postings that were taken over; nothing is changed by it."""
    entries = LedgerEntry.objects.filter(account__fund=fund, kind__in=COMPARED)
    entries = entries.select_related("account", "case", "order", "claim")
    entries = entries.prefetch_related("reconciliation_notes", "claim__receipt_orders")
    postings = list(Posting.objects.filter(fund=fund).prefetch_related("notes").order_by("booked_on", "pk"))
    ours = [_our_side(each) for each in entries.order_by("occurred_on", "pk")]
    ours += _money_on_orders(fund, {each.reference for each in postings if each.reference})
    return compare(ours, [_their_side(each) for each in postings], year)


def groups_of(comparison: Comparison) -> list[Group]:
    """The rows by finding, what needs a look first; a finding without rows is left out."""
    found = [Group(finding, title, comparison.of(finding)) for finding, title in TITLES.items()]
    return [group for group in found if group.pairs]


def years_of(fund: Fund, this_year: int) -> list[int]:
    """The years with an account or a posting, newest first; this year always."""
    years = set(FundAccount.objects.filter(fund=fund).values_list("budget_year", flat=True))
    years |= {day.year for day in Posting.objects.filter(fund=fund).values_list("booked_on", flat=True)}
    return sorted(years | {this_year}, reverse=True)


def find_side(actor: Actor, side: str, pk: int) -> LedgerEntry | Posting | None:
    """One row of either book, if the actor may know of it."""
    if side == "hier":
        entries = LedgerEntry.objects.filter(pk=pk, kind__in=COMPARED).select_related("account__fund", "case")
        return policy.scope(actor, entries, codes=READERS, fund="account__fund").first()
    postings = Posting.objects.filter(pk=pk).select_related("fund")
    return policy.scope(actor, postings, codes=READERS).first()


def _money_on_orders(fund: Fund, asked: Iterable[str]) -> list[Side]:
    """Private, municipal and the Land's money that came in on orders whose Kassenzeichen a posting names.

    Only these: whether the finance system posts such money on this fund's account is the town's own choice,
    so that what no posting names is nothing missing.
    """
    orders = ReceiptOrder.objects.filter(fund=fund, claim__isnull=True, cash_reference__in=list(asked))
    found = orders.select_related("drawdown").prefetch_related("money", "drawdown__receipts")
    return [
        Side(
            source=MoneyOnOrder(order, money.received_on),
            year=money.received_on.year,
            day=money.received_on,
            cents=-money.amount_cents,
            names=(("case", order.cash_reference),),
        )
        for order in found
        for money in (order.drawdown.receipts.all() if order.drawdown else order.money.all())
    ]


def _our_side(entry: LedgerEntry) -> Side:
    """Known by the order's number, the number its payment has at the Kasse, Kassenzeichen and case."""
    order: Any = entry.order
    names = [("order", order.number)] if order else []
    if order and order.bank_reference:
        names.append(("document", order.bank_reference))
    if entry.claim and entry.claim.cash_reference:
        names.append(("case", entry.claim.cash_reference))
    names.append(("case", entry.case.reference))
    return Side(
        source=entry,
        year=entry.account.budget_year,
        day=entry.occurred_on,
        cents=-entry.received_cents,
        names=tuple(names),
    )


def _their_side(posting: Posting) -> Side:
    names = [("order", posting.order_number), ("document", posting.document_number)]
    names.append(("case", posting.reference))
    return Side(
        source=posting,
        year=posting.booked_on.year,
        day=posting.booked_on,
        cents=posting.amount_cents,
        names=tuple(name for name in names if name[1]),
    )
