"""What stops a run late: a payment that may not go out, another fund's order, a crash in the middle."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from foundation.files import disk
from foundation.files.models import StoredFile
from foundation.files.services import remove_orphans
from foundation.values.errors import Blocked, InvalidInput
from grants.models import Fund, Grant, HandOver, PaymentOrder
from grants.services.hand_overs import hand_over_orders
from grants.services.workflow import perform
from grants.states import PaymentOrderState
from reports.payments.files import write_file
from tests.grants.rows import refusal
from tests.grants.services.runs import hand_over, ordered_payments, proven, seen, states
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SPOILED: list[Callable[[], object]] = [
    lambda: Grant.objects.update(bank_account=None),
    lambda: Grant.objects.update(waiver_on=None),
]


@pytest.fixture
def orders(story: Story) -> list[PaymentOrder]:
    """Two ordered payments."""
    return ordered_payments(story, 10_000, 5_000)


@pytest.mark.parametrize("spoil", SPOILED)
def test_payment_that_may_not_go_out_any_more_is_not_handed_over(
    story: Story, orders: list[PaymentOrder], spoil: Callable[[], object]
) -> None:
    """INV-04 is asked again when the money is about to leave, in a run and at the door itself."""
    spoil()
    with pytest.raises(Blocked):
        hand_over(story, seen(*orders))
    with pytest.raises(Blocked):
        perform(orders[0], "hand_over", actor=proven(story.people["cashier"]), now=story.now)
    assert states() == [PaymentOrderState.ORDERED] * 2


def test_run_belongs_to_one_fund(story: Story, orders: list[PaymentOrder]) -> None:
    other = Fund.objects.create(slug="anderer", name="Anderer Fonds", reference_prefix="AF")
    kasse = proven(story.people["cashier"])
    roles = kasse.roles | {("KA", other.slug)}
    found = refusal(
        hand_over_orders,
        fund=other,
        kind="csv",
        seen=seen(*orders),
        write=write_file,
        actor=type(kasse)(kasse.kind, kasse.reference, roles=roles, stepped_up=True),
        now=story.now,
    )
    assert found == (InvalidInput, "hand_over.other_fund")


def test_crash_in_the_middle_leaves_no_half_run(story: Story, orders: list[PaymentOrder]) -> None:
    """What was written lies there without a row, and the sweep of the next day takes it."""
    with transaction.atomic():
        hand_over(story, seen(*orders))
        transaction.set_rollback(True)  # the process is gone before the commit
    assert states() == [PaymentOrderState.ORDERED] * 2
    assert not HandOver.objects.exists()
    known = set(StoredFile.objects.values_list("path", flat=True))
    left = [path for path in disk.all_paths() if path not in known]
    assert len(left) == 1
    written = disk.absolute_path(left[0]).stat().st_mtime
    later = story.now.fromtimestamp(written, tz=story.now.tzinfo) + timedelta(hours=25)
    assert remove_orphans(now=later) == 1
    assert hand_over(story, seen(*orders)).number == "LT-2026-U0001"
