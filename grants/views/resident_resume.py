"""Back to the page that was being written: with the code, or with a link opened in another window."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from applicants.actors import actor_for
from applicants.middleware import remember_applicant
from foundation.languages.spoken import spoken
from foundation.values.phrases import say
from grants.forms.resident_case import CodeForm, EmailForm
from grants.views.resident_access import form_page, who
from grants.views.resident_keys import SAME_ANSWER, applicant_of_code, ask_by_email, too_many
from grants.views.resident_lost import (
    ALL_HERE,
    Typed,
    keep_typed,
    may_go_on,
    show_lost,
    typed_along,
    typed_in,
)

FILE_AGAIN = say("Die Datei müssen Sie noch einmal auswählen.")
IBAN_AGAIN = say("Die IBAN geben Sie bitte noch einmal ein. Zu Ihrer Sicherheit heben wir sie nicht auf.")
NOT_OPEN_YET = say("Ihr Antrag ist noch nicht offen. Öffnen Sie zuerst den Link aus der E-Mail.")


@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without its token. A resident's own form, sent from here, loses nothing typed."""
    typed = typed_in(request)
    if typed is None:
        return plain_csrf_failure(request, reason=reason)
    return show_lost(request, typed)


@never_cache
@sensitive_post_parameters("code", "email", "typed")
@form_page
def key_resume(request: HttpRequest) -> HttpResponse:
    """Opens the case and shows the page filled in; saving needs another POST, by the person."""
    typed = typed_along(request) if request.method == "POST" else None
    if typed is None:
        return redirect("key")
    if may_go_on(who(request), typed):
        return _fill_in(request, typed)
    if "code" in request.POST:
        return _try_code(request, typed)
    if "email" in request.POST:
        return _ask_for_link(request, typed)
    return show_lost(request, typed, problem=NOT_OPEN_YET, was_asked=True)


def _try_code(request: HttpRequest, typed: Typed) -> HttpResponse:
    form = CodeForm(request.POST)
    found, wait = applicant_of_code(request, form, fits=lambda each: may_go_on(actor_for(each), typed))
    if found is None:
        response = show_lost(request, typed, code_form=form)
        return too_many(response, wait) if wait else response
    remember_applicant(request, found)
    return _fill_in(request, typed)


def _ask_for_link(request: HttpRequest, typed: Typed) -> HttpResponse:
    form = EmailForm(request.POST)
    wait = ask_by_email(request, form)
    if form.errors:
        response = show_lost(request, typed, email_form=form)
        return too_many(response, wait) if wait else response
    messages.info(request, spoken(SAME_ANSWER))
    return show_lost(request, typed, was_asked=True)


def _fill_in(request: HttpRequest, typed: Typed) -> HttpResponse:
    keep_typed(request, typed)
    messages.info(request, spoken(ALL_HERE))
    if typed.had_file:
        messages.info(request, spoken(FILE_AGAIN))
    if typed.asks_for_iban:
        messages.info(request, spoken(IBAN_AGAIN))
    return redirect(typed.page)
