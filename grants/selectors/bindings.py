"""The register of bought things that stay bound to their purpose (domain handbook 2.4, R15)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from grants.models import BoundThing, Fund, Grant

ENDED_LIMIT = 50


def bound_things(funds: Iterable[Fund], *, on: date) -> Sequence[BoundThing]:
    """What is bound on that day in these funds, what gets free first on top; one query."""
    return list(_things(funds).filter(ended_on__isnull=True, bound_until__gte=on))


def freed_things(funds: Iterable[Fund], *, on: date) -> Sequence[BoundThing]:
    """The latest that are free again, by time or by the city; one query."""
    free = _things(funds).filter(Q(ended_on__isnull=False) | Q(bound_until__lt=on))
    return list(free.order_by("-bound_until", "-pk")[:ENDED_LIMIT])


def things_to_end(grant: Grant, *, on: date) -> Sequence[BoundThing]:
    """What the city can free before its time."""
    return [thing for thing in grant.bound_things.all() if thing.is_bound(on)]


def _things(funds: Iterable[Fund]) -> QuerySet[BoundThing]:
    things = BoundThing.objects.filter(grant__case__fund__in=list(funds))
    return things.select_related("grant__case__particulars").order_by("bound_until", "pk")
