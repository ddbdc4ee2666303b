"""Find my application, open it with a link or a code, leave the device."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from applicants.actors import actor_for
from applicants.middleware import forget_applicant, remember_applicant
from applicants.models import Applicant
from applicants.services.keys import open_with_code, open_with_link
from foundation.accounts.limits import begin_attempt, forget_failures, say_wait
from foundation.audit.actors import ActorKind
from foundation.languages.spoken import spoken
from foundation.values.errors import DomainError
from foundation.values.phrases import say
from grants.forms.resident_case import CodeForm, EmailForm
from grants.selectors.resident import has_way_back, is_live, key_of_link, latest_email, own_applications
from grants.services.access_links import ask_for_links, send_links_to
from grants.views.resident_access import form_page, link_address, not_found, remote_address, who

SAME_ANSWER = say(
    "Wenn wir die Adresse kennen, bekommen Sie gleich eine E-Mail. Sehen Sie auch im Spam-Ordner nach."
)
TOO_MANY = say("Zu viele Versuche. Bitte warten Sie {wait}. Versuchen Sie es dann noch einmal.")
WRONG_CODE = say("Dieser Code passt nicht. Prüfen Sie die Zeichen. Oder rufen Sie uns an, wir helfen Ihnen.")
LEFT = say("Sie haben das Gerät verlassen. Ihre Angaben sind gespeichert.")


@never_cache
@form_page
def key(request: HttpRequest) -> HttpResponse:
    """H1. The answer is the same whether the address is known or not."""
    if request.method != "POST":
        return _show_key(request, EmailForm())
    form = EmailForm(request.POST)
    wait = ask_by_email(request, form)
    if form.errors:
        return _show_key(request, form, wait)
    messages.info(request, spoken(SAME_ANSWER))
    return redirect("key")


@never_cache
@sensitive_post_parameters("code")
@form_page
def key_code(request: HttpRequest) -> HttpResponse:
    """The code of the access sheet, guarded against guessing."""
    if request.method != "POST":
        return render(request, "resident/key_code.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    applicant, wait = applicant_of_code(request, form)
    if applicant is None:
        response = render(request, "resident/key_code.html", {"form": form})
        return too_many(response, wait) if wait else response
    return _opened(request, applicant)


def ask_by_email(request: HttpRequest, form: EmailForm) -> timedelta | None:
    """Ask for links to the typed address; the form says what is wrong. -> how long to wait, when braked."""
    if not form.is_valid():
        return None
    email, now = form.cleaned_data["email"], timezone.now()
    wait = begin_attempt(account=f"resident/link/{email}", address=remote_address(request), now=now)
    if wait:
        form.add_error(None, TOO_MANY.filled(wait=say_wait(wait)))
        return wait
    ask_for_links(email=email, now=now)
    return None


def applicant_of_code(
    request: HttpRequest, form: CodeForm, *, fits: Callable[[Applicant], bool] = lambda _applicant: True
) -> tuple[Applicant | None, timedelta | None]:
    """Whose code was typed, guarded against guessing; else None, how long to wait, and the form says why.

    A code that does not fit is answered like one that does not exist.
    """
    if not form.is_valid():
        return None, None
    now, address = timezone.now(), remote_address(request)
    account = f"resident/code/{address}"
    wait = begin_attempt(account=account, address=address, now=now)
    if wait:
        form.add_error(None, TOO_MANY.filled(wait=say_wait(wait)))
        return None, wait
    try:
        applicant = open_with_code(code=form.cleaned_data["code"], now=now)
    except DomainError:
        form.add_error("code", WRONG_CODE)
        return None, None
    if not fits(applicant):
        form.add_error("code", WRONG_CODE)
        return None, None
    forget_failures(account=account, address=address)
    return applicant, None


@never_cache
@form_page
def key_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link from an e-mail: looking uses nothing up, the button does (mail scanners only look)."""
    now = timezone.now()
    found = key_of_link(token)
    if request.method == "POST" and "resend" in request.POST and found is not None:
        return _resend(request, found.applicant)
    if found is None or not is_live(found, now):
        return render(request, "resident/link_spent.html", {"can_resend": found is not None})
    if request.method != "POST":
        return render(request, "resident/link.html")
    try:
        applicant = open_with_link(token=token, now=now)
    except DomainError:
        return render(request, "resident/link_spent.html", {"can_resend": True})
    return _opened(request, applicant)


@never_cache
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """All cases behind this key; the only one opens at once."""
    if who(request).kind is not ActorKind.APPLICANT:
        return not_found(request)
    cases = list(own_applications(who(request)))
    return render(request, "resident/cases.html", {"cases": cases})


@never_cache
@form_page
def leave_device(request: HttpRequest) -> HttpResponse:
    """Empty the session; nothing that was typed is lost. Who could not come back is told so first."""
    is_resident = who(request).kind is ActorKind.APPLICANT
    if request.method != "POST":
        return redirect("my_cases" if is_resident else "key")
    newest = own_applications(who(request)).first()
    if newest is not None and "without_code" not in request.POST and not has_way_back(newest.applicant):
        return render(request, "resident/leave.html", {"application": newest})
    if is_resident:
        forget_applicant(request)
        messages.success(request, spoken(LEFT))
    return redirect("key")


def _resend(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """A new link to the address that the applicant gave last; never to one that is typed here."""
    email, now = latest_email(applicant), timezone.now()
    if email:
        account = f"resident/link/{email}"
        wait = begin_attempt(account=account, address=remote_address(request), now=now)
        if wait:
            messages.error(request, spoken(TOO_MANY.filled(wait=say_wait(wait))))
            return redirect("key")
        send_links_to(email=email, applicants=[applicant], address_of=link_address, now=now)
    messages.info(request, spoken(SAME_ANSWER))
    return redirect("key")


def _opened(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Go where the person left off: into the only case, else to the list."""
    remember_applicant(request, applicant)
    cases = list(own_applications(actor_for(applicant))[:2])
    if len(cases) != 1:
        return redirect("my_cases")
    only = cases[0]
    if only.state == "draft":
        return redirect("draft", uuid=only.uuid)
    return redirect(reverse("my_case", args=[only.reference]) if only.reference else reverse("my_cases"))


def _show_key(request: HttpRequest, form: EmailForm, wait: timedelta | None = None) -> HttpResponse:
    response = render(request, "resident/key.html", {"form": form})
    return too_many(response, wait) if wait else response


def too_many(response: HttpResponse, wait: timedelta) -> HttpResponse:
    """Say to programs, too, that they have to wait."""
    response.status_code = 429
    response.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return response
