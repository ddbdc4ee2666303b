"""The worker of the tests is a process of its own, on this run's database and queue."""

import os
import threading
import time

import pytest

from foundation.outbox.models import Heartbeat
from foundation.outbox.tasks import leave_heartbeat
from tests.infra.worker import CeleryWorker

pytestmark = pytest.mark.both_databases


def wait_for_heartbeat(worker: CeleryWorker) -> None:
    end = time.monotonic() + 30
    while not Heartbeat.objects.exists():
        assert time.monotonic() < end, worker.tail()
        time.sleep(0.02)


def test_worker_is_another_process(celery_worker: CeleryWorker) -> None:
    assert celery_worker.process is not None
    assert celery_worker.process.pid != os.getpid()


def test_task_runs_in_the_worker(celery_worker: CeleryWorker) -> None:
    leave_heartbeat.delay()
    wait_for_heartbeat(celery_worker)


def test_task_queued_in_another_thread_arrives(celery_worker: CeleryWorker) -> None:
    thread = threading.Thread(target=leave_heartbeat.delay)
    thread.start()
    thread.join()
    wait_for_heartbeat(celery_worker)


def test_killed_worker_is_replaced(celery_worker: CeleryWorker) -> None:
    celery_worker.kill()
    assert not celery_worker.is_alive
    celery_worker.start()
    leave_heartbeat.delay()
    wait_for_heartbeat(celery_worker)
