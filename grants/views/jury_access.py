"""Who may open a page of the jury: the member whose key is in the browser. Everybody else gets one 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from applicants.middleware import SESSION_SECONDS
from grants.models import JuryKey
from grants.selectors.jury import Seat, find_seat
from grants.views.resident_access import not_found

SESSION_KEY = "jury_key"
SeatView = Callable[..., HttpResponseBase]


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat that this browser has opened; the key is asked anew at every request."""
    return find_seat(request.session.get(SESSION_KEY), timezone.now())


def with_seat(view: SeatView) -> SeatView:
    """Hand over the seat; without one there is nothing here."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        seat = seat_of(request)
        return not_found(request) if seat is None else view(request, seat, **kwargs)

    return never_cache(wrapper)


def take_seat(request: HttpRequest, key: JuryKey) -> None:
    """Open the session in this browser; whoever was signed in here before is not any more."""
    request.session.flush()
    request.session[SESSION_KEY] = key.pk
    request.session.set_expiry(SESSION_SECONDS)


def leave_seat(request: HttpRequest) -> None:
    """Empty the browser's session."""
    request.session.flush()
