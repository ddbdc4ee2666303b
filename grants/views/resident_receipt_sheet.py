"""The sheet for gluing receipts: asked for with one button, found where the button was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from foundation.languages.spoken import spoken
from foundation.values.phrases import say
from grants.models import Grant
from grants.services.receipt_sheets import order_receipt_sheet
from grants.views.resident_access import who, with_grant


@require_POST
@with_grant
def my_receipt_sheet(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Order the sheet; it is made in a moment."""
    order_receipt_sheet(grant=grant, actor=who(request), now=timezone.now())
    messages.success(request, spoken(say("Das Blatt wird erstellt. Laden Sie die Seite gleich neu.")))
    return redirect("my_proof", reference=grant.case.reference)
