"""Documents: how far one is, once more, those of a case; and the notice as it will look."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.files.models import Document
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.models import Application, Notice, NoticeKind
from grants.selectors.case import find_case
from grants.views.office_access import actor_of, office_page
from reports.catalog import CATALOG
from reports.contract import Commission
from reports.letterheads import collected
from reports.render import DRAFT, pdf_bytes
from reports.selectors import (
    CASE_FILES,
    CASE_REPORTS,
    document_line,
    drafted_notice,
    find_document,
    say_if_nobody_works,
)
from reports.services import make_again, order_report

READERS = policy.STAFF_READERS
OFFICE = ("QM", "CI")
ORDERED = "Bestellt. Die Datei wird im Hintergrund erstellt."
SECONDS_TO_NEXT_LOOK = "3"
SLUG_OF_KIND = {
    NoticeKind.AWARD: "bewilligungsbescheid",
    NoticeKind.REJECTION: "ablehnungsbescheid",
    NoticeKind.REPAYMENT: "erstattungsbescheid",
    NoticeKind.INTEREST: "zinsbescheid",
    NoticeKind.REVOCATION: "widerrufsbescheid",
    NoticeKind.LAPSE: "verfallsmitteilung",
}


@office_page(methods=("GET", "HEAD"))
def report_detail(request: HttpRequest, number: str) -> HttpResponse:
    """How far a document is, and its files."""
    line = document_line(_document_or_404(actor_of(request), number))
    line = say_if_nobody_works(line, timezone.now())
    response = render(request, "reports/report.html", {"report": line})
    if line.is_pending:
        response.headers["Refresh"] = SECONDS_TO_NEXT_LOOK
    return response


@office_page(methods=("POST",))
def report_again(request: HttpRequest, number: str) -> HttpResponse:
    """New attempts for a failed document, or the same report once more."""
    actor, now = actor_of(request), timezone.now()
    document = _document_or_404(actor, number)
    try:
        document = make_again(document=document, actor=actor, now=now)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, ORDERED)
    return redirect("report_detail", number=document.number)


@office_page(*READERS, methods=("POST",))
def case_report(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """Order R1, R2 or R3 of a case."""
    if slug not in CASE_REPORTS:
        raise Http404
    return _order(request, _case_or_404(actor_of(request), reference), slug)


@office_page(*policy.CASE_FILE_MAKERS, methods=("POST",))
def case_file(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """Order R13, the whole case, for who may take it out of the house; it leaves a line in the access log."""
    actor = actor_of(request)
    application = _case_or_404(actor, reference)
    if slug not in CASE_FILES:
        raise Http404
    if not policy.may_make_case_file(actor, application):
        raise PermissionDenied
    record_access(actor=actor, subject=application.subject, purpose="case_file.order", now=timezone.now())
    return _order(request, application, slug)


def _order(request: HttpRequest, application: Application, slug: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    try:
        document = order_report(
            slug=slug,
            fund=application.fund,
            case=application,
            params={},
            as_of=local_date(now),
            actor=actor,
            now=now,
            key=f"report:{actor.reference}:{request.POST.get('key', '')[:40] or uuid4().hex}",
        )
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("office_case", reference=application.reference)
    messages.success(request, ORDERED)
    return redirect("report_detail", number=document.number)


@office_page(*OFFICE)
def notice_preview(request: HttpRequest, reference: str) -> HttpResponse:
    """The drafted notice as the letter it will be, with a watermark, from the same layout."""
    actor, now = actor_of(request), timezone.now()
    application = _case_or_404(actor, reference)
    if not policy.may_read_notices(actor, application) or not policy.is_office(actor, application):
        raise PermissionDenied
    notice = drafted_notice(application)
    if notice is None:
        raise Http404
    report = CATALOG[_slug_of(notice)]
    data = collected(report, _preview_of(application, notice, now))
    record_access(actor=actor, subject=application.subject, purpose="notice.preview", now=now)
    response = HttpResponse(
        pdf_bytes(report, data, issued_at=now, watermark=DRAFT), content_type="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="Entwurf-{application.reference}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _slug_of(notice: Notice) -> str:
    if notice.kind == NoticeKind.AWARD and notice.case.award_form.is_agreement:
        return "foerdervereinbarung"
    return SLUG_OF_KIND[NoticeKind(notice.kind)]


def _preview_of(application: Application, notice: Notice, now: datetime) -> Commission:
    """As if the notice were released now."""
    claim = None
    if notice.kind in (NoticeKind.REPAYMENT, NoticeKind.INTEREST):
        claim = application.grant.claims.filter(notice=notice).first()
    params = {"notice": str(notice.uuid)} | ({"claim": str(claim.uuid)} if claim else {})
    return Commission(subject=application.subject, params=params, as_of=local_date(now), issued_at=now)


def _document_or_404(actor: Actor, number: str) -> Document:
    found = find_document(actor, number)
    if found is None:
        raise Http404
    return found


def _case_or_404(actor: Actor, reference: str) -> Application:
    found = find_case(actor, reference)
    if found is None:
        raise Http404
    return found
