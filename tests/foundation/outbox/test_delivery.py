"""One row, one run at a time, one outcome."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from foundation.outbox.delivery import BACKOFF, LOST_WORKER, MAX_ATTEMPTS
from foundation.outbox.models import ItemState, OutboxItem
from foundation.outbox.registry import DEFAULT_LEASE, Permanent
from foundation.outbox.services import deliver, drain, enqueue, retry

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("no_broker")]
Runs = list[dict[str, Any]]


def add_item(key: str = "k1", kind: str = "job") -> OutboxItem:
    return enqueue(kind=kind, key=key, payload={"n": key}, now=NOW)


def fetch(item: OutboxItem) -> OutboxItem:
    return OutboxItem.objects.get(pk=item.pk)


@pytest.mark.django_db
def test_due_row_is_done_once(add_kind: Callable[..., None], runs: Runs) -> None:
    add_kind("job", lambda payload, now: runs.append({**payload, "now": now}))
    item = add_item()
    assert [deliver(item_id=item.pk, now=NOW), deliver(item_id=item.pk, now=NOW)] == [True, False]
    assert runs == [{"n": "k1", "now": NOW}]
    done = fetch(item)
    assert (done.state, done.attempts, done.done_at, done.lease_until, done.lease_token) == (
        ItemState.DONE,
        1,
        NOW,
        None,
        "",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "due_in", "lease_in", "expected"),
    [
        ("waiting", timedelta(0), None, True),
        ("waiting", SECOND, None, False),
        ("held", -SECOND, None, False),
        ("running", -SECOND, SECOND, False),
        ("running", -SECOND, timedelta(0), True),
        ("done", -SECOND, None, False),
        ("dead", -SECOND, None, False),
    ],
)
def test_only_due_rows_are_taken(
    add_kind: Callable[..., None],
    state: str,
    due_in: timedelta,
    lease_in: timedelta | None,
    expected: bool,
) -> None:
    add_kind("job", lambda payload, now: None)
    item = OutboxItem.objects.create(
        kind="job",
        key="k",
        state=state,
        due_at=NOW + due_in,
        created_at=NOW,
        done_at=NOW,
        last_error="x",
        lease_until=None if lease_in is None else NOW + lease_in,
        lease_token="" if lease_in is None else "old",
    )
    assert deliver(item_id=item.pk, now=NOW) is expected


@pytest.mark.django_db
def test_unknown_row_is_nothing_to_do() -> None:
    assert deliver(item_id=999_999, now=NOW) is False


@pytest.mark.django_db
def test_failing_row_is_tried_five_times_with_growing_pauses_then_dead(
    add_kind: Callable[..., None], runs: Runs
) -> None:
    def fail(payload: dict[str, Any], now: datetime) -> None:
        runs.append(payload)
        raise OSError("kein Anschluss")

    deaths: list[str] = []
    add_kind("job", fail, on_dead=lambda payload, reason, now: deaths.append(reason))
    item, moment = add_item(), NOW
    for pause in BACKOFF:
        assert deliver(item_id=item.pk, now=moment) is False
        row = fetch(item)
        assert (row.state, row.due_at, row.last_error) == (
            "waiting",
            moment + pause,
            "OSError: kein Anschluss",
        )
        assert deliver(item_id=item.pk, now=row.due_at - SECOND) is False
        moment = row.due_at
    assert deaths == []
    assert deliver(item_id=item.pk, now=moment) is False
    row = fetch(item)
    assert (row.state, row.attempts, row.last_error) == ("dead", MAX_ATTEMPTS, "OSError: kein Anschluss")
    assert (len(runs), deaths) == (5, ["OSError: kein Anschluss"])


@pytest.mark.django_db
def test_permanent_failure_is_dead_at_once_and_can_be_retried(
    add_kind: Callable[..., None], runs: Runs
) -> None:
    def handle(payload: dict[str, Any], now: datetime) -> None:
        runs.append(payload)
        if len(runs) == 1:
            raise Permanent("Die Adresse gibt es nicht.")

    add_kind("job", handle)
    item = add_item()
    assert deliver(item_id=item.pk, now=NOW) is False
    assert (fetch(item).state, fetch(item).last_error) == ("dead", "Die Adresse gibt es nicht.")
    assert [retry(item_id=item.pk, now=NOW), retry(item_id=item.pk, now=NOW)] == [True, False]
    assert deliver(item_id=item.pk, now=NOW) is True
    assert (fetch(item).state, fetch(item).last_error) == ("done", "")


@pytest.mark.django_db
def test_kind_without_handler_is_tried_again_later() -> None:
    item = add_item(kind="from.a.newer.release")
    assert deliver(item_id=item.pk, now=NOW) is False
    assert fetch(item).state == "waiting"


@pytest.mark.django_db
def test_row_of_a_killed_worker_is_due_again_when_the_lease_ends(
    add_kind: Callable[..., None], runs: Runs
) -> None:
    add_kind("job", lambda payload, now: runs.append(payload))
    item = add_item()
    OutboxItem.objects.filter(pk=item.pk).update(
        state="running", attempts=1, lease_until=NOW + DEFAULT_LEASE, lease_token="killed"
    )
    assert drain(now=NOW + DEFAULT_LEASE - SECOND) == 0
    assert drain(now=NOW + DEFAULT_LEASE) == 1
    assert (fetch(item).state, fetch(item).attempts, len(runs)) == ("done", 2, 1)


@pytest.mark.django_db
def test_row_that_kills_every_worker_is_dead_with_a_reason(add_kind: Callable[..., None], runs: Runs) -> None:
    add_kind("job", lambda payload, now: runs.append(payload))
    item = add_item()
    OutboxItem.objects.filter(pk=item.pk).update(
        state="running", attempts=MAX_ATTEMPTS, lease_until=NOW, lease_token="killed"
    )
    assert drain(now=NOW) == 0
    assert (fetch(item).state, fetch(item).last_error, runs) == ("dead", LOST_WORKER, [])


@pytest.mark.django_db
def test_worker_that_lost_its_lease_does_not_mark_the_row(add_kind: Callable[..., None]) -> None:
    item = add_item()

    def slow(payload: dict[str, Any], now: datetime) -> None:
        OutboxItem.objects.filter(pk=item.pk).update(lease_token="somebody else")

    add_kind("job", slow)
    assert deliver(item_id=item.pk, now=NOW) is False
    assert (fetch(item).state, fetch(item).lease_token) == ("running", "somebody else")


@pytest.mark.django_db
@pytest.mark.parametrize("lease", [timedelta(seconds=30), timedelta(minutes=10)])
def test_lease_is_that_of_the_kind(add_kind: Callable[..., None], lease: timedelta) -> None:
    seen: list[datetime | None] = []
    item = add_item()
    add_kind("job", lambda payload, now: seen.append(fetch(item).lease_until), lease=lease)
    deliver(item_id=item.pk, now=NOW)
    assert seen == [NOW + lease]


@pytest.mark.django_db(transaction=True)
def test_handler_runs_outside_the_taking_transaction(add_kind: Callable[..., None]) -> None:
    seen: list[bool] = []
    add_kind("job", lambda payload, now: seen.append(transaction.get_connection().in_atomic_block))
    deliver(item_id=add_item().pk, now=NOW)
    assert seen == [False]


@pytest.mark.django_db(transaction=True)
def test_many_threads_run_each_row_once(add_kind: Callable[..., None]) -> None:
    runs: list[str] = []
    running: set[str] = set()
    overlaps: list[str] = []

    def handle(payload: dict[str, Any], now: datetime) -> None:
        if payload["n"] in running:
            overlaps.append(payload["n"])
        running.add(payload["n"])
        runs.append(payload["n"])

    add_kind("job", handle)
    items = [add_item(f"k{number}") for number in range(20)]
    done: list[int] = []

    def work() -> None:
        try:
            done.append(sum(deliver(item_id=item.pk, now=NOW) for item in items))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(done), sorted(runs), overlaps) == (20, sorted(f"k{number}" for number in range(20)), [])
    assert set(OutboxItem.objects.values_list("state", "attempts")) == {("done", 1)}


@pytest.mark.django_db
def test_log_of_a_failure_holds_no_text_of_the_error(
    add_kind: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(payload: dict[str, Any], now: datetime) -> None:
        raise ValueError("Erika Mustermann, DE02120300000000202051")

    add_kind("job", fail)
    deliver(item_id=add_item().pk, now=NOW)
    assert "ValueError" in caplog.text
    assert "Mustermann" not in caplog.text
    assert "DE02" not in caplog.text
