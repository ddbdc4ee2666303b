"""From a signed-in user to an actor: the only thing the rest of the house sees of an account."""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.selectors import rights_of
from foundation.audit.actors import Actor, ActorKind

SESSION_LENGTH = timedelta(hours=10)
STEP_UP_LENGTH = timedelta(minutes=5)
SIGNED_IN_AT = "signed_in_at"
STEPPED_UP_AT = "stepped_up_at"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def actor_of(user: User, now: datetime, *, stepped_up: bool = False) -> Actor:
    """The actor of a staff user with the roles that count at `now`."""
    roles, limits = rights_of(user, now)
    return Actor(
        kind=ActorKind.STAFF,
        reference=user.reference,
        label=user.display_name,
        roles=roles,
        limits=limits,
        email=user.email,
        stepped_up=stepped_up,
    )


def staff_actor(request: HttpRequest) -> Actor | None:
    """The staff actor of a request, or None when nobody from the staff is signed in.

    None also for a session older than ten hours, for one that began before the account was blocked or its
    password set, and for one that did not come through our sign-in page (and so perhaps passed by the second
    factor). Roles are read for every request: one withdrawn counts at once.
    """
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return None
    now = timezone.now()
    if not _is_younger(request, SIGNED_IN_AT, SESSION_LENGTH, now):
        return None
    if user.signed_out_at and _moment_of(request, SIGNED_IN_AT) < user.signed_out_at:
        return None
    return actor_of(user, now, stepped_up=_is_younger(request, STEPPED_UP_AT, STEP_UP_LENGTH, now))


def _is_younger(request: HttpRequest, key: str, length: timedelta, now: datetime) -> bool:
    """A moment of the session lies less than `length` back, and not ahead (a clock set back)."""
    return timedelta(0) <= now - _moment_of(request, key) < length


def _moment_of(request: HttpRequest, key: str) -> datetime:
    """A moment that the session remembers; long ago when it does not."""
    stored = request.session.get(key)
    return datetime.fromisoformat(stored) if isinstance(stored, str) else LONG_AGO
