"""The year's end and the money of the Land: what the Kämmerei carries over and asks for."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from foundation.values.dates import local_date
from foundation.values.errors import DomainError, NotAllowed
from foundation.values.money import format_euro
from grants import policy
from grants.forms.office_budget import CarryOverForm, DrawdownForm
from grants.selectors.budget_years import READERS, budget_years, carried_over, drawdowns, find_proposal
from grants.selectors.cases import funds_of
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.services.drawdowns import request_drawdown
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_forms import attach

STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie den Übertrag vorschlagen."


@office_page(*READERS)
def budget(request: HttpRequest) -> HttpResponse:
    """Budget years with what is still committed, what was carried over, what was asked of the Land."""
    actor = actor_of(request)
    funds = funds_of(actor, READERS)
    context = {
        "years": budget_years(funds),
        "carried": carried_over(funds),
        "drawdowns": drawdowns(funds),
        "actor_reference": actor.reference,
        "may_write": any(policy.may_request_drawdown(actor, fund) for fund in funds),
    }
    return render(request, "office/budget.html", context)


@office_page("KM", methods=("POST",))
def carry_over_new(request: HttpRequest) -> HttpResponse:
    """Propose to carry the open commitments of a year into the next one."""
    actor = actor_of(request)
    if not actor.stepped_up:
        messages.info(request, STEP_UP)
        return redirect(f"{reverse('confirm_identity')}?{urlencode({'next': reverse('office_budget')})}")
    form = CarryOverForm(request.POST)
    funds = {fund.pk: fund for fund in funds_of(actor, ("KM",))}
    if not form.is_valid() or form.cleaned_data["fund"] not in funds:
        raise Http404
    fund, year = funds[form.cleaned_data["fund"]], form.cleaned_data["from_year"]

    def propose() -> str:
        propose_carry_over(fund=fund, from_year=year, actor=actor, now=timezone.now())
        return "Der Übertrag ist vorgeschlagen. Eine zweite Person der Kämmerei bestätigt ihn."

    return _done(request, propose)


@office_page("KM", methods=("POST",))
def carry_over_confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Confirm what somebody else has proposed; it is carried at once."""
    actor = actor_of(request)
    proposal = find_proposal(actor, uuid)
    if proposal is None:
        raise Http404

    def confirm() -> str:
        done = confirm_carry_over(proposal=proposal, actor=actor, now=timezone.now())
        return f"{format_euro(done.amount_cents)} sind nach {done.to_year} übertragen."

    return _done(request, confirm)


@form_page("KM")
def drawdown_new(request: HttpRequest) -> HttpResponse:
    """Ask the Land for its share of what was paid in a period."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_of(actor, ("KM",))
    form = DrawdownForm(request.POST or None, target=funds, actor=actor, today=local_date(now), version=0)
    if request.method == "POST" and form.is_valid():
        days = {"from_on": form.cleaned_data["from_on"], "to_on": form.cleaned_data["to_on"]}
        try:
            made = request_drawdown(fund=form.chosen_fund(), **days, actor=actor, now=now)
        except DomainError as error:
            attach(form, error)
        else:
            messages.success(request, f"Mittelabruf {made.number} über {format_euro(made.claimed_cents)}.")
            return redirect("office_budget")
    return render(request, "office/drawdown_new.html", {"form": form, "back": reverse("office_budget")})


def _done(request: HttpRequest, step: Callable[[], str]) -> HttpResponse:
    """Do it and say so; a refusal is said on the same page, 403 without the right."""
    try:
        messages.success(request, step())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("office_budget")
