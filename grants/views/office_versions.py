"""What the applicant sent, version by version, and what the office corrected."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.audit.services import record_access
from grants import policy
from grants.selectors.case import find_case
from grants.selectors.versions import versions_of
from grants.views.office_access import actor_of, office_page


@office_page(*policy.STAFF_READERS)
def versions(request: HttpRequest, reference: str) -> HttpResponse:
    """Every version with its difference from the one before."""
    actor = actor_of(request)
    application = find_case(actor, reference)
    if application is None:
        raise Http404
    record_access(actor=actor, subject=application.subject, purpose="case.versions", now=timezone.now())
    page = {"case": application, "versions": versions_of(application)}
    return render(request, "office/versions.html", page)
