"""Kill −9 of the process that builds a bank file: no half file, no order moved, nothing twice afterwards."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from lxml import etree

from foundation.files import disk
from foundation.files.models import StoredFile
from foundation.files.selectors import check_files
from foundation.files.services import read_bytes, remove_orphans
from grants.models import HandOver, HandOverKind, HandOverLine, PaymentOrder
from grants.selectors.payment_profiles import neutral_values
from tests.grants.services.runs import BANK, hand_over, ordered_payments, proven, seen, states, with_profile
from tests.infra.worker import ROOT, _worker_environment
from tests.reports.payments.test_pain001 import schema
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60.0
#: The real service with the real writer; told to, it stops where the file is whole and nothing is stored yet.
HAND_OVER = """
import json, sys, time, django
django.setup()
from datetime import datetime
from foundation.audit.actors import Actor, ActorKind
from grants.models import Fund, HandOverKind
from grants.services.hand_overs import hand_over_orders
from grants.services.payment_batches import SeenOrders
from reports.payments.files import write_file
told = json.loads(sys.argv[1])
def write(kind, profile, run, lines):
    data = write_file(kind, profile, run, lines)
    print("built", flush=True)
    time.sleep(600 if told["stops"] else 0)
    return data
hand_over_orders(
    fund=Fund.objects.get(pk=told["fund"]),
    kind=HandOverKind.PAIN001,
    seen=SeenOrders({int(pk): each for pk, each in told["versions"].items()}, told["count"], told["cents"]),
    write=write,
    actor=Actor(ActorKind.STAFF, told["who"], "Kasse", frozenset(map(tuple, told["roles"])), "", True),
    now=datetime.fromisoformat(told["now"]),
)
"""


def start(story: Story, orders: list[PaymentOrder], *, stops: bool) -> subprocess.Popen[bytes]:
    """The process of the Kasse, beside this one."""
    kasse, what = proven(story.people["cashier"]), seen(*orders)
    told = {
        "stops": stops,
        "fund": story.fund.pk,
        "versions": what.versions,
        "count": what.count,
        "cents": what.total_cents,
        "who": kasse.reference,
        "roles": sorted(kasse.roles),
        "now": story.now.isoformat(),
    }
    command = [sys.executable, "-c", HAND_OVER, json.dumps(told)]
    environment = _worker_environment() | {"AKTIONSKASSE_DATA_DIR": str(disk.root().parent)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"built\n"
    return process


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def wait_for(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not condition():
        time.sleep(0.02)
    return condition()


def assert_nothing_happened(orders: list[PaymentOrder]) -> None:
    assert (HandOver.objects.count(), HandOverLine.objects.count()) == (0, 0)
    assert not StoredFile.objects.filter(subject__startswith="hand_over").exists()
    assert states() == ["ordered"] * len(orders)
    assert not [path for path in disk.all_paths() if path.endswith(".part")]


def assert_paid_once(story: Story, orders: list[PaymentOrder]) -> None:
    """The same click again: one run, one whole file, each payment in it once."""
    made = hand_over(story, seen(*orders), kind=HandOverKind.PAIN001)
    assert HandOver.objects.get() == made
    assert states() == ["handed_over"] * len(orders)
    assert made.file is not None
    tree = etree.fromstring(read_bytes(made.file))
    schema().assertValid(tree)
    ends = [each.text for each in tree.iter("{*}EndToEndId")]
    assert sorted(map(str, ends)) == sorted(order.number for order in orders)


def test_process_killed_while_the_bank_file_is_built(story: Story) -> None:
    with_profile(story, neutral_values() | BANK)
    orders = ordered_payments(story, 10_000, 5_000)
    before = set(disk.all_paths())
    kill(start(story, orders, stops=True))
    assert set(disk.all_paths()) == before
    assert_nothing_happened(orders)
    assert_paid_once(story, orders)
    assert check_files() == []


def test_process_killed_between_the_file_and_the_orders(story: Story) -> None:
    """The file lies on the disk, whole and without a row; the process waits to write down what is in it."""
    with_profile(story, neutral_values() | BANK)
    orders = ordered_payments(story, 10_000, 5_000)
    before = set(disk.all_paths())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE grants_handoverline IN SHARE MODE")
        process = start(story, orders, stops=False)
        assert wait_for(lambda: set(disk.all_paths()) > before)
        kill(process)
    assert len(set(disk.all_paths()) - before) == 1
    assert_nothing_happened(orders)
    assert_paid_once(story, orders)
    assert remove_orphans(now=timezone.now() + timedelta(hours=25)) == 1
    assert check_files() == []
