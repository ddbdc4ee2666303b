"""Which code does the work of which kind of outbox row; registered in `apps.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Handler = Callable[[dict[str, Any], datetime], None]
DeadHandler = Callable[[dict[str, Any], str, datetime], None]

DEFAULT_LEASE = timedelta(seconds=90)


class Permanent(Exception):
    """Trying again would not help: the row is dead at once, with this reason."""


class UnknownKind(LookupError):
    """No handler is registered (yet): an older worker may meet a row of a newer release."""


@dataclass(frozen=True)
class Registration:
    """`lease` bounds one run: the task is ended before it expires, so no second worker runs beside it.

    `on_dead` is told (payload, reason, now) when the row is given up, so that a page can say so.
    """

    handler: Handler
    lease: timedelta = DEFAULT_LEASE
    on_dead: DeadHandler | None = None


_registrations: dict[str, Registration] = {}


def register(
    kind: str, handler: Handler, *, lease: timedelta = DEFAULT_LEASE, on_dead: DeadHandler | None = None
) -> None:
    """Make `handler` do the work of all rows of this kind; registering the same again changes nothing."""
    registration = Registration(handler, lease, on_dead)
    if _registrations.setdefault(kind, registration) != registration:
        raise ValueError(f"outbox kind {kind!r} is registered twice")


def find(kind: str) -> Registration:
    """The registration of a kind; raises UnknownKind."""
    try:
        return _registrations[kind]
    except KeyError:
        raise UnknownKind(f"no handler for outbox kind {kind!r}") from None


def lease_of(kind: str) -> timedelta:
    """How long one run of this kind may take; the default for kinds not known here."""
    registration = _registrations.get(kind)
    return registration.lease if registration else DEFAULT_LEASE


def on_dead_of(kind: str) -> DeadHandler | None:
    """Whom to tell when a row of this kind is given up."""
    registration = _registrations.get(kind)
    return registration.on_dead if registration else None
