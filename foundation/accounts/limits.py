"""The brake on guessing: counted per account, per address, and per both, in the database.

An attempt is counted before the password is looked at, so that many at once cannot slip through. Waiting
ends by itself: nobody is locked out for ever, and a stranger delays the owner by a minute at most.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from foundation.accounts.models import SignInLimit
from foundation.values.phrases import say

FORGET_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Scope:
    """After `free` failures one waits `first`, doubled with each further failure up to `longest`."""

    name: str
    free: int
    first: timedelta
    longest: timedelta


BOTH = Scope("both", 5, timedelta(seconds=30), timedelta(minutes=15))
ADDRESS = Scope("address", 30, timedelta(seconds=30), timedelta(minutes=15))
ACCOUNT = Scope("account", 20, timedelta(seconds=15), timedelta(minutes=1))


def begin_attempt(*, account: str, address: str, now: datetime) -> timedelta:
    """Count an attempt; the time one must still wait, zero when the attempt may go on.

    An attempt during the wait is refused without being counted: impatience does not make it longer.
    """
    with transaction.atomic():
        rows = [(scope, _locked_row(key, now)) for scope, key in _keys(account, address)]
        waits = [row.blocked_until - now for _, row in rows if row.blocked_until and row.blocked_until > now]
        if waits:
            return max(waits)
        for scope, row in rows:
            row.failures = row.failures + 1 if now - row.last_at < FORGET_AFTER else 1
            row.last_at = now
            row.blocked_until = now + _pause(scope, row.failures) if row.failures >= scope.free else None
            row.save()
    return timedelta(0)


def forget_failures(*, account: str, address: str) -> None:
    """After a success: the account is free again; the address only gets this attempt back."""
    keys = dict(_keys(account, address))
    for scope in (ACCOUNT, BOTH):  # one by one, each its own transaction: no two locks, no deadlock
        SignInLimit.objects.filter(key=keys[scope]).delete()
    with transaction.atomic():
        row = SignInLimit.objects.select_for_update().filter(key=keys[ADDRESS]).first()
        if row is not None:
            row.failures = max(row.failures - 1, 0)
            if row.failures < ADDRESS.free:
                row.blocked_until = None
            row.save()


def remove_old_limits(*, now: datetime) -> int:
    """Remove rows that no longer brake anybody; returns how many."""
    return SignInLimit.objects.filter(last_at__lt=now - FORGET_AFTER).delete()[0]


def say_wait(wait: timedelta) -> str:
    """The waiting time in words, rounded up: "45 Sekunden", "1 Minute", "3 Minuten"."""
    seconds = max(1, -(-int(wait.total_seconds() * 1000) // 1000))
    if seconds < 60:
        return (
            say("1 Sekunde")
            if seconds == 1
            else say(
                "{seconds} Sekunden",
                seconds=seconds,
            )
        )
    minutes = -(-seconds // 60)
    return (
        say("1 Minute")
        if minutes == 1
        else say(
            "{minutes} Minuten",
            minutes=minutes,
        )
    )


def _pause(scope: Scope, failures: int) -> timedelta:
    doublings = min(failures - scope.free, 10)
    pause: timedelta = scope.first * 2**doublings
    return min(pause, scope.longest)


def _keys(account: str, address: str) -> list[tuple[Scope, str]]:
    """One digest for each scope, in the one order in which the rows are locked."""
    who, where = account.strip().lower(), _network(address)
    named = [(ACCOUNT, who), (ADDRESS, where), (BOTH, f"{who}\n{where}")]
    return [
        (scope, salted_hmac(f"accounts.limits.{scope.name}", value, algorithm="sha256").hexdigest())
        for scope, value in named
    ]


def _network(address: str) -> str:
    """IPv4 as it is; of IPv6 the first 64 bits, because one subscriber has all the rest."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _locked_row(key: str, now: datetime) -> SignInLimit:
    SignInLimit.objects.get_or_create(key=key, defaults={"last_at": now})
    return SignInLimit.objects.select_for_update().get(key=key)
