"""The ledger as it was known at an as-of day: bookings that had happened and were written down by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from foundation.values.errors import DomainError
from grants.models import Fund, FundAccount, LedgerEntry, LedgerKind
from reports.contract import Commission

#: A counter-entry counts as the kind that it takes back.
COUNTS_AS = Coalesce("reverses__kind", "kind")
SHARES = ("bund_cents", "land_cents", "kommune_cents", "private_cents")
NO_BUDGET = "Für das Jahr {} hat der Fonds kein Budget. Wählen Sie ein anderes Jahr."
PAID_KINDS = (LedgerKind.PAY, LedgerKind.RETURN, LedgerKind.CORRECT)


@dataclass
class Money:
    """What the ledger says of one case in the year; cents."""

    approved: int = 0
    released: int = 0
    paid: int = 0
    repaid: int = 0
    committed: int = 0
    reserved: int = 0
    carried: int = 0

    def add(self, kind: str, *, reserved: int, committed: int, paid: int) -> None:
        """Count the bookings of one kind; a counter-entry counts as the kind that it takes back."""
        self.reserved += reserved
        self.committed += committed
        if kind == LedgerKind.COMMIT:
            self.approved += committed
        elif kind == LedgerKind.RELEASE:
            self.released -= committed
        elif kind == LedgerKind.CARRY:
            self.carried += committed
        elif kind == LedgerKind.REPAY:
            self.repaid -= paid
        elif kind in PAID_KINDS:
            self.paid += paid


def sum_up(parts: Iterable[Money]) -> Money:
    """All together."""
    found = list(parts)
    return Money(**{each.name: sum(getattr(part, each.name) for part in found) for each in fields(Money)})


def year_of(commission: Commission) -> int:
    """The budget year asked for; by default that of the as-of day."""
    return int(commission.params.get("year") or commission.as_of.year)


def account_of_year(fund: Fund, year: int) -> FundAccount:
    """The fund's account of the budget year. Raises DomainError for a year without one."""
    account = FundAccount.objects.filter(fund=fund, budget_year=year).first()
    if account is None:
        raise DomainError(NO_BUDGET.format(year), "report.year")
    return account


def entries_until(fund: Fund, commission: Commission) -> QuerySet[LedgerEntry]:
    """All bookings of the fund that happened and were recorded by then."""
    return LedgerEntry.objects.filter(
        account__fund=fund,
        recorded_at__lte=commission.recorded_until,
        occurred_on__lte=commission.as_of,
    )


def entries_of_year(fund: Fund, year: int, commission: Commission) -> QuerySet[LedgerEntry]:
    """The bookings of the budget year that happened and were recorded by then."""
    return entries_until(fund, commission).filter(account__budget_year=year)


def money_by_case(entries: QuerySet[LedgerEntry]) -> dict[int, Money]:
    """Case -> its sums; one query."""
    found: defaultdict[int, Money] = defaultdict(Money)
    sums = (
        entries.order_by()
        .annotate(counts_as=COUNTS_AS)
        .values_list("case_id", "counts_as")
        .annotate(Sum("reserved_cents"), Sum("committed_cents"), Sum("paid_cents"))
    )
    for case, kind, reserved, committed, paid in sums:
        found[case].add(kind, reserved=reserved, committed=committed, paid=paid)
    return dict(found)
