"""The Land's money: decisions, tranches, drawdowns, what came in and what was cut."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from grants import policy
from grants.forms.office_base import ActionForm, ReasonForm
from grants.forms.office_land import AheadForm, DrawdownForm, LandCutForm, LandMoneyForm, LandReceiptForm
from grants.models import Drawdown, FundAccount, LandGrant, LandProposal
from grants.selectors.cases import funds_of
from grants.selectors.land import (
    READERS,
    find_drawdown,
    find_land_proposal,
    land_lines,
    land_proposals,
    years_borne_before,
)
from grants.selectors.land_report import land_report
from grants.services.drawdown_withdrawals import withdraw_drawdown
from grants.services.drawdowns import request_ahead, request_drawdown
from grants.services.land_money import confirm_land_money, propose_land_money, withdraw_land_money
from grants.services.land_receipts import record_cut, record_land_money
from grants.views.office_access import actor_of, done, form_page, office_page, prove_again
from grants.views.office_forms import attach

STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie das vorschlagen."


@office_page(*READERS)
def land(request: HttpRequest) -> HttpResponse:
    """Every decision of the Land with its tranches, drawdowns and what lies unused."""
    actor = actor_of(request)
    funds = funds_of(actor, READERS)
    context = {
        "lines": land_lines(funds, local_date(timezone.now())),
        "proposals": [(each, years_borne_before(each)) for each in land_proposals(funds)],
        "actor_reference": actor.reference,
        "may_write": any(policy.may_request_drawdown(actor, fund) for fund in funds),
    }
    return render(request, "office/land.html", context)


@office_page(*READERS)
def land_figures(request: HttpRequest, fund: str, programme_year: int, budget_year: int) -> HttpResponse:
    """What the Land asks for per year."""
    found = LandGrant.objects.filter(fund__slug=fund, programme_year=programme_year).select_related("fund")
    grant = policy.scope(actor_of(request), found, codes=READERS).first()
    if grant is None or not FundAccount.objects.filter(fund=grant.fund, budget_year=budget_year).exists():
        raise Http404
    context = {"grant": grant, "year": budget_year, "report": land_report(grant, budget_year)}
    return render(request, "office/land_report.html", context)


@form_page("KM")
def land_money_new(request: HttpRequest) -> HttpResponse:
    """Propose a tranche, with the first of a programme year the decision itself."""
    actor = actor_of(request)
    if not actor.stepped_up:
        return prove_again(request, STEP_UP)
    form = _form(request, LandMoneyForm, funds_of(actor, ("KM",)))

    def propose() -> str:
        propose_land_money(fund=form.chosen_fund(), wish=form.wish(), actor=actor, now=timezone.now())
        return "Vorgeschlagen. Eine zweite Person der Kämmerei bestätigt es."

    return _answer(request, form, "Zuwendung des Landes eintragen", propose)


@office_page("KM", methods=("POST",))
def land_money_confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter what somebody else has proposed."""
    proposal = _proposal_or_404(request, uuid)

    def confirm() -> str:
        stay = [str(account.budget_year) for account in years_borne_before(proposal)]
        confirm_land_money(proposal=proposal, actor=actor_of(request), now=timezone.now())
        kept = f" Beim früheren Bescheid bleibt, wo schon gebucht ist: {', '.join(stay)}." if stay else ""
        return f"Die Tranche gilt jetzt.{kept}"

    return done(request, confirm, "office_land")


@office_page("KM", methods=("POST",))
def land_money_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Nothing comes of a proposal."""
    proposal = _proposal_or_404(request, uuid)

    def withdraw() -> str:
        withdraw_land_money(proposal=proposal, actor=actor_of(request), now=timezone.now())
        return "Der Vorschlag ist zurückgezogen."

    return done(request, withdraw, "office_land")


@form_page("KM")
def drawdown_new(request: HttpRequest) -> HttpResponse:
    """Ask the Land for its share of what was paid in a period."""
    actor = actor_of(request)
    form = _form(request, DrawdownForm, _grants(request))

    def ask() -> str:
        days = {name: form.cleaned_data[name] for name in ("from_on", "to_on")}
        made = request_drawdown(land_grant=form.chosen_grant(), **days, actor=actor, now=timezone.now())
        return f"Mittelabruf {made.number} über {format_euro(made.claimed_cents)}."

    return _answer(request, form, "Mittel abrufen", ask)


@form_page("KM")
def ahead_new(request: HttpRequest) -> HttpResponse:
    """Ask the Land ahead for payments of the next two months."""
    actor = actor_of(request)
    form = _form(request, AheadForm, _grants(request))

    def ask() -> str:
        made = request_ahead(
            land_grant=form.chosen_grant(),
            amount_cents=form.cleaned_data["amount"],
            due_until=form.cleaned_data["due_until"],
            actor=actor,
            now=timezone.now(),
        )
        return f"Mittelabruf {made.number} über {format_euro(made.claimed_cents)}."

    return _answer(request, form, "Mittel im Voraus abrufen", ask)


@form_page("KM")
def drawdown_received(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note money of the Land that came in."""
    drawdown = _drawdown_or_404(request, uuid)
    form = _form(request, LandReceiptForm, drawdown, drawdown.note_count)

    def note() -> str:
        data = {"amount_cents": form.cleaned_data["amount"], "received_on": form.cleaned_data["received_on"]}
        data["expected_notes"] = form.cleaned_data["expected_version"]
        record_land_money(drawdown=drawdown, **data, actor=actor_of(request), now=timezone.now())
        return "Der Eingang ist vermerkt."

    return _answer(request, form, f"Eingang zu Mittelabruf {drawdown.number} vermerken", note)


@form_page("KM")
def drawdown_cut(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note what the Land does not pay."""
    drawdown = _drawdown_or_404(request, uuid)
    form = _form(request, LandCutForm, drawdown, drawdown.note_count)

    def note() -> str:
        data = {name: form.cleaned_data[name] for name in ("cut_on", "reason")}
        data["amount_cents"] = form.cleaned_data["amount"]
        data["expected_notes"] = form.cleaned_data["expected_version"]
        record_cut(drawdown=drawdown, **data, actor=actor_of(request), now=timezone.now())
        return "Die Kürzung ist vermerkt. Die Stadt trägt sie."

    return _answer(request, form, f"Kürzung zu Mittelabruf {drawdown.number} vermerken", note)


@form_page("KM")
def drawdown_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back what somebody else asked for by mistake."""
    drawdown, actor = _drawdown_or_404(request, uuid), actor_of(request)
    if not policy.may_withdraw_drawdown(actor, drawdown):
        raise PermissionDenied(policy.may_withdraw_drawdown.why_not(actor, drawdown))
    form = _form(request, ReasonForm, drawdown)

    def withdraw() -> str:
        reason = form.cleaned_data["reason"]
        withdraw_drawdown(drawdown=drawdown, reason=reason, actor=actor, now=timezone.now())
        return f"Mittelabruf {drawdown.number} ist zurückgezogen."

    return _answer(request, form, f"Mittelabruf {drawdown.number} zurückziehen", withdraw)


def _form(request: HttpRequest, form: type[ActionForm], target: Any, version: int = 0) -> Any:
    today = local_date(timezone.now())
    return form(request.POST or None, target=target, actor=actor_of(request), today=today, version=version)


def _answer(request: HttpRequest, form: ActionForm, title: str, step: Callable[[], str]) -> HttpResponse:
    """The form, or with POST the step; a refusal is said in the form with everything typed."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, step())
        except DomainError as error:
            attach(form, error)
        else:
            return redirect("office_land")
    return render(
        request, "office/land_form.html", {"form": form, "title": title, "back": reverse("office_land")}
    )


def _grants(request: HttpRequest) -> list[LandGrant]:
    funds = funds_of(actor_of(request), ("KM",))
    return list(
        LandGrant.objects.filter(fund__in=funds).select_related("fund").order_by("-programme_year", "pk")
    )


def _proposal_or_404(request: HttpRequest, uuid: UUID) -> LandProposal:
    found = find_land_proposal(actor_of(request), uuid)
    if found is None:
        raise Http404
    return found


def _drawdown_or_404(request: HttpRequest, uuid: UUID) -> Drawdown:
    found = find_drawdown(actor_of(request), uuid)
    if found is None:
        raise Http404
    return found
