"""The figures of the funds in a budget year."""

from collections.abc import Iterable, Sequence

from grants.models import Fund, FundAccount


def accounts_of_year(funds: Iterable[Fund], year: int) -> Sequence[FundAccount]:
    """The accounts of these funds in the year, with their fund; one query."""
    accounts = FundAccount.objects.filter(fund__in=list(funds), budget_year=year)
    return list(accounts.select_related("fund").order_by("fund__name"))
