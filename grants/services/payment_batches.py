"""Several payment orders signed at once: the number and the sum that were seen are repeated, all or none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, InvalidInput, StaleVersion
from foundation.values.money import format_euro
from grants.models import Application, PaymentOrder
from grants.services.payments import certify_order, order_payment


class BatchStep(StrEnum):
    """What is signed."""

    CERTIFY = "zeichnen"
    ORDER = "anordnen"


SIGN: Mapping[BatchStep, Callable[..., PaymentOrder]] = MappingProxyType(
    {BatchStep.CERTIFY: certify_order, BatchStep.ORDER: order_payment}
)


@dataclass(frozen=True)
class SeenOrders:
    """What the person had before them: each order's version by its key, how many, over how many cents."""

    versions: Mapping[int, int]
    count: int
    total_cents: int


def sign_orders(*, step: BatchStep, seen: SeenOrders, actor: Actor, now: datetime) -> list[PaymentOrder]:
    """Certify or order every payment that was seen, or none: what is signed is what was shown.

    Raises InvalidInput for no order, or when number or sum are others than repeated; StaleVersion when one
    has changed since; Blocked with every refusal, each under the number of its order.
    """
    with transaction.atomic():
        orders = hold_orders(seen)
        demand_same(orders, seen)
        signed: list[PaymentOrder] = []
        refusals: list[str] = []
        for order in orders:
            try:
                signed.append(SIGN[step](order=order, actor=actor, now=now))
            except DomainError as error:
                refusals.extend(f"{order.number}: {sentence}" for sentence in sentences_of(error))
        if refusals:
            raise Blocked(findings=refusals)
    return signed


def hold_orders(seen: SeenOrders) -> Sequence[PaymentOrder]:
    """The orders, their cases locked in one order before the first audit entry: nobody waits in a circle."""
    found = PaymentOrder.objects.filter(pk__in=seen.versions).select_related("grant__case__fund")
    cases = sorted(found.values_list("grant__case_id", flat=True))
    list(Application.objects.select_for_update().filter(pk__in=cases).order_by("pk").values_list("pk"))
    return list(found.select_for_update(of=("self",)).order_by("pk"))


def demand_same(orders: Sequence[PaymentOrder], seen: SeenOrders) -> None:
    """What is held is what was shown: the same orders, unchanged, as many, over the same sum."""
    if not orders:
        raise InvalidInput("Wählen Sie mindestens eine Auszahlung aus.", "batch.empty")
    moved = [order.number for order in orders if order.version != seen.versions[order.pk]]
    if moved:
        sentence = f"Inzwischen geändert: {', '.join(moved)}. Sehen Sie sich die Liste noch einmal an."
        raise StaleVersion(sentence, "version.stale")
    total = sum(order.amount_cents for order in orders)
    if (len(orders), total) != (seen.count, seen.total_cents):
        number = "ist 1 Auszahlung" if len(orders) == 1 else f"sind {len(orders)} Auszahlungen"
        sentence = f"Ausgewählt {number} über {format_euro(total)}. Prüfen Sie es neu."
        raise InvalidInput(sentence, "batch.total")


def sentences_of(error: DomainError) -> Iterator[str]:
    """Every sentence that a service refused with."""
    yield from error.sentences if isinstance(error, Blocked) else (error.message,)
