"""Check the answers, send the application, and the confirmation that survives a bookmark."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applicants.services.keys import issue_sheet_code
from foundation.languages.spoken import spoken
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, StaleVersion
from foundation.values.phrases import say
from grants.forms.resident_fields import Problem
from grants.models import Application
from grants.rules.findings import only_blockers
from grants.selectors.resident import (
    draft_findings,
    next_session,
    own_application,
    receipt_document,
)
from grants.services.applications import submit_application
from grants.views.resident_access import (
    form_page,
    seen_version,
    status_of,
    who,
    with_application,
    with_draft,
)
from grants.views.resident_summary import answer_groups, linked, problem_of

CHANGED_ELSEWHERE = say(
    "Inzwischen haben Sie in einem anderen Fenster etwas geändert. "
    "Prüfen Sie Ihre Angaben noch einmal und senden Sie den Antrag dann ab."
)


@form_page
@with_draft
def draft_check(request: HttpRequest, application: Application) -> HttpResponse:
    """All answers with "Ändern", what is missing with links; sending twice sends once."""
    today = local_date(timezone.now())
    if request.method != "POST":
        return _show(request, application, today)
    blockers = only_blockers(draft_findings(application, today))
    if blockers:
        return _show(request, application, today, [problem_of(application, each) for each in blockers])
    try:
        if request.POST.get("seen") != application.changed_at.isoformat():
            raise StaleVersion(CHANGED_ELSEWHERE, "draft.changed")
        submit_application(
            application=application,
            actor=who(request),
            now=timezone.now(),
            expected_version=seen_version(request),
        )
    except DomainError as error:
        fresh = own_application(who(request), uuid=application.uuid)
        if fresh is not None and fresh.state != "draft":
            return redirect("draft_sent", uuid=application.uuid)
        sentences = error.sentences if isinstance(error, Blocked) else (error.message,)
        return _show(request, application, today, [Problem(each) for each in sentences], status_of(error))
    return redirect("draft_sent", uuid=application.uuid)


def _show(
    request: HttpRequest,
    application: Application,
    today: date,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    findings = draft_findings(application, today)
    blockers = [] if problems else only_blockers(findings)
    context = {
        "application": application,
        "groups": answer_groups(application, today, with_links=True),
        "missing": [linked(application, each) for each in blockers if each.is_missing],
        "wrong": [linked(application, each) for each in blockers if not each.is_missing],
        "warnings": [linked(application, each) for each in findings if not each.blocks],
        "problems": problems or [],
    }
    return render(request, "resident/check.html", context, status=status)


@require_safe
@with_application
def draft_sent(request: HttpRequest, application: Application) -> HttpResponse:
    """The confirmation: reference, what comes next and when, the receipt as PDF."""
    if application.state == "draft":
        return redirect("draft_check", uuid=application.uuid)
    context = {
        "application": application,
        "session": next_session(application.fund, local_date(timezone.now())),
        "receipt": receipt_document(application),
    }
    return render(request, "resident/sent.html", context)


@require_POST
@with_application
def draft_code(request: HttpRequest, application: Application) -> HttpResponse:
    """Show an access code; reloading the page shows the same. Only its digest is kept."""
    try:
        sheet = issue_sheet_code(
            applicant=application.applicant,
            form_nonce=request.POST.get("nonce", ""),
            asked_by=who(request).reference,
            now=timezone.now(),
        )
    except DomainError as error:
        messages.error(request, spoken(error.message))
        return redirect("draft_later" if application.state == "draft" else "draft_sent", application.uuid)
    return render(request, "resident/access_code.html", {"application": application, "code": sheet.groups})
