"""The file of a run names the payees of several cases: it goes with the last of them, and not before."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.files.models import StoredFile
from foundation.values.errors import DomainError
from grants.models import HandOver, PaymentKind, PaymentOrder
from grants.services.hand_overs import fetch_file
from grants.services.payments import execute_payment
from tests.grants.rows import fetch, refusal
from tests.grants.services.ended import LAST_KEPT, archive, propose, release
from tests.grants.services.runs import hand_over, proven, seen
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = timedelta(days=60)


def ordered(story: Story) -> PaymentOrder:
    """The rest after a confirmed check waits for the Kasse."""
    story.accepted()
    story.proof_sent(story.cents)
    story.proof_confirmed()
    return story.ordered(PaymentKind.FINAL, story.cents)


def file_of(run: HandOver) -> list[StoredFile]:
    return list(StoredFile.objects.filter(subject=run.subject))


def test_file_goes_with_the_last_case_of_the_run(stories: Callable[..., Story], administrator: Actor) -> None:
    first, second = stories(1, cents=10_000), stories(2, cents=11_000)
    admin, kasse = proven(administrator), proven(first.people["cashier"])
    orders = [ordered(first), ordered(second)]
    second.day = first.day
    run = hand_over(first, seen(*orders))
    for order in orders:
        execute_payment(order=order, actor=kasse, now=first.now)
    first.day += LATER
    archive(first)
    first.day = LAST_KEPT + timedelta(days=1)
    assert release(first, propose(first), admin) == []
    assert len(file_of(run)) == 1
    second.day = first.day
    archive(second)
    second.day = second.day.replace(year=second.day.year + 11)
    assert release(second, propose(second), admin) == []
    assert (file_of(run), fetch(run).file) == ([], None)
    assert (fetch(run).count, fetch(run).total_cents) == (2, 21_000)
    gone = refusal(fetch_file, hand_over=run, actor=kasse, now=second.now)
    assert gone == (DomainError, "hand_over.erased")
