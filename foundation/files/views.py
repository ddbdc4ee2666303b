"""Downloads: the permission is asked at every single one."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.audit.actors import ANYONE, Actor, ActorKind
from foundation.audit.services import record_access
from foundation.files import disk
from foundation.files.models import StoredFile
from foundation.files.selectors import readable_file

INLINE_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
POLICY = f"sandbox; {NOTHING}; img-src 'self' data:; style-src 'unsafe-inline'"
# Chromium refuses to show a PDF under "sandbox", and its viewer is an object with a style of its own. nosniff
# and the fixed media type keep the bytes from ever being read as a page.
PDF_POLICY = f"{NOTHING}; object-src 'self'; style-src 'unsafe-inline'"


@require_safe
def file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send a stored file as a download, or to be looked at with ?ansehen=1 (PDF, PNG, JPEG).

    Strangers and unknown files get the same 404. Who is not the applicant leaves a line in the access log.
    """
    actor: Actor = getattr(request, "actor", ANYONE)
    found = readable_file(actor, uuid)
    if found is None:
        raise Http404
    return send_file(request, found, actor)


def send_file(request: HttpRequest, found: StoredFile, actor: Actor, name: str = "") -> HttpResponseBase:
    """The bytes of a file that this actor may read: the caller has asked. A file that is gone is a 404.

    `name` is what the file is called on the way, when its own name is not for this actor.
    """
    try:
        handle = disk.absolute_path(found.path).open("rb")
    except (OSError, ValueError):
        raise Http404 from None
    if actor.kind != ActorKind.APPLICANT:
        record_access(actor=actor, subject=found.subject, purpose="file.download", now=timezone.now())
    inline = found.media_type in INLINE_TYPES and request.GET.get("ansehen") == "1"
    response = FileResponse(
        handle, as_attachment=not inline, filename=name or found.original_name, content_type=found.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    is_shown_pdf = inline and found.media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = PDF_POLICY if is_shown_pdf else POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response
