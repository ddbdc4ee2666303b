"""Into the outbox with the cause, out of it after the commit."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_django.fixtures import Settings

from config.celery import app
from foundation.outbox import selectors
from foundation.outbox.models import Heartbeat, OutboxItem
from foundation.outbox.services import beat, drain, enqueue, release, sweep

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
Runs = list[dict[str, Any]]
pytestmark = [pytest.mark.both_databases]


@pytest.fixture
def broken_broker(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The broker is told, and its address leads nowhere, for this test only."""
    settings.OUTBOX_PUBLISH = True
    assert app.producer_pool  # made at its first use and kept: made now, it keeps the right address
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_same_key_returns_the_row_that_exists() -> None:
    first = enqueue(kind="job", key="k", payload={"a": 1}, now=NOW)
    second = enqueue(kind="job", key="k", payload={"a": 2}, now=NOW + SECOND)
    assert (first.pk, second.payload, OutboxItem.objects.count()) == (second.pk, {"a": 1}, 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_key_of_another_kind_is_refused() -> None:
    enqueue(kind="job", key="k", payload={}, now=NOW)
    with pytest.raises(ValueError, match="belongs to kind 'job'"):
        enqueue(kind="other", key="k", payload={}, now=NOW)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_key_stays_taken_after_the_work_is_done(add_kind: Callable[..., None], runs: Runs) -> None:
    add_kind("job", lambda payload, now: runs.append(payload))
    enqueue(kind="job", key="k", payload={}, now=NOW)
    assert drain(now=NOW) == 1
    enqueue(kind="job", key="k", payload={}, now=NOW + timedelta(days=4000))
    assert drain(now=NOW + timedelta(days=4000)) == 0
    assert len(runs) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_row_goes_with_the_transaction_of_its_cause() -> None:
    with transaction.atomic():
        enqueue(kind="job", key="k", payload={}, now=NOW)
        transaction.set_rollback(True)
    assert OutboxItem.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_drain_delivers_in_due_order_and_effects_of_effects(
    add_kind: Callable[..., None], runs: Runs
) -> None:
    def handle(payload: dict[str, Any], now: datetime) -> None:
        runs.append(payload)
        if payload["n"] == 1:
            enqueue(kind="job", key="child", payload={"n": 9}, now=now, due_at=NOW - 5 * SECOND)

    add_kind("job", handle)
    for number, due in ((3, 0), (1, -2), (2, -1), (4, 1)):
        enqueue(kind="job", key=f"k{number}", payload={"n": number}, now=NOW, due_at=NOW + due * SECOND)
    assert drain(now=NOW) == 4
    assert [run["n"] for run in runs] == [1, 9, 2, 3]
    assert drain(now=NOW) == 0
    assert drain(now=NOW + SECOND) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_held_row_waits_for_its_release(add_kind: Callable[..., None], runs: Runs) -> None:
    add_kind("job", lambda payload, now: runs.append(payload))
    item = enqueue(kind="job", key="k", payload={}, now=NOW, held=True)
    assert (drain(now=NOW), list(selectors.held_items())) == (0, [item])
    assert [release(item_id=item.pk, now=NOW), release(item_id=item.pk, now=NOW)] == [True, False]
    assert drain(now=NOW) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("broken_broker")
def test_broker_that_is_down_is_logged_and_nothing_more(caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic():
        item = enqueue(kind="job", key="k", payload={"name": "Erika"}, now=NOW)
    row = OutboxItem.objects.get(pk=item.pk)
    assert (row.state, row.published_at) == ("waiting", None)
    assert f"outbox item {item.pk} not published" in caplog.text
    assert "Erika" not in caplog.text
    assert sweep(now=NOW) == 0
    assert OutboxItem.objects.get(pk=item.pk).published_at is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("broken_broker")
def test_broker_that_is_down_costs_the_user_less_than_a_second() -> None:
    began = time.monotonic()
    for number in range(3):
        enqueue(kind="job", key=f"k{number}", payload={}, now=NOW)
    assert time.monotonic() - began < 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "due_in", "published_ago", "lease_in", "expected"),
    [
        ("waiting", 0, None, None, 1),
        ("waiting", 1, None, None, 0),
        ("waiting", -60, 29, None, 0),
        ("waiting", -60, 30, None, 1),
        ("running", -200, 100, 1, 0),
        ("running", -200, 100, 0, 1),
        ("held", -60, None, None, 0),
        ("done", -60, None, None, 0),
        ("dead", -60, None, None, 0),
    ],
)
def test_sweep_publishes_what_is_due_and_may_be_lost(
    state: str, due_in: int, published_ago: int | None, lease_in: int | None, expected: int
) -> None:
    OutboxItem.objects.create(
        kind="job", key="k", state=state, due_at=NOW + due_in * SECOND, created_at=NOW,
        done_at=NOW, last_error="x",
        published_at=None if published_ago is None else NOW - published_ago * SECOND,
        lease_until=None if lease_in is None else NOW + lease_in * SECOND,
        lease_token="" if lease_in is None else "t",
    )  # fmt: skip
    assert [sweep(now=NOW), sweep(now=NOW)] == [expected, 0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"state": "unknown"},
        {"state": "running", "lease_until": None},
        {"state": "done", "done_at": None},
        {"state": "dead", "last_error": ""},
    ],
)
@pytest.mark.usefixtures("no_broker")
def test_database_refuses_impossible_rows(values: dict[str, Any]) -> None:
    item = enqueue(kind="job", key="k", payload={}, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        OutboxItem.objects.filter(pk=item.pk).update(**values)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_selectors_count_and_age(settings: Settings) -> None:
    enqueue(kind="job", key="a", payload={}, now=NOW, due_at=NOW - timedelta(minutes=5))
    enqueue(kind="job", key="b", payload={}, now=NOW)
    enqueue(kind="job", key="c", payload={}, now=NOW, held=True)
    dead = enqueue(kind="job", key="d", payload={}, now=NOW)
    OutboxItem.objects.filter(pk=dead.pk).update(state="dead", last_error="x")
    assert selectors.item_counts() == {"waiting": 2, "held": 1, "running": 0, "done": 0, "dead": 1}
    assert selectors.oldest_due_age(NOW) == timedelta(minutes=5)
    assert selectors.oldest_due_age(NOW - timedelta(days=1)) == timedelta(0)
    assert list(selectors.dead_letters()) == [dead]
    assert selectors.broken_items() == []


@pytest.mark.django_db
def test_heartbeat_is_one_row_for_each_worker() -> None:
    beat(name="a@host", now=NOW)
    beat(name="b@host", now=NOW + SECOND)
    beat(name="a@host", now=NOW + 2 * SECOND)
    assert list(Heartbeat.objects.values_list("name", "at")) == [
        ("a@host", NOW + 2 * SECOND),
        ("b@host", NOW + SECOND),
    ]
    latest = selectors.latest_heartbeat()
    assert latest is not None
    assert latest.name == "a@host"
