"""The own data as a letter: asked for with one button, found among the letters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from foundation.languages.spoken import spoken
from foundation.values.phrases import say
from grants.models import Application
from grants.services.data_copies import order_data_copy
from grants.views.resident_access import who, with_case


@require_POST
@with_case
def my_data(request: HttpRequest, application: Application) -> HttpResponse:
    """Order the letter; it is made in a moment."""
    order_data_copy(case=application, actor=who(request), now=timezone.now())
    messages.success(
        request, spoken(say("Die Auskunft wird geschrieben. Sie steht gleich bei „Briefe und Quittungen“."))
    )
    return redirect("my_case", reference=application.reference)
