"""Retention: what can be archived, what is kept until when, and the proposals to delete."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError, NotAllowed
from grants import policy, predicates
from grants.forms.office_retention import ProposeDeletionForm
from grants.models import DeletionRun
from grants.selectors.cases import funds_of
from grants.selectors.report_retention import reports_kept
from grants.selectors.retention import LIMIT, archivable, archived, find_run, runs_of
from grants.services.retention import propose_deletion, release_deletion, withdraw_deletion
from grants.views.office_access import actor_of, form_page, office_page, prove_again
from grants.views.office_forms import attach

READERS = ("QM", "CI", "AU", "AD")
RUN_READERS = ("CI", "AU", "AD")
STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie die Löschung freigeben."


@office_page(*READERS)
def retention(request: HttpRequest) -> HttpResponse:
    """The three lists; the administration sees references and days, no persons."""
    actor, today = actor_of(request), local_date(timezone.now())
    funds = funds_of(actor, READERS)
    context = {
        "archivable": archivable(funds, on=today),
        "archived": archived(funds, on=today),
        "reports": reports_kept(funds, on=today)[:LIMIT],
        "runs": runs_of(funds),
        "may_read_cases": bool(funds_of(actor)),
        "may_read_runs": bool(funds_of(actor, RUN_READERS)),
        "may_propose": bool(funds_of(actor, ("CI",))),
    }
    return render(request, "office/retention.html", context)


@form_page("CI")
def deletion_new(request: HttpRequest) -> HttpResponse:
    """Propose every case whose retention is over."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_of(actor, ("CI",))
    form = ProposeDeletionForm(
        request.POST or None, target=funds, actor=actor, today=local_date(now), version=0
    )
    if request.method == "POST" and form.is_valid():
        try:
            run = propose_deletion(
                fund=form.chosen_fund(),
                periods_confirmed=form.cleaned_data["periods_confirmed"],
                final_account_accepted=form.cleaned_data["final_account_accepted"],
                actor=actor,
                now=now,
            )
        except DomainError as error:
            attach(form, error)
        else:
            messages.success(request, "Der Vorschlag liegt vor. Die Administration gibt ihn frei.")
            return redirect("office_deletion", run.pk)
    return render(request, "office/deletion_new.html", {"form": form, "back": reverse("office_retention")})


@form_page(*RUN_READERS)
def deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: read it, release it, withdraw it."""
    actor = actor_of(request)
    run = find_run(actor, pk, RUN_READERS)
    if run is None:
        raise Http404
    may_withdraw = predicates.any_of(policy.may_propose_deletion, policy.may_run_deletion)(actor, run)
    if request.method == "POST":
        if not may_withdraw:
            raise PermissionDenied(predicates.NO_RIGHT)
        return _act(request, run)
    return _show(request, run)


def _act(request: HttpRequest, run: DeletionRun) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    releases = "release" in request.POST
    if releases and policy.may_run_deletion(actor, run) and not actor.stepped_up:
        return prove_again(request, STEP_UP)
    try:
        if releases:
            kept = release_deletion(run=run, actor=actor, now=now)
            for each in kept:
                messages.warning(request, f"{each.reference} bleibt: {' '.join(each.reasons)}")
            gone = run.records.count() + run.expiries.count()
            messages.success(request, f"Gelöscht: {gone}. Der Nachweis bleibt.")
        elif "withdraw" in request.POST:
            withdraw_deletion(run=run, actor=actor, now=now)
            messages.success(request, "Der Vorschlag ist zurückgezogen. Es wurde nichts gelöscht.")
    except DomainError as error:
        status = 403 if isinstance(error, NotAllowed) else 409
        return _show(request, run, problems=[error.message], status=status)
    return redirect("office_deletion", run.pk)


def _show(
    request: HttpRequest, run: DeletionRun, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "run": run,
        "records": {record.case_id for record in run.records.all()},
        "expiries": {expiry.document_id for expiry in run.expiries.all()},
        "may_release": policy.may_run_deletion(actor, run) and run.proposed_by != actor.reference,
        "may_withdraw": predicates.any_of(policy.may_propose_deletion, policy.may_run_deletion)(actor, run),
        "problems": problems,
        "error_title": "Das geht nicht",
    }
    return render(request, "office/deletion.html", context, status=status)
