"""The figures of the funds in a budget year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from grants.models import BUDGET_COLUMNS, Fund, FundAccount


@dataclass(frozen=True)
class BudgetFigures:
    """What a fund may spend in a year, from its parts, in cents."""

    budget_cents: int = 0
    top_ups_cents: int = 0
    blocked_cents: int = 0
    carried_in_cents: int = 0
    carried_out_cents: int = 0

    @property
    def available_cents(self) -> int:
        """What may be spent in the year, before anything is reserved."""
        coming = self.budget_cents + self.top_ups_cents + self.carried_in_cents
        return coming - self.carried_out_cents - self.blocked_cents


def accounts_of_year(funds: Iterable[Fund], year: int) -> Sequence[FundAccount]:
    """The accounts of these funds in the year, with their fund; one query."""
    accounts = FundAccount.objects.filter(fund__in=list(funds), budget_year=year)
    return list(accounts.select_related("fund").order_by("fund__name"))


def budget_as_of(account: FundAccount, *, as_of: date, recorded_until: datetime) -> BudgetFigures:
    """The budget as it was known: entries that had happened and were written down by then; one query."""
    entries = account.budget_entries.filter(occurred_on__lte=as_of, recorded_at__lte=recorded_until)
    sums = entries.order_by().values_list("kind").annotate(Sum("amount_cents"))
    return BudgetFigures(**{BUDGET_COLUMNS[kind]: cents for kind, cents in sums})
