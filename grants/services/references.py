"""Names for cases and orders, given once and never reused."""

from datetime import datetime

from foundation.values.dates import local_date
from grants.models import Fund, ReferenceCounter


def next_reference(*, fund: Fund, series: str, now: datetime) -> str:
    """The next name of a series, such as LT-2027-0042 for cases ("") or LT-2027-A0007 for orders ("A").

    Funds that share a prefix share its numbers. Must run in the transaction that uses the name: the counters
    are held until it ends, so no number is given twice and none is lost when the transaction is taken back.
    """
    year, prefix = local_date(now).year, fund.reference_prefix
    ReferenceCounter.objects.get_or_create(fund=fund, year=year, series=series)
    same = ReferenceCounter.objects.filter(fund__reference_prefix=prefix, year=year, series=series)
    held = list(same.select_for_update(of=("self",)).order_by("pk"))
    number = max(each.last for each in held) + 1
    ReferenceCounter.objects.filter(fund=fund, year=year, series=series).update(last=number)
    return f"{prefix}-{year}-{series}{number:04d}"
