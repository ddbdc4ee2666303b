"""Who comes in: staff with a role that opens the page; everybody else is led to the sign-in or refused."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation.audit.actors import Actor, ActorKind
from foundation.values.errors import DomainError, NotAllowed

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

NO_ENTRY = "Diese Seite ist für Ihre Rolle nicht vorgesehen."


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as the middleware found it."""
    actor: Actor = getattr(request, "actor")  # noqa: B009  # set by the middleware, unknown to the type
    return actor


def office_page(*codes: str, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View[P]], View[P]]:
    """A page of the staff; with `codes` only for those who hold one of these roles in some fund.

    Who is not signed in as staff goes to the sign-in and comes back; who is, without the role, gets 403.
    Browsers never keep these pages: they hold personal data.
    """

    def decorate(view: View[P]) -> View[P]:
        @never_cache
        @require_http_methods(list(methods))
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = actor_of(request)
            if actor.kind is not ActorKind.STAFF:
                return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")
            if codes and not {code for code, _scope in actor.roles} & set(codes):
                raise PermissionDenied(NO_ENTRY)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def form_page(*codes: str) -> Callable[[View[P]], View[P]]:
    """An office page that also takes a form."""
    return office_page(*codes, methods=("GET", "HEAD", "POST"))


def prove_again(request: HttpRequest, sentence: str, then: str = "") -> HttpResponse:
    """Ask the person to show anew who they are; `then` is where they come back to, by default this page."""
    messages.info(request, sentence)
    return redirect(f"{reverse('confirm_identity')}?{urlencode({'next': then or request.path})}")


def done(request: HttpRequest, step: Callable[[], str], then: str) -> HttpResponse:
    """Do it, say so and go on; a refusal is said there too, and without the right it is 403."""
    try:
        messages.success(request, step())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(then)
