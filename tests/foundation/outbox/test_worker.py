"""With real processes: the worker delivers after the commit, and a kill −9 loses nothing."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from foundation.outbox.models import Heartbeat, ItemState, Mail, OutboxItem
from foundation.outbox.publish import publish
from foundation.outbox.registry import DEFAULT_LEASE
from foundation.outbox.services import deliver, enqueue, send_mail, sweep
from foundation.outbox.tasks import leave_heartbeat, sweep_items
from tests.infra.worker import ROOT, CeleryWorker, _worker_environment

PATIENCE = 30.0
HANG = """
import sys, time, django
django.setup()
from django.utils import timezone
from foundation.outbox import registry, services
def hang(payload, now):
    print("taken", flush=True)
    time.sleep(600)
registry.register("test.hang", hang)
services.deliver(item_id=int(sys.argv[1]), now=timezone.now())
"""


def wait_for(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def is_sent(key: str) -> bool:
    return Mail.objects.filter(key=key, sent_at__isnull=False).exists()


def write_mail(key: str) -> None:
    send_mail(to="erika@example.org", subject="Hallo", body="Text", key=key, now=timezone.now())


def test_worker_delivers_after_the_commit(celery_worker: CeleryWorker) -> None:
    with transaction.atomic():
        write_mail("a")
    assert wait_for(lambda: is_sent("a")), celery_worker.tail()
    assert wait_for(lambda: OutboxItem.objects.get().state == ItemState.DONE)
    assert OutboxItem.objects.get().attempts == 1


def test_sweep_delivers_what_the_broker_lost(celery_worker: CeleryWorker) -> None:
    celery_worker.kill()
    for number in range(20):
        write_mail(f"k{number}")
    celery_worker.empty_queue()
    celery_worker.start()
    sweep(now=timezone.now())
    assert (
        OutboxItem.objects.filter(state=ItemState.WAITING).count() == 20
    )  # told seconds ago: not told again
    sweep(now=timezone.now() + timedelta(seconds=31))
    assert wait_for(lambda: OutboxItem.objects.filter(state=ItemState.DONE).count() == 20), (
        celery_worker.tail()
    )
    assert set(OutboxItem.objects.values_list("attempts", flat=True)) == {1}


def test_doubled_messages_do_the_work_once(celery_worker: CeleryWorker) -> None:
    write_mail("a")
    item = OutboxItem.objects.get()
    for _ in range(10):
        assert publish(item_id=item.pk, kind=item.kind)
    assert celery_worker.wait_until_idle()
    assert wait_for(lambda: OutboxItem.objects.get().state == ItemState.DONE)
    assert OutboxItem.objects.get().attempts == 1


def test_heartbeat_and_sweep_run_in_the_worker(celery_worker: CeleryWorker) -> None:
    leave_heartbeat.apply_async()
    assert wait_for(Heartbeat.objects.exists), celery_worker.tail()
    assert Heartbeat.objects.get().name.startswith("test@")
    write_mail("a")
    sweep_items.apply_async()
    assert wait_for(lambda: is_sent("a"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_row_of_a_process_killed_with_9_is_finished_within_120_seconds(
    add_kind: Callable[..., None], tmp_path: Path
) -> None:
    item = enqueue(kind="test.hang", key="k", payload={}, now=timezone.now())
    command = [sys.executable, "-c", HANG, str(item.pk)]
    process = subprocess.Popen(command, cwd=ROOT, env=_worker_environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"taken\n"
    process.send_signal(signal.SIGKILL)
    killed_at = timezone.now()
    process.communicate()
    add_kind("test.hang", lambda payload, now: None)
    assert deliver(item_id=item.pk, now=killed_at) is False
    assert OutboxItem.objects.get().state == ItemState.RUNNING
    longest_pause_between_sweeps = timedelta(seconds=15)
    assert DEFAULT_LEASE + longest_pause_between_sweeps < timedelta(seconds=120)
    assert deliver(item_id=item.pk, now=killed_at + DEFAULT_LEASE) is True
    assert (OutboxItem.objects.get().state, OutboxItem.objects.get().attempts) == (ItemState.DONE, 2)
