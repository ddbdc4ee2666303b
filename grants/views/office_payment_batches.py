"""Several payment orders signed at once: choose, see number and sum once more, sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError
from grants import policy
from grants.models import Fund
from grants.predicates import Predicate
from grants.selectors.cases import funds_of
from grants.selectors.payment_batches import chosen_orders, orders_to_sign
from grants.services.payment_batches import BatchStep, SeenOrders, sign_orders
from grants.states import PaymentOrderState
from grants.views.office_access import NO_ENTRY, actor_of, form_page, prove_again

CONFLICT = 409
STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie die Auszahlungen anordnen."


@dataclass(frozen=True)
class Batch:
    """A signature: from which state, by whom, and its words."""

    step: BatchStep
    state: PaymentOrderState
    roles: tuple[str, ...]
    may: Predicate
    title: str
    button: str
    done: str
    step_up: bool = False


BATCHES: Mapping[str, Batch] = MappingProxyType(
    {
        BatchStep.CERTIFY.value: Batch(
            BatchStep.CERTIFY,
            PaymentOrderState.DRAFT,
            ("CI", "FC"),
            policy.may_certify,
            "Auszahlungen zeichnen",
            "sachlich und rechnerisch richtig zeichnen",
            "sachlich und rechnerisch richtig gezeichnet",
        ),
        BatchStep.ORDER.value: Batch(
            BatchStep.ORDER,
            PaymentOrderState.CERTIFIED_ARITH,
            ("FO",),
            policy.may_order,
            "Auszahlungen anordnen",
            "anordnen",
            "angeordnet. Jetzt zahlt die Kasse",
            step_up=True,
        ),
    }
)


@form_page("CI", "FC", "FO")
def orders_sign(request: HttpRequest, step: str) -> HttpResponse:
    """The orders that wait for this signature; POST shows the chosen ones with their sum, then signs."""
    actor = actor_of(request)
    batch = BATCHES.get(step)
    if batch is None:
        raise Http404
    funds = funds_of(actor, batch.roles)
    if not funds:
        raise PermissionDenied(NO_ENTRY)
    if batch.step_up and not actor.stepped_up:
        return prove_again(request, STEP_UP)
    if request.method != "POST":
        return _choose(request, batch, funds)
    seen = seen_orders(request)
    if not seen.versions or "choose" in request.POST:
        return _confirm(request, batch, funds, seen)
    return _sign(request, batch, funds, seen)


def _choose(
    request: HttpRequest, batch: Batch, funds: list[Fund], problems: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    actor = replace(actor_of(request), stepped_up=True)
    today = local_date(timezone.now())
    rows = orders_to_sign(funds=funds, state=batch.state, may=batch.may, actor=actor, today=today)
    context = {"batch": batch, "rows": rows, "problems": problems}
    return render(request, "office/orders_sign.html", context, status=status)


def _confirm(request: HttpRequest, batch: Batch, funds: list[Fund], seen: SeenOrders) -> HttpResponse:
    chosen = chosen_orders(funds, seen.versions)
    if not chosen:
        return _choose(request, batch, funds, ("Wählen Sie mindestens eine Auszahlung aus.",))
    total = sum(order.amount_cents for order in chosen)
    context = {"batch": batch, "chosen": chosen, "total_cents": total}
    return render(request, "office/orders_signing.html", context)


def _sign(request: HttpRequest, batch: Batch, funds: list[Fund], seen: SeenOrders) -> HttpResponse:
    """Sign, and say how many; a refusal leads back to the list with every sentence, and nothing is signed."""
    own = {order.pk for order in chosen_orders(funds, seen.versions)}
    if own != set(seen.versions):
        raise Http404
    try:
        signed = sign_orders(step=batch.step, seen=seen, actor=actor_of(request), now=timezone.now())
    except DomainError as error:
        sentences = error.sentences if isinstance(error, Blocked) else (error.message,)
        nothing = "Es ist nichts unterschrieben. Wählen Sie noch einmal, ohne diese:"
        return _choose(request, batch, funds, (nothing, *sentences), CONFLICT)
    number = "1 Auszahlung ist" if len(signed) == 1 else f"{len(signed)} Auszahlungen sind"
    messages.success(request, f"{number} {batch.done}.")
    return redirect("office_finance")


def seen_orders(request: HttpRequest) -> SeenOrders:
    """What the page sent back; whatever is no number is not there."""
    posted = request.POST
    return SeenOrders(
        dict(_versions(posted.getlist("order"))),
        _number(posted.get("count", "")),
        _number(posted.get("total", "")),
    )


def _versions(pairs: list[str]) -> Iterator[tuple[int, int]]:
    for pair in pairs:
        key, _, version = pair.partition("-")
        if _number(key) > 0 and _number(version) >= 0:
            yield _number(key), _number(version)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
