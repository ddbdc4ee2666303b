"""Whether an account is open: blocked for a while, left for good, opened again."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from foundation.accounts.guards import (
    check_administrator,
    check_administrator_remains,
    check_not_self,
    hold_administrators,
    record,
)
from foundation.accounts.models import PasswordLink, RoleAssignment, User
from foundation.accounts.selectors import lasting_at, permanent_administrators
from foundation.audit.actors import Actor
from foundation.values.errors import DomainError


def block_user(*, user: User, by: Actor, now: datetime) -> User:
    """Close an account for a while: sessions end with the next request, roles stay and count for nothing.

    Raises NotAllowed, DomainError when it is closed already or belongs to the last administrator.
    """
    check_administrator(by)
    check_not_self(user, by)
    with transaction.atomic():
        fresh = _held_open(user, now)
        _close(fresh, now)
        record("account.blocked", fresh, by, {}, now)
    return fresh


def discharge_user(*, user: User, by: Actor, now: datetime) -> User:
    """The person has left: the account is closed, and every role and proposal ends. The history stays.

    Raises NotAllowed, DomainError when they have left already or are the last administrator.
    """
    check_administrator(by)
    check_not_self(user, by)
    with transaction.atomic():
        hold_administrators()  # before the person's own: two who discharge one another wait here
        list(RoleAssignment.objects.select_for_update().filter(user=user).order_by("pk"))
        fresh = _held(user, now)
        if fresh.left_at is not None:
            raise DomainError("Diese Person ist schon ausgeschieden.", code="account.left")
        fresh.left_at = now
        _close(fresh, now)
        lasting = RoleAssignment.objects.filter(lasting_at(now), user=fresh)
        ended = lasting.update(
            valid_until=Greatest(F("valid_from"), now), ended_by=by.reference, ended_at=now
        )
        record("account.left", fresh, by, {"roles": ended}, now)
    return fresh


def reopen_user(*, user: User, by: Actor, now: datetime) -> User:
    """Open a blocked account again, or that of somebody who comes back; roles that ended stay ended.

    Sessions of before stay ended. Raises NotAllowed, DomainError when it is open already.
    """
    check_administrator(by)
    check_not_self(user, by)
    with transaction.atomic():
        fresh = User.objects.select_for_update().get(pk=user.pk)
        if fresh.is_active:
            raise DomainError("Dieses Konto ist offen.", code="account.open")
        fresh.is_active, fresh.left_at = True, None
        fresh.save(update_fields=["is_active", "left_at"])
        record("account.reopened", fresh, by, {}, now)
    return fresh


def _held_open(user: User, now: datetime) -> User:
    fresh = _held(user, now)
    if not fresh.is_active:
        raise DomainError("Dieses Konto ist schon gesperrt.", code="account.blocked")
    return fresh


def _held(user: User, now: datetime) -> User:
    """The account, locked, after the roles of the administrators; the last of these is not closed."""
    hold_administrators()
    if permanent_administrators(now).filter(user=user).exists():
        check_administrator_remains(without=Q(user=user), now=now)
    return User.objects.select_for_update().get(pk=user.pk)


def _close(user: User, now: datetime) -> None:
    user.is_active, user.signed_out_at = False, now
    user.save(update_fields=["is_active", "signed_out_at", "left_at"])
    PasswordLink.objects.filter(user=user).delete()
