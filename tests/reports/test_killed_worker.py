"""Kill −9 of the real worker while it makes a report: after the restart it is finished, once, within 120 s.

How 120 seconds are kept: the killed run holds its row under a lease of 75 s (`reports.tasks.LEASE`), counted
from when it began. The sweep, every 15 s, publishes a row whose lease has run out; a report takes seconds.
The first test waits in real time, the others move the end of the lease instead of waiting for it.
"""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as project_settings
from django.utils import timezone
from pytest_django.fixtures import Settings

from foundation.files import disk
from foundation.files.models import Document, DocumentState, StoredFile
from foundation.files.services import read_bytes
from foundation.outbox.models import ItemState, OutboxItem
from foundation.outbox.tasks import sweep_items
from foundation.values.dates import local_date
from grants.models import Application
from reports.services import order_report
from reports.tasks import LEASE
from tests.infra.worker import CeleryWorker
from tests.stories import Story

CASES = 1200
FORMATS = ["csv", "pdf", "xlsx"]
SWEEP_SECONDS = float(str(project_settings.CELERY_BEAT_SCHEDULE["outbox.sweep"]["schedule"]))


@pytest.fixture
def publish(celery_worker: CeleryWorker, settings: Settings) -> CeleryWorker:
    """Here the broker is told, as in production."""
    settings.OUTBOX_PUBLISH = True
    return celery_worker


@pytest.fixture
def many_cases(request: pytest.FixtureRequest, publish: CeleryWorker, story: Story) -> Story:
    """A fund with so many cases that its yearly overview takes a while; in bulk, without a history."""
    request.node.add_marker(pytest.mark.unsound)
    first = story.submitted()
    OutboxItem.objects.all().delete()  # the receipt is not what this is about
    publish.empty_queue()
    rows = []
    for number in range(2, CASES + 1):
        row = Application(**{each.attname: getattr(first, each.attname) for each in plain_fields()})
        row.uuid, row.reference = uuid4(), f"LT-2026-{number:04d}"
        rows.append(row)
    Application.objects.bulk_create(rows)
    Application.objects.filter(state="draft").update(state="submitted")
    return story


def plain_fields() -> list[Any]:
    return [each for each in Application._meta.concrete_fields if each.name not in {"id", "uuid", "state"}]


def order(story: Story) -> Document:
    now = timezone.now()
    return order_report(
        slug="jahresuebersicht",
        fund=story.fund,
        params={"year": "2026"},
        as_of=local_date(now),
        actor=story.people["kaemmerei"],
        now=now,
        key="killed",
    )


def wait_for(condition: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(pause)
    return False


def state() -> str:
    return Document.objects.get(key="killed").state


def kill_while_making(worker: CeleryWorker, after_seconds: float) -> None:
    """Freeze the whole process group as soon as the row says "making", so that nothing goes on; kill it."""
    assert worker.process is not None
    assert wait_for(lambda: state() == DocumentState.MAKING, 60, pause=0.002), worker.tail()
    time.sleep(after_seconds)
    os.killpg(worker.process.pid, signal.SIGSTOP)
    worker.kill()
    item = OutboxItem.objects.get()
    assert (state(), item.state, item.attempts) == (DocumentState.MAKING, ItemState.RUNNING, 1)
    assert StoredFile.objects.count() == 0


def assert_made_once(files_before: set[str]) -> None:
    document = Document.objects.get(slug="jahresuebersicht")
    parts = {part.format: read_bytes(part.file) for part in document.files.select_related("file")}
    assert sorted(parts) == FORMATS
    assert parts["pdf"].startswith(b"%PDF-")
    assert parts["pdf"].rstrip().endswith(b"%%EOF")
    assert parts["csv"].count(b"LT-2026-") >= CASES
    stored = StoredFile.objects.values_list("path", flat=True)
    assert set(disk.all_paths()) - files_before == set(stored)
    assert (Document.objects.filter(slug="jahresuebersicht").count(), len(stored)) == (1, 3)


def test_report_of_a_killed_worker_is_finished_within_120_seconds(
    publish: CeleryWorker, many_cases: Story
) -> None:
    files_before = set(disk.all_paths())
    order(many_cases)
    kill_while_making(publish, after_seconds=0)
    publish.start()
    restarted = time.monotonic()
    while time.monotonic() - restarted < 120 and state() != DocumentState.READY:
        sweep_items.apply_async()  # what beat does
        wait_for(lambda: state() == DocumentState.READY, SWEEP_SECONDS)
    assert state() == DocumentState.READY, publish.tail()
    assert time.monotonic() - restarted < 120
    assert wait_for(lambda: OutboxItem.objects.get().state == ItemState.DONE, 10)
    assert OutboxItem.objects.get().attempts == 2
    assert_made_once(files_before)
    publish.empty_queue()  # the message of the killed run stays unacknowledged until its time is over


@pytest.mark.parametrize("after_seconds", [0.05, 0.15])
def test_report_killed_later_is_made_once_too(
    publish: CeleryWorker, many_cases: Story, after_seconds: float
) -> None:
    files_before = set(disk.all_paths())
    order(many_cases)
    kill_while_making(publish, after_seconds)
    publish.start()
    sweep_items.apply_async()
    assert wait_for(lambda: not publish.queue.llen("celery"), 10)
    assert state() == DocumentState.MAKING  # the lease runs: nobody makes it beside a worker that may live
    OutboxItem.objects.update(lease_until=timezone.now(), published_at=timezone.now() - LEASE)
    sweep_items.apply_async()
    assert wait_for(lambda: state() == DocumentState.READY, 60), publish.tail()
    assert wait_for(lambda: OutboxItem.objects.get().state == ItemState.DONE, 10)
    assert_made_once(files_before)
    publish.empty_queue()


def test_lease_sweep_and_work_fit_into_120_seconds() -> None:
    longest_work = timedelta(seconds=20)
    assert LEASE + timedelta(seconds=SWEEP_SECONDS) + longest_work < timedelta(seconds=120)
