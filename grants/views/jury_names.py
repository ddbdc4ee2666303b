"""The sheet of names, where the jury votes on projects without names: only to declare bias."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.services import record_access
from foundation.values.errors import DomainError
from grants.forms.jury import OneNameForm
from grants.selectors.jury import Seat
from grants.selectors.pseudonyms import jury_sees_names, names_on_agenda
from grants.services.conflicts import declare_bias_about
from grants.views.jury_access import with_seat
from grants.views.resident_access import form_page, not_found

DECLARED = "Ihre Befangenheit ist vermerkt. Auf der Tagesordnung sehen Sie, bei welchem Punkt."


@form_page
@with_seat
def jury_names(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Names in the order of the alphabet, without their projects; whoever looks is in the access log."""
    if jury_sees_names(seat.session):
        return not_found(request)
    now = timezone.now()
    form = OneNameForm(
        request.POST if request.method == "POST" else None, names=names_on_agenda(seat.session)
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            declare_bias_about(
                session=seat.session,
                applicant_reference=data["person"],
                reason=data["reason"],
                actor=seat.actor,
                now=now,
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, DECLARED)
            return redirect("jury")
    record_access(actor=seat.actor, subject=seat.session.subject, purpose="jury.names", now=now)
    return render(request, "jury/names.html", {"seat": seat, "form": form})
