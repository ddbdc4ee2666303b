"""The inbox of the demo: every mail that production would have sent."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.outbox.models import Mail

SHOWN = 50


@never_cache
@require_safe
def demo_inbox(request: HttpRequest) -> HttpResponse:
    """Exists only in the demo: it shows the keys of everybody."""
    if not settings.IS_DEMO:
        raise Http404
    return render(request, "demo/inbox.html", {"mails": Mail.objects.all()[:SHOWN]})
