"""The steps of a sign-in: password, second factor when there is one, fresh confirmation."""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from foundation.accounts import limits
from foundation.accounts.models import User
from foundation.values.errors import DomainError


class SignInRefused(DomainError):
    """Wrong password or code; the sentence never says whether the address is known."""


class MustWait(DomainError):
    """Too many failures; `wait` is the time that is left."""

    def __init__(self, wait: timedelta) -> None:
        left = limits.say_wait(wait)
        super().__init__(
            f"Zu viele Versuche. Bitte warten Sie {left} und versuchen Sie es dann noch einmal.",
            code="sign_in.wait",
        )
        self.wait = wait


def check_password(*, email: str, password: str, address: str, now: datetime) -> User:
    """The active user with this e-mail and password. Raises SignInRefused, MustWait.

    An unknown address, a closed account and a wrong password give the same answer after the same work:
    Django's backend hashes the password in each case.
    """
    account = email.strip().lower()
    _begin(account, address, now)
    user = authenticate(None, username=account, password=password)
    if not isinstance(user, User):
        raise SignInRefused("Die E-Mail-Adresse oder das Passwort stimmt nicht.", code="sign_in.refused")
    limits.forget_failures(account=account, address=address)
    return user


def confirm_password(*, user: User, password: str, address: str, now: datetime) -> None:
    """The password again, of somebody who is signed in. Raises SignInRefused, MustWait."""
    try:
        check_password(email=user.email, password=password, address=address, now=now)
    except SignInRefused:
        sentence = "Das Passwort stimmt nicht. Geben Sie es noch einmal ein."
        raise SignInRefused(sentence, code="sign_in.password") from None


def has_second_factor(user: User) -> bool:
    """True when the user has confirmed an authenticator app."""
    found: bool = TOTPDevice.objects.filter(user=user, confirmed=True).exists()
    return found


def check_code(*, user: User, code: str, address: str, now: datetime) -> TOTPDevice:
    """The device whose current code this is; a code counts once. Raises SignInRefused, MustWait."""
    account = f"{user.reference}/code"
    _begin(account, address, now)
    token = "".join(code.split())
    with transaction.atomic():
        for device in TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).order_by("id"):
            # The library's own brake doubles without end and could shut somebody out; ours has counted.
            device.throttle_reset(commit=False)
            if device.verify_token(token):
                break
        else:
            device = None
    if device is None:
        raise SignInRefused(
            "Der Code stimmt nicht. Geben Sie den Code ein, den Ihre App jetzt zeigt.", code="sign_in.code"
        )
    limits.forget_failures(account=account, address=address)
    return device


def _begin(account: str, address: str, now: datetime) -> None:
    wait = limits.begin_attempt(account=account, address=address, now=now)
    if wait:
        raise MustWait(wait)
