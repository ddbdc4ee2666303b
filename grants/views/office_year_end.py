"""The end of a budget year: checklist, balance sheet, closing and opening again by two persons."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, NotAllowed
from grants import policy
from grants.models import FundAccount, YearClosing, YearStep
from grants.selectors.year_end import (
    READERS,
    balance_of,
    closings_of,
    find_account,
    find_closing,
    open_points,
    waiting_closing,
)
from grants.services.year_closings import confirm_closing, propose_closing, withdraw_closing
from grants.views.office_access import actor_of, form_page, office_page, prove_again

STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie das vorschlagen."
PROPOSED = "Vorgeschlagen. Eine zweite Person der Kämmerei bestätigt es."
DONE = {
    YearStep.CLOSE.value: "Das Haushaltsjahr ist abgeschlossen.",
    YearStep.REOPEN.value: "Das Haushaltsjahr ist wieder offen.",
}


@form_page(*READERS)
def year_end(request: HttpRequest, fund: str, budget_year: int) -> HttpResponse:
    """What is open, the balance sheet, and what comes next; POST proposes it."""
    actor = actor_of(request)
    account = find_account(actor, fund, budget_year)
    if account is None:
        raise Http404
    if request.method != "POST":
        return _show(request, account)
    if not policy.may_withdraw_budget(actor, account):
        raise PermissionDenied(policy.may_withdraw_budget.why_not(actor, account))
    if not actor.stepped_up:
        return prove_again(request, STEP_UP)
    step, reason = (
        YearStep.CLOSE if account.closed_at is None else YearStep.REOPEN,
        request.POST.get("reason", ""),
    )
    try:
        propose_closing(account=account, step=step, actor=actor, now=timezone.now(), reason=reason[:500])
    except DomainError as error:
        return _show(request, account, error)
    messages.success(request, PROPOSED)
    return redirect("office_year_end", fund, budget_year)


@office_page("KM", methods=("POST",))
def closing_confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The second person says yes."""
    proposal = _proposal_or_404(request, uuid)
    try:
        done = confirm_closing(proposal=proposal, actor=actor_of(request), now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        return _show(request, proposal.account, error)
    messages.success(request, DONE[done.step])
    return _back(proposal)


@office_page("KM", methods=("POST",))
def closing_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Nothing comes of a proposal."""
    proposal = _proposal_or_404(request, uuid)
    try:
        withdraw_closing(proposal=proposal, actor=actor_of(request), now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        return _show(request, proposal.account, error)
    messages.success(request, "Der Vorschlag ist zurückgezogen.")
    return _back(proposal)


def _show(request: HttpRequest, account: FundAccount, error: DomainError | None = None) -> HttpResponse:
    actor = actor_of(request)
    points = open_points(account, local_date(timezone.now()))
    sentences = error.sentences if isinstance(error, Blocked) else (error.message,) if error else ()
    context = {
        "account": account,
        "points": points,
        "may_close": not any(point.stops for point in points),
        "balance": balance_of(account),
        "proposal": waiting_closing(account),
        "done": closings_of(account),
        "problems": sentences,
        "reason": request.POST.get("reason", ""),
        "may_write": policy.may_withdraw_budget(actor, account),
        "actor_reference": actor.reference,
    }
    return render(request, "office/year_end.html", context)


def _back(proposal: YearClosing) -> HttpResponse:
    return redirect("office_year_end", proposal.fund.slug, proposal.account.budget_year)


def _proposal_or_404(request: HttpRequest, uuid: UUID) -> YearClosing:
    found = find_closing(actor_of(request), uuid)
    if found is None:
        raise Http404
    return found
