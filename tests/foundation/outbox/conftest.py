"""A kind of work that lasts only for one test, and no broker unless a test asks for it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from foundation.outbox import registry
from foundation.outbox.registry import DEFAULT_LEASE, DeadHandler, Handler

AddKind = Callable[..., None]


@pytest.fixture
def add_kind() -> Iterator[AddKind]:
    """`add_kind("name", handler)`; forgotten after the test."""
    before = dict(registry._registrations)

    def add(
        kind: str, handler: Handler, *, lease: timedelta = DEFAULT_LEASE, on_dead: DeadHandler | None = None
    ) -> None:
        registry.register(kind, handler, lease=lease, on_dead=on_dead)

    yield add
    registry._registrations.clear()
    registry._registrations.update(before)


@pytest.fixture
def no_broker(settings: Settings) -> None:
    """Nothing is published: the test delivers by itself."""
    settings.OUTBOX_PUBLISH = False


@pytest.fixture
def runs() -> list[dict[str, Any]]:
    """What the handler of a test has been given."""
    return []
