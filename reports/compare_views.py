"""Two made reports side by side: which rows appeared, vanished or changed, as a page and as a table."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.files.models import Document, DocumentState
from foundation.values.errors import DomainError
from grants.views.office_access import actor_of, office_page
from reports.comparison import Comparison, alike, compare_reports, comparison_csv
from reports.selectors import COMPARABLE, document_line, find_document


@office_page(methods=("GET", "HEAD"))
def report_compare(request: HttpRequest, number: str) -> HttpResponse:
    """Choose the report to compare with."""
    document = _report_or_404(actor_of(request), number)
    others = [document_line(each) for each in alike(document)]
    return render(request, "reports/compare.html", {"report": document_line(document), "others": others})


@office_page(methods=("GET", "HEAD"))
def report_difference(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """What differs, row by row, the earlier report first."""
    actor, now = actor_of(request), timezone.now()
    try:
        found = _compared(actor, number, other, now)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("report_compare", number=number)
    return render(request, "reports/difference.html", {"found": found, "number": number, "other": other})


@office_page(methods=("GET", "HEAD"))
def report_difference_csv(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """The same as a table."""
    actor, now = actor_of(request), timezone.now()
    try:
        found = _compared(actor, number, other, now)
    except DomainError:
        raise Http404 from None
    response = HttpResponse(comparison_csv(found), content_type="text/csv; charset=utf-8")
    name = f"Vergleich-{found.before.number}-{found.after.number}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _compared(actor: Actor, number: str, other: str, now: datetime) -> Comparison:
    document = _report_or_404(actor, number)
    found = compare_reports(actor=actor, first=document, other_number=other)
    record_access(actor=actor, subject=document.subject, purpose="report.compare", now=now)
    return found


def _report_or_404(actor: Actor, number: str) -> Document:
    """A finished report that this person may read."""
    found = find_document(actor, number)
    if (
        found is None
        or found.slug not in COMPARABLE
        or found.state != DocumentState.READY
        or found.expired_at
    ):
        raise Http404
    return found
