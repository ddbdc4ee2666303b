"""The waiver of remedy that a resident gives after the acceptance, so that money need not wait."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.languages.spoken import spoken
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from foundation.values.phrases import say
from grants.forms.resident_exits import WaiverForm
from grants.models import Grant
from grants.services.waivers import waive_remedy, why_no_waiver
from grants.views.resident_access import form_page, seen_version, status_of, who, with_grant
from grants.views.resident_lost import typed_before


@form_page
@with_grant
def my_waiver(request: HttpRequest, grant: Grant) -> HttpResponse:
    """One tick, explained; a second click finds it done."""
    now = timezone.now()
    if why_no_waiver(grant, local_date(now)):
        return redirect("my_case", reference=grant.case.reference)
    data = request.POST if request.method == "POST" else typed_before(request)
    form, status = WaiverForm(data, remedy=grant.case.rules.remedy_word), 200
    if request.method == "POST" and form.is_valid():
        try:
            waive_remedy(grant=grant, actor=who(request), now=now, expected_version=seen_version(request))
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            messages.success(
                request, spoken(say("Danke. Ihr Verzicht ist da. Das Geld muss nicht mehr warten."))
            )
            return redirect("my_case", reference=grant.case.reference)
    notice = grant.released_award
    context = {
        "grant": grant,
        "application": grant.case,
        "form": form,
        "remedy_until": notice.remedy_until if notice else None,
    }
    return render(request, "resident/waiver.html", context, status=status)
