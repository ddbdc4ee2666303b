"""Regeln des Fonds: what holds and held, a proposal for a new version, its confirmation by another person."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy, predicates
from grants.forms.office_rules import RulesForm
from grants.models import RulesProposal
from grants.models.rules_proposal import values_of
from grants.selectors.cases import funds_of
from grants.selectors.rule_versions import (
    find_rules_proposal,
    open_proposal,
    rule_differences,
    rules_in_words,
    versions_of_rules,
)
from grants.services.rule_versions import (
    confirm_rules,
    newest_rules,
    propose_rules,
    withdraw_rules,
)
from grants.views.office_access import actor_of, form_page, office_page

READERS = ("QM", "CI", "AU")
DECIDERS = ("QM", "CI")


@office_page(*READERS)
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force and their history, fund by fund."""
    actor, today = actor_of(request), local_date(timezone.now())
    page = [
        {
            "fund": fund,
            "in_force": rules_in_words(fund.rules_on(today)),
            "versions": versions_of_rules(fund, today=today),
            "proposal": open_proposal(fund),
            "may_propose": policy.may_propose_rules(actor, fund),
        }
        for fund in funds_of(actor, READERS)
    ]
    may_decide = bool(funds_of(actor, DECIDERS))
    return render(request, "office/settings/rules.html", {"funds": page, "may_decide": may_decide})


@form_page("QM")
def rules_new(request: HttpRequest, fund: str) -> HttpResponse:
    """Propose a version: the form begins with the newest one."""
    actor = actor_of(request)
    found = next((each for each in funds_of(actor, ("QM",)) if each.slug == fund), None)
    if found is None:
        raise Http404
    form = RulesForm(request.POST or None, values=values_of(newest_rules(found)))
    if request.method == "POST" and form.is_valid():
        try:
            proposal = propose_rules(
                fund=found,
                values=form.values(),
                valid_from=form.cleaned_data["valid_from"],
                reason=form.cleaned_data["reason"],
                actor=actor,
                now=timezone.now(),
            )
        except DomainError as error:
            _attach(form, error)
        else:
            messages.success(request, "Der Vorschlag liegt vor. Die Sachbearbeitung der Stadt bestätigt ihn.")
            return redirect("office_rules_proposal", proposal.uuid)
    page = {"fund": found, "form": form, "waiting": open_proposal(found)}
    return render(request, "office/settings/rules_new.html", page)


@form_page(*DECIDERS)
def rules_proposal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One proposal with what it changes: read it, confirm it, withdraw it."""
    proposal = find_rules_proposal(actor_of(request), uuid, DECIDERS)
    if proposal is None:
        raise Http404
    return _act(request, proposal) if request.method == "POST" else _show(request, proposal)


def _act(request: HttpRequest, proposal: RulesProposal) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    try:
        if "confirm" in request.POST:
            confirmed = confirm_rules(proposal=proposal, actor=actor, now=now)
            messages.success(request, f"Die Regeln gelten ab dem {confirmed.valid_from:%d.%m.%Y}.")
        elif "withdraw" in request.POST:
            withdraw_rules(proposal=proposal, actor=actor, now=now)
            messages.success(request, "Der Vorschlag ist zurückgezogen. Die Regeln bleiben, wie sie sind.")
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        problems = list(error.sentences) if isinstance(error, Blocked) else [error.message]
        return _show(request, proposal, problems=problems, status=409)
    return redirect("office_rules_proposal", proposal.uuid)


def _show(
    request: HttpRequest, proposal: RulesProposal, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "proposal": proposal,
        "changes": rule_differences(values_of(proposal.based_on), proposal.values),
        "may_confirm": policy.may_confirm_rules(actor, proposal),
        "why_not": policy.may_confirm_rules.why_not(actor, proposal) or predicates.NO_RIGHT,
        "problems": problems,
        "error_title": "Das geht nicht",
    }
    return render(request, "office/settings/rules_proposal.html", page, status=status)


def _attach(form: RulesForm, error: DomainError) -> None:
    """Every sentence beside its input, else on top."""
    if isinstance(error, Blocked):
        for finding, sentence in zip(error.findings, error.sentences, strict=True):
            name = getattr(finding, "field", None)
            form.add_error(name if name in form.fields else None, sentence)
        return
    field = error.field if isinstance(error, InvalidInput) and error.field in form.fields else None
    form.add_error(field, error.message)
