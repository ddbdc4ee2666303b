"""Budget years: what the Kämmerei enters and carries over, by two persons."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from grants import policy
from grants.forms.office_budget import BudgetForm, CarryOverForm
from grants.models import BudgetProposal
from grants.selectors.budget_years import (
    READERS,
    budget_entries,
    budget_proposals,
    budget_years,
    carried_over,
    find_budget_proposal,
    find_proposal,
)
from grants.selectors.cases import funds_of
from grants.services.budget_proposals import confirm_budget, propose_budget, withdraw_budget
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.views.office_access import actor_of, done, form_page, office_page, prove_again
from grants.views.office_forms import attach

STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie das vorschlagen."


@office_page(*READERS)
def budget(request: HttpRequest) -> HttpResponse:
    """Budget years with what is still committed, what was carried over, what was asked of the Land."""
    actor = actor_of(request)
    funds = funds_of(actor, READERS)
    context = {
        "years": budget_years(funds),
        "proposals": budget_proposals(funds),
        "entries": budget_entries(funds),
        "carried": carried_over(funds),
        "actor_reference": actor.reference,
        "may_write": any(policy.may_request_drawdown(actor, fund) for fund in funds),
    }
    return render(request, "office/budget.html", context)


@office_page("KM", methods=("POST",))
def carry_over_new(request: HttpRequest) -> HttpResponse:
    """Propose to carry the open commitments of a year into the next one."""
    actor = actor_of(request)
    if not actor.stepped_up:
        return prove_again(request, STEP_UP, reverse("office_budget"))
    form = CarryOverForm(request.POST)
    funds = {fund.pk: fund for fund in funds_of(actor, ("KM",))}
    if not form.is_valid() or form.cleaned_data["fund"] not in funds:
        raise Http404
    fund, year = funds[form.cleaned_data["fund"]], form.cleaned_data["from_year"]

    def propose() -> str:
        propose_carry_over(fund=fund, from_year=year, actor=actor, now=timezone.now())
        return "Der Übertrag ist vorgeschlagen. Eine zweite Person der Kämmerei bestätigt ihn."

    return done(request, propose, "office_budget")


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

    return done(request, confirm, "office_budget")


@form_page("KM")
def budget_new(request: HttpRequest) -> HttpResponse:
    """Propose a budget, a top-up or a block."""
    actor, now = actor_of(request), timezone.now()
    if not actor.stepped_up:
        return prove_again(request, STEP_UP)
    funds = funds_of(actor, ("KM",))
    form = BudgetForm(request.POST or None, target=funds, actor=actor, today=local_date(now), version=0)
    if request.method == "POST" and form.is_valid():
        try:
            propose_budget(fund=form.chosen_fund(), wish=form.wish(), actor=actor, now=now)
        except DomainError as error:
            attach(form, error)
        else:
            messages.success(request, "Vorgeschlagen. Eine zweite Person der Kämmerei bestätigt es.")
            return redirect("office_budget")
    return render(request, "office/budget_new.html", {"form": form, "back": reverse("office_budget")})


@office_page("KM", methods=("POST",))
def budget_confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter what somebody else has proposed."""
    proposal = _proposal_or_404(request, uuid)

    def confirm() -> str:
        confirm_budget(proposal=proposal, actor=actor_of(request), now=timezone.now())
        return "Der Eintrag gilt jetzt."

    return done(request, confirm, "office_budget")


@office_page("KM", methods=("POST",))
def budget_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Nothing comes of a proposal."""
    proposal = _proposal_or_404(request, uuid)

    def withdraw() -> str:
        withdraw_budget(proposal=proposal, actor=actor_of(request), now=timezone.now())
        return "Der Vorschlag ist zurückgezogen."

    return done(request, withdraw, "office_budget")


def _proposal_or_404(request: HttpRequest, uuid: UUID) -> BudgetProposal:
    found = find_budget_proposal(actor_of(request), uuid)
    if found is None:
        raise Http404
    return found
