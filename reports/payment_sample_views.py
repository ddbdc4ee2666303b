"""A test file with invented payments, as a profile writes it. It changes nothing and is noted nowhere."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants.models import Fund, HandOverKind, PaymentProfile
from grants.selectors.cases import funds_of
from grants.selectors.payment_profiles import READERS, find_profile, profile_in_force
from grants.views.office_access import actor_of, office_page
from reports.payments.samples import sample_file

ENDINGS = {HandOverKind.CSV: "csv", HandOverKind.PAIN001: "xml"}


@office_page(*READERS)
def payment_sample(request: HttpRequest, fund: str, kind: str) -> HttpResponse:
    """As the files of this fund are written now."""
    found = next((each for each in funds_of(actor_of(request), READERS) if each.slug == fund), None)
    if found is None:
        raise Http404
    return _sample(found, profile_in_force(found), kind)


@office_page(*READERS)
def payment_proposal_sample(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """As a version would write them: before it is confirmed, too."""
    profile = find_profile(actor_of(request), uuid, READERS)
    if profile is None:
        raise Http404
    return _sample(profile.fund, profile, kind)


def _sample(fund: Fund, profile: PaymentProfile | None, kind: str) -> HttpResponse:
    now = timezone.now()
    has_bank_file = profile is not None and profile.bank_file
    if kind not in HandOverKind.values or (kind == HandOverKind.PAIN001 and not has_bank_file):
        raise Http404
    which = HandOverKind(kind)
    try:
        data = sample_file(fund, which, profile, now, local_date(now))
    except DomainError as error:
        return HttpResponse(error.message, status=409, content_type="text/plain; charset=utf-8")
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="Muster-{fund.slug}.{ENDINGS[which]}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
