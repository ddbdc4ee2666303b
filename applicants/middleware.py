"""Who is asking: `request.actor` for every view, fresh at each request."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from applicants.actors import actor_for
from applicants.models import Applicant
from foundation.accounts.actors import staff_actor
from foundation.audit.actors import ANYONE, Actor

SESSION_KEY, OPENED_KEY = "applicant", "applicant_opened_at"
# Nothing times out within a working day: twelve hours, renewed while somebody works.
SESSION_SECONDS = 12 * 60 * 60
RENEW_AFTER_SECONDS = 10 * 60


class ActorMiddleware:
    """Staff by sign-in, a resident by the key in the session, else anyone. Roles are read each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Django's request has no such attribute of its own; every view reads it from here.
        request.actor = staff_actor(request) or resident_actor(request) or ANYONE  # type: ignore[attr-defined]
        return self.get_response(request)


def resident_actor(request: HttpRequest) -> Actor | None:
    """The resident whose key opened this session."""
    uuid = request.session.get(SESSION_KEY)
    applicant = Applicant.objects.filter(uuid=uuid).first() if uuid else None
    if applicant is None:
        return None
    if request.session.get_expiry_age() < SESSION_SECONDS - RENEW_AFTER_SECONDS:
        request.session.set_expiry(SESSION_SECONDS)
    return actor_for(applicant)


def remember_applicant(request: HttpRequest, applicant: Applicant) -> None:
    """Open the session for this applicant; a new session key, so that an old one is worth nothing."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(applicant.uuid)
    request.session[OPENED_KEY] = timezone.now().isoformat()
    request.session.set_expiry(SESSION_SECONDS)


def opened_at(request: HttpRequest) -> datetime | None:
    """When this session was opened with a link or a code; None for one from before this was noted."""
    raw = request.session.get(OPENED_KEY)
    return datetime.fromisoformat(raw) if raw else None


def forget_applicant(request: HttpRequest) -> None:
    """Leave this device: the session is emptied, the draft stays safe."""
    request.session.flush()
