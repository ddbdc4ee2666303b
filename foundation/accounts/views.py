"""Signing in and out, the first password, and the fresh confirmation before a step that needs it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation.accounts import signing_in
from foundation.accounts.actors import staff_actor
from foundation.accounts.forms import CodeForm, ConfirmPasswordForm, NewPasswordForm, PasswordForm
from foundation.accounts.models import User
from foundation.accounts.password_links import find_password_link, set_password
from foundation.accounts.sessions import mark_stepped_up, open_session, pending_user, remember_password_step
from foundation.values.errors import DomainError, InvalidInput

NO_LONGER = "Das hat zu lange gedauert. Bitte melden Sie sich noch einmal an."


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """E-mail and password; then the code, when the account has a second factor."""
    if request.method != "POST" and staff_actor(request) is not None:
        return redirect(_next(request))
    form = PasswordForm(request.POST or None)
    if not form.is_valid():
        return _show(request, "sign_in", form)
    now = timezone.now()
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    try:
        user = signing_in.check_password(email=email, password=password, address=_address(request), now=now)
    except DomainError as error:
        return _show(request, "sign_in", form, error)
    if signing_in.has_second_factor(user):
        remember_password_step(request, user, now)
        return redirect(f"{reverse('sign_in_code')}?{urlencode({'next': _next(request)})}")
    open_session(request, user, None, now)
    return redirect(_next(request))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second factor."""
    now = timezone.now()
    user = pending_user(request, now)
    if user is None:
        messages.error(request, NO_LONGER)
        return redirect(f"{reverse('sign_in')}?{urlencode({'next': _next(request)})}")
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return _show(request, "sign_in_code", form)
    code = form.cleaned_data["code"]
    try:
        device = signing_in.check_code(user=user, code=code, address=_address(request), now=now)
    except DomainError as error:
        return _show(request, "sign_in_code", form, error)
    open_session(request, user, device, now)
    return redirect(_next(request))


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_identity(request: HttpRequest) -> HttpResponse:
    """Step-up for five minutes: the code again, or the password when there is no second factor."""
    user = request.user
    if staff_actor(request) is None or not isinstance(user, User):
        return redirect(f"{reverse('sign_in')}?{urlencode({'next': _next(request)})}")
    by_code = signing_in.has_second_factor(user)
    form: Form = CodeForm(request.POST or None) if by_code else ConfirmPasswordForm(request.POST or None)
    if not form.is_valid():
        return _show(request, "confirm_identity", form)
    now, address = timezone.now(), _address(request)
    try:
        if by_code:
            signing_in.check_code(user=user, code=form.cleaned_data["code"], address=address, now=now)
        else:
            password = form.cleaned_data["password"]
            signing_in.confirm_password(user=user, password=password, address=address, now=now)
    except DomainError as error:
        return _show(request, "confirm_identity", form, error)
    mark_stepped_up(request, now)
    return redirect(_next(request))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server too. Whoever types the address comes to the page with the button."""
    if request.method != "POST":
        return redirect(settings.LOGIN_REDIRECT_URL)
    logout(request)
    messages.success(request, "Sie sind abgemeldet.")
    return redirect(settings.LOGOUT_REDIRECT_URL or "/")


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password_link(request: HttpRequest, token: str) -> HttpResponse:
    """Set a password over the link of an e-mail: looking uses nothing up (mail scanners only look)."""
    now = timezone.now()
    try:
        found = find_password_link(token=token, now=now)
        form = NewPasswordForm(request.POST or None)
        if form.is_valid():
            set_password(token=token, password=form.cleaned_data["password"], now=now)
            messages.success(request, "Ihr Passwort ist gespeichert. Melden Sie sich jetzt damit an.")
            return redirect("sign_in")
    except InvalidInput as error:
        form.add_error("password", error.message)
    except DomainError:
        return render(request, "accounts/password_link_spent.html")
    return render(request, "accounts/password_link.html", {"form": form, "email": found.user.email})


def _show(request: HttpRequest, page: str, form: Form, error: DomainError | None = None) -> HttpResponse:
    status = 200
    if error is not None:
        form.add_error(None, error.message)
        status = 429 if isinstance(error, signing_in.MustWait) else 200
    response = render(request, f"accounts/{page}.html", {"form": form, "next": _next(request)}, status=status)
    if isinstance(error, signing_in.MustWait):
        response.headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    return response


def _next(request: HttpRequest) -> str:
    """Where to go afterwards; only an address of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return str(settings.LOGIN_REDIRECT_URL)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
