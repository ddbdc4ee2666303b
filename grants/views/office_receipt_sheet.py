"""The sheet for gluing receipts, ordered in the office: for who comes in with a bag of receipts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from grants.selectors.case import find_case
from grants.selectors.resident import issued_grant
from grants.services.receipt_sheets import order_receipt_sheet
from grants.views.office_access import actor_of, done, office_page


@office_page("QM", "CI", methods=("POST",))
def receipt_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Order the sheet of a case with a grant."""
    actor = actor_of(request)
    application = find_case(actor, reference)
    grant = issued_grant(application) if application else None
    if grant is None:
        raise Http404

    def order() -> str:
        order_receipt_sheet(grant=grant, actor=actor, now=timezone.now())
        return "Das Blatt wird erstellt. Es steht gleich bei den Dokumenten."

    return done(request, order, reverse("office_case", args=[reference]))
