"""A resident asks to begin before the notice is there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.languages.spoken import spoken
from foundation.values.errors import DomainError
from foundation.values.phrases import say
from grants.forms.resident_exits import EarlyStartForm
from grants.models import Application
from grants.selectors.resident_early_start import early_start_news
from grants.services.early_starts import ask_for_early_start, early_start_is_possible
from grants.views.resident_access import form_page, status_of, who, with_case
from grants.views.resident_lost import typed_before

DONE = say("Danke. Ihre Bitte ist da. Die Stadt antwortet Ihnen. Kaufen Sie bis dahin noch nichts.")
TOO_LATE = say("Über Ihren Antrag ist schon entschieden. Es gilt, was im Brief steht.")


@form_page
@with_case
def my_early_start(request: HttpRequest, application: Application) -> HttpResponse:
    """From when and why; a wish that waits, or was granted, is only shown."""
    if not early_start_is_possible(application):
        for sentence in early_start_news(application) or (TOO_LATE,):
            messages.info(request, spoken(sentence))
        return redirect("my_case", reference=application.reference)
    form, status = EarlyStartForm(request.POST if request.method == "POST" else typed_before(request)), 200
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_early_start(
                application=application,
                wished_from=form.cleaned_data["starts_from"],
                reason=form.cleaned_data["reason"],
                actor=who(request),
                now=timezone.now(),
            )
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            messages.success(request, spoken(DONE))
            return redirect("my_case", reference=application.reference)
    context = {"application": application, "form": form}
    return render(request, "resident/early_start.html", context, status=status)
