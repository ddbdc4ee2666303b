"""The finance office: receipt orders, what of them has come in, and money that somebody has promised."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.audit.services import record_access
from foundation.files.selectors import may_read_document
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.actions import action_named, offers
from grants.forms.office_receipts import ExpectedMoneyForm
from grants.models import ReceiptOrder
from grants.selectors.cases import funds_of
from grants.selectors.receipt_orders import (
    NEXT_STEP,
    READERS,
    changes_of_claim,
    find_receipt_order,
    list_receipt_orders,
    why_cancelled,
)
from grants.services.receipt_orders import prepare_by_hand
from grants.states import ReceiptOrderState
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_forms import ActionPage, attach


@office_page(*READERS)
def receipts(request: HttpRequest) -> HttpResponse:
    """Receipt orders by state, with what has come in on each."""
    actor, state = actor_of(request), request.GET.get("stand", "")
    context = {
        "orders": list_receipt_orders(funds_of(actor, READERS), state),
        "states": ReceiptOrderState.choices,
        "state": state,
        "may_prepare": bool(funds_of(actor, ("KM",))),
    }
    return render(request, "office/receipts.html", context)


@office_page(*READERS)
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """One receipt order with its signatures and what comes next."""
    actor, now = actor_of(request), timezone.now()
    found = _order_or_404(request, number)
    record_access(actor=actor, subject=found.subject, purpose="receipt_order.read", now=now)
    available = offers(found, actor=actor, today=local_date(now))
    context = {
        "order": found,
        "next_step": NEXT_STEP[ReceiptOrderState(found.state)],
        "ended": why_cancelled(found),
        "changes": changes_of_claim(found),
        "document": found.document if found.document and may_read_document(actor, found.document) else None,
        "may_read_case": found.case is not None and policy.may_read_case(actor, found),
        "offers": [offer for offer in available if offer.is_allowed],
        "refusals": [offer for offer in available if not offer.is_allowed],
    }
    return render(request, "office/receipt.html", context)


@form_page(*READERS)
def receipt_action(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Certify, order, cancel, note money, propose it for the budget."""
    found = _order_or_404(request, number)
    row = action_named(action, "receipt_order")
    if row is None:
        raise Http404
    back = reverse("office_receipt", args=[number])
    return ActionPage(request, row, found, back, back, {"order": found}).answer()


@form_page("KM")
def receipt_new(request: HttpRequest) -> HttpResponse:
    """The order for private or municipal money that somebody has promised."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_of(actor, ("KM",))
    form = ExpectedMoneyForm(
        request.POST or None, target=funds, actor=actor, today=local_date(now), version=0
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_by_hand(fund=form.chosen_fund(), expected=form.expected(), actor=actor, now=now)
        except DomainError as error:
            attach(form, error)
        else:
            messages.success(request, f"Vorbereitet, mit dem Kassenzeichen {made.cash_reference}.")
            return redirect("office_receipt", number=made.number)
    return render(request, "office/receipt_new.html", {"form": form, "back": reverse("office_receipts")})


def _order_or_404(request: HttpRequest, number: str) -> ReceiptOrder:
    found = find_receipt_order(actor_of(request), number)
    if found is None:
        raise Http404
    return found
