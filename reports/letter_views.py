"""Letters as PDF: one as it would go out now, and all of a day for the printer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from foundation.audit.services import record_access
from foundation.files.services import read_bytes
from foundation.values.dates import format_date, local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.models import Letter
from grants.selectors.cases import funds_of
from grants.selectors.letters import WRITERS, find_letter, letters_to_print
from grants.views.office_access import actor_of, office_page
from reports.catalog import CATALOG
from reports.contract import Commission
from reports.kit.joining import joined
from reports.letterheads import collected
from reports.render import DRAFT, pdf_bytes

NOTHING = "Für diesen Tag gibt es nichts zu drucken."


@office_page(*WRITERS)
def letter_preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The saved text of a letter on its paper, with a watermark, from the layout of the final one."""
    actor, now = actor_of(request), timezone.now()
    letter = find_letter(actor, uuid)
    if letter is None:
        raise Http404
    if not policy.is_office(actor, letter):
        raise PermissionDenied
    report = CATALOG[letter.kind]
    order = Commission(letter.case.subject, {"letter": str(letter.uuid)}, local_date(now), now)
    record_access(actor=actor, subject=letter.case.subject, purpose="letter.preview", now=now)
    data = collected(report, order)
    return _pdf(
        pdf_bytes(report, data, issued_at=now, watermark=DRAFT), f"Entwurf-{letter.case.reference}.pdf"
    )


@office_page(*WRITERS)
def letters_print(request: HttpRequest, day: str) -> HttpResponse:
    """All letters on paper that were sent on that day, in one file, in the order of their addresses.

    Only when every one of them is made: a stack that lacks a letter looks complete.
    """
    actor, now = actor_of(request), timezone.now()
    posted_on = _day_or_404(day)
    letters = letters_to_print(funds_of(actor, WRITERS), posted_on)
    try:
        parts = [_made(letter) for letter in letters]
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("office_outbox")
    if not parts:
        messages.info(request, NOTHING)
        return redirect("office_outbox")
    for letter in letters:
        record_access(actor=actor, subject=letter.case.subject, purpose="letter.print", now=now)
    return _pdf(joined(parts, title=f"Briefe vom {format_date(posted_on)}"), f"Briefe-{posted_on}.pdf")


def _made(letter: Letter) -> bytes:
    """The bytes of the letter as it was sent. Raises DomainError when they are not there, or damaged."""
    reference = letter.case.reference
    part = next(iter(letter.document.files.all()), None) if letter.document else None
    if part is None:
        waits = f"Der Brief zu {reference} wird noch erstellt. Versuchen Sie es in ein paar Minuten."
        raise DomainError(waits, "letter.not_made")
    try:
        return read_bytes(part.file)
    except (OSError, DomainError):
        broken = f"Die Datei des Briefs zu {reference} ist beschädigt. Rufen Sie die Administration an."
        raise DomainError(broken, "file.damaged") from None


def _day_or_404(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
