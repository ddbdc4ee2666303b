"""Who may open a resident's page: the person whose key is in the session. Everybody else gets one 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applicants.services.languages import note_language
from foundation.audit.actors import ANYONE, Actor
from foundation.languages.spoken import current_language, spoken
from foundation.values.errors import StaleVersion
from foundation.values.phrases import say
from grants.models import Application
from grants.selectors.resident import issued_grant, own_application
from grants.views.resident_language import FORM_ID, SAVES, WITH_FORM, chosen_language, switch
from grants.views.resident_lost import forget_typed, show_lost, typed_in

View = Callable[..., HttpResponse]

form_page = require_http_methods(["GET", "HEAD", "POST"])
NOT_YET = say("Das geht noch nicht. Hier sehen Sie, was als Nächstes kommt.")


def who(request: HttpRequest) -> Actor:
    """The person at the screen."""
    actor: Actor = getattr(request, "actor", ANYONE)
    return actor


def not_found(request: HttpRequest) -> HttpResponse:
    """The same page for what does not exist and for what belongs to somebody else."""
    return render(request, "404.html", status=404)


def with_application(view: View) -> View:
    """Hand over the resident's own application of `<uuid>`, sent or not."""

    @wraps(view)
    def wrapper(request: HttpRequest, uuid: UUID, **kwargs: Any) -> HttpResponse:
        application = own_application(who(request), uuid=uuid)
        return _open(request, application, view, **kwargs)

    return never_cache(wrapper)


def with_draft(view: View) -> View:
    """Hand over the resident's own draft; one that was sent leads to its confirmation, never to the form."""

    @wraps(view)
    def wrapper(request: HttpRequest, application: Application, **kwargs: Any) -> HttpResponse:
        if application.state != "draft":
            return redirect("draft_sent", uuid=application.uuid)
        return view(request, application, **kwargs)

    return with_application(wrapper)


def with_case(view: View) -> View:
    """Hand over the resident's own case of `<reference>`."""

    @wraps(view)
    def wrapper(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponse:
        return _open(request, own_application(who(request), reference=reference), view, **kwargs)

    return never_cache(wrapper)


def with_grant(view: View) -> View:
    """Hand over the resident's own grant; before its notice is out the status page says what comes next."""

    @wraps(view)
    def wrapper(request: HttpRequest, application: Application, **kwargs: Any) -> HttpResponse:
        grant = issued_grant(application)
        if grant is None:
            messages.info(request, spoken(NOT_YET))
            return redirect("my_case", reference=application.reference)
        return view(request, grant, **kwargs)

    return with_case(wrapper)


def _open(request: HttpRequest, application: Application | None, view: View, **kwargs: Any) -> HttpResponse:
    if application is None:
        typed = typed_in(request)
        return show_lost(request, typed) if typed else not_found(request)
    url_name = request.resolver_match.url_name if request.resolver_match else ""
    if request.method == "POST":
        forget_typed(request)
        language = chosen_language(request)
        note_language(application.applicant_id, language or current_language())
        if language and url_name not in SAVES:
            return switch(request, language)
    if url_name in WITH_FORM:
        request.language_form = FORM_ID  # type: ignore[attr-defined]  # read by the language menu
    request.help_fund = application.fund.slug  # type: ignore[attr-defined]  # read by quarter.context
    return view(request, application, **kwargs)


def seen_version(request: HttpRequest) -> int:
    """The version that the page showed; one that no record has when it is missing or spoilt."""
    typed = str(request.POST.get("expected_version", ""))
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def status_of(error: Exception) -> int:
    """409 for a stale tab, else 200: the page says what is wrong."""
    return 409 if isinstance(error, StaleVersion) else 200


def link_address(token: str) -> str:
    """The full address of a link for an e-mail."""
    return f"{settings.PUBLIC_URL}{reverse('key_link', args=[token])}"


def remote_address(request: HttpRequest) -> str:
    """Where the request came from, for the brake on guessing."""
    return str(request.META.get("REMOTE_ADDR", ""))
