"""Names for cases and orders, given once and never reused."""

from datetime import datetime

from django.db.models import F

from foundation.values.dates import local_date
from grants.models import Fund, ReferenceCounter


def next_reference(*, fund: Fund, series: str, now: datetime) -> str:
    """The next name of a series, such as LT-2027-0042 for cases ("") or LT-2027-A0007 for orders ("A").

    Must run in the transaction that uses the name: the counter row is held until it ends, so no number is
    given twice and none is lost when the transaction is taken back.
    """
    year = local_date(now).year
    ReferenceCounter.objects.get_or_create(fund=fund, year=year, series=series)
    counter = ReferenceCounter.objects.select_for_update().get(fund=fund, year=year, series=series)
    ReferenceCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    return f"{fund.reference_prefix}-{year}-{series}{counter.last + 1:04d}"
