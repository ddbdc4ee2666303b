"""The finance office: landing, payment orders, claims, and the actions on them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.files.selectors import may_read_document
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.actions import action_named, as_called_for, offers
from grants.actions.claims import writes_notice
from grants.models import Claim, PaymentOrder
from grants.selectors.account_origins import account_origin
from grants.selectors.accounts import accounts_of_year
from grants.selectors.budget_years import READERS as BUDGET_READERS
from grants.selectors.cases import funds_of
from grants.selectors.desk import desk_of
from grants.selectors.finance_imports import READERS as IMPORT_READERS
from grants.selectors.finance_tasks import finance_tasks
from grants.selectors.hand_overs import run_number
from grants.selectors.land import READERS as LAND_READERS
from grants.selectors.land import land_alerts
from grants.selectors.payments import (
    CLAIM_READERS,
    NEXT_STEP,
    READERS,
    account_warning,
    count_orders,
    ending_of,
    find_claim,
    find_order,
    find_surplus,
    list_claims,
    list_orders,
    open_surpluses,
    relief_decision,
)
from grants.selectors.receipt_orders import READERS as RECEIPT_READERS
from grants.selectors.reconciliation import READERS as RECONCILIATION_READERS
from grants.services.repayments import HELD_STATES
from grants.services.surplus import return_surplus
from grants.states import PaymentOrderState
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_forms import ActionPage
from grants.views.office_payment_batches import BATCHES
from grants.views.office_rates import READERS as RATE_READERS
from grants.workflows.requirements import doubts_about

LANDING = (*READERS, "KM")


@office_page(*LANDING)
def finance(request: HttpRequest) -> HttpResponse:
    """What waits to be signed or paid, the year's figures, the reports."""
    desk, today = desk_of(actor_of(request)), local_date(timezone.now())
    pay_funds = desk.held(*READERS)
    context = {
        "year": today.year,
        "tasks": finance_tasks(desk, today),
        "orders": count_orders(pay_funds) if pay_funds else [],
        "batches": [batch for batch in BATCHES.values() if desk.held(*batch.roles)],
        "has_receipts": bool(desk.held(*RECEIPT_READERS)),
        "has_claims": bool(desk.held(*CLAIM_READERS)),
        "has_rates": bool(desk.held(*RATE_READERS)),
        "has_reconciliation": bool(desk.held(*RECONCILIATION_READERS)),
        "has_imports": bool(desk.held(*IMPORT_READERS)),
        "has_budget": bool(desk.held(*BUDGET_READERS)),
        "land_alerts": land_alerts(desk.held(*LAND_READERS), today),
        "has_reports": bool(desk.held(*policy.STAFF_READERS)),
        "accounts": accounts_of_year(desk.held(*policy.STAFF_READERS, "KA"), today.year),
    }
    return render(request, "office/finance.html", context)


@office_page(*READERS)
def orders(request: HttpRequest) -> HttpResponse:
    """Payment orders by state, with what each waits for."""
    funds = funds_of(actor_of(request), READERS)
    state = request.GET.get("stand", "")
    context = {
        "rows": list_orders(funds=funds, state=state),
        "states": PaymentOrderState.choices,
        "state": state,
    }
    return render(request, "office/orders.html", context)


@office_page(*READERS)
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One payment order with its signatures and what comes next."""
    actor, now = actor_of(request), timezone.now()
    found = _order_or_404(actor, number)
    record_access(actor=actor, subject=found.subject, purpose="order.read", now=now)
    available = offers(found, actor=actor, today=local_date(now))
    context = {
        "order": found,
        **_warnings(found),
        "next_step": NEXT_STEP[PaymentOrderState(found.state)],
        "document": found.document if found.document and may_read_document(actor, found.document) else None,
        "ended": ending_of(found),
        "run_number": run_number(found),
        "may_read_case": policy.may_read_case(actor, found),
        "may_read_iban": policy.may_read_iban(actor, found),
        "offers": [offer for offer in available if offer.is_allowed],
        "refusals": [offer for offer in available if not offer.is_allowed],
    }
    return render(request, "office/order.html", context)


@form_page(*READERS)
def order_action(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Certify, order, execute, discard."""
    found = _order_or_404(actor_of(request), number)
    row = action_named(action, "payment_order")
    if row is None:
        raise Http404
    back = reverse("office_order", args=[number])
    context = {"order": found, **_warnings(found)}
    return ActionPage(request, row, found, back, back, context).answer()


def _warnings(order: PaymentOrder) -> dict[str, Any]:
    """What a signatory should know and what stops nothing."""
    doubts = list(doubts_about(order, local_date(timezone.now())))
    return {
        "doubts": doubts,
        "account_warning": account_warning(order),
        "account_origin": account_origin(order),
    }


@office_page(*CLAIM_READERS)
def claims(request: HttpRequest) -> HttpResponse:
    """Open claims, for those who note the money that comes in."""
    actor = actor_of(request)
    funds = funds_of(actor, CLAIM_READERS)
    context = {
        "claims": list_claims(funds),
        "surpluses": open_surpluses(funds),
        "may_note": any(policy.may_receive_money(actor, fund) for fund in funds),
    }
    return render(request, "office/claims.html", context)


@office_page(*CLAIM_READERS)
def claim(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One claim with what has come in and what comes next."""
    actor, now = actor_of(request), timezone.now()
    found = _claim_or_404(actor, uuid)
    record_access(actor=actor, subject=found.subject, purpose="claim.read", now=now)
    available = [
        each for each in offers(found, actor=actor, today=local_date(now)) if not writes_notice(each.action)
    ]
    context = {
        "claim": found,
        "interest": getattr(found, "interest", None),
        "decision": relief_decision(found),
        "may_read_case": policy.may_read_case(actor, found),
        "offers": [offer for offer in available if offer.is_allowed],
        "refusals": [offer for offer in available if not offer.is_allowed],
    }
    return render(request, "office/claim.html", context)


@form_page(*CLAIM_READERS)
def claim_payment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note money that came in on a claim: from the list, whatever its state."""
    found = _claim_or_404(actor_of(request), uuid)
    is_late = found.state in HELD_STATES
    return _claim_page(request, found, "spaete-zahlung" if is_late else "zahlung", reverse("office_claims"))


@form_page(*CLAIM_READERS)
def claim_action(request: HttpRequest, uuid: UUID, action: str) -> HttpResponse:
    """Remind, defer, enforce, propose, decide."""
    found = _claim_or_404(actor_of(request), uuid)
    return _claim_page(request, found, action, reverse("office_claim", args=[uuid]))


def _claim_page(request: HttpRequest, found: Claim, action: str, back: str) -> HttpResponse:
    row = action_named(action, "claim")
    if row is None or writes_notice(row):
        raise Http404
    return ActionPage(request, as_called_for(row, found), found, back, back, {"claim": found}).answer()


@office_page(*CLAIM_READERS, methods=("POST",))
def surplus_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The Kasse notes that money nobody owed has gone back."""
    actor = actor_of(request)
    found = find_surplus(actor, pk)
    if found is None:
        raise Http404
    if not policy.may_receive_money(actor, found):
        raise PermissionDenied(policy.may_receive_money.why_not(actor, found))
    try:
        return_surplus(surplus=found, actor=actor, now=timezone.now())
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Die Rückgabe ist vermerkt.")
    return redirect("office_claims")


def _order_or_404(actor: Actor, number: str) -> PaymentOrder:
    found = find_order(actor, number)
    if found is None:
        raise Http404
    return found


def _claim_or_404(actor: Actor, uuid: UUID) -> Claim:
    found = find_claim(actor, uuid)
    if found is None:
        raise Http404
    return found
