"""The runs of the Kasse: what waits for one, what was handed over, and what became of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from foundation.audit.actors import Actor
from foundation.files.models import Document
from grants import policy
from grants.models import Fund, HandOver, HandOverLine, PaymentOrder
from grants.selectors.payments import READERS
from grants.selectors.readers import may_read_order_documents

LIST_LIMIT = 100


@dataclass(frozen=True)
class RunLine:
    """One payment of a run with its order's document, for those who may read it."""

    line: HandOverLine
    document: Document | None


def list_runs(funds: Iterable[Fund]) -> Sequence[HandOver]:
    """The runs of these funds, the newest first, at most `LIST_LIMIT`."""
    found = HandOver.objects.filter(fund__in=list(funds)).select_related("fund")
    return list(found.prefetch_related("downloads", "lines__order").order_by("-pk")[:LIST_LIMIT])


def find_run(actor: Actor, number: str) -> HandOver | None:
    """The run with this number, if the actor may know of it."""
    found = policy.scope(actor, HandOver.objects.filter(number=number), codes=READERS)
    return found.select_related("fund", "file", "profile").first()


def run_number(order: PaymentOrder) -> str:
    """The run that handed this order over; empty when none did."""
    line = HandOverLine.objects.filter(order=order).select_related("hand_over").first()
    return line.hand_over.number if line else ""


def run_of(orders: Collection[int], fund: Fund) -> HandOver | None:
    """The run that handed over just these orders, known by their keys; None when there is none."""
    runs = HandOver.objects.filter(fund=fund, lines__order__in=orders).distinct()
    found = [run for run in runs if {line.order_id for line in run.lines.all()} == set(orders)]
    return found[0] if found else None


def lines_of_run(run: HandOver, actor: Actor) -> list[RunLine]:
    """The payments of a run in their order."""
    lines = run.lines.select_related("order__bank_account", "order__document", "order__grant__case__fund")
    lines = lines.prefetch_related("order__document__files")
    return [RunLine(line, _readable(line, actor)) for line in lines.order_by("position")]


def _readable(line: HandOverLine, actor: Actor) -> Document | None:
    document = line.order.document
    return document if document is not None and may_read_order_documents(actor, line.order) else None
