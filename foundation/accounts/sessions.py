"""What a browser session of the staff remembers."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest
from django_otp import login as otp_login

from foundation.accounts.actors import SESSION_LENGTH, SIGNED_IN_AT, STEPPED_UP_AT
from foundation.accounts.models import User
from foundation.accounts.services import record_sign_in

BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING = "sign_in_pending"
PENDING_LENGTH = timedelta(minutes=5)


def remember_password_step(request: HttpRequest, user: User, now: datetime) -> None:
    """The password was right; the code is still missing. Nobody is signed in yet."""
    request.session.cycle_key()
    request.session[PENDING] = {"user": user.pk, "at": now.isoformat()}


def pending_user(request: HttpRequest, now: datetime) -> User | None:
    """Who has passed the password step in the last five minutes and may now enter the code."""
    pending: Any = request.session.get(PENDING)
    if not isinstance(pending, dict):
        return None
    age = now - datetime.fromisoformat(pending["at"])
    if not timedelta(0) <= age < PENDING_LENGTH:
        return None
    return User.objects.filter(pk=pending["user"], is_active=True).first()


def open_session(request: HttpRequest, user: User, device: Any, now: datetime) -> None:
    """Sign the user in under a new session key; `device` is None without a second factor."""
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    if device is not None:
        otp_login(request, device)
    request.session[SIGNED_IN_AT] = now.isoformat()
    request.session.set_expiry(SESSION_LENGTH)
    mark_stepped_up(request, now)
    record_sign_in(user=user, second_factor=device is not None, now=now)


def mark_stepped_up(request: HttpRequest, now: datetime) -> None:
    """The person has just proven who they are; counts for five minutes."""
    request.session[STEPPED_UP_AT] = now.isoformat()
