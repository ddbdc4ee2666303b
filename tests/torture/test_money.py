"""Money under pressure: no cent is overspent, no order is released twice, no cent is lost in the split."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.db import connections, transaction

from foundation.audit.actors import SYSTEM
from foundation.values.errors import DomainError
from grants.models import (
    BudgetKind,
    Fund,
    FundAccount,
    LedgerEntry,
    LedgerKind,
    PaymentKind,
    PaymentOrder,
    TransitionRecord,
)
from grants.rules.shares import FLOOR_DONORS, NOTHING, Weights, next_split
from grants.services import workflow
from grants.services.budgets import enter_budget
from grants.services.ledger import Movement, book
from grants.services.payments import order_payment
from tests.stories import Story
from tests.torture.conftest import Note

THREADS, AMOUNT, FIT = 32, 1_000, 7
ROUNDS, ORDERS, RELEASERS, AMOUNTS = 313, 200, 50, 1_000_000
SEED = 20_260_608


def at_once(count: int, attempt: Callable[[int], object]) -> Counter[str]:
    """So many threads at once, each on a connection of its own -> how each of them ended."""

    def run(number: int) -> str:
        try:
            with transaction.atomic():
                attempt(number)
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(count) as pool:
        return Counter(pool.map(run, range(count)))


def share(whole: int, percent: int) -> int:
    return max(1, whole * percent // 100)


@pytest.mark.django_db(transaction=True)
def test_no_cent_is_overspent(story: Story, fund: Fund, percent: int, note: Note) -> None:
    """Each round 32 threads want money that is there for seven."""
    case, account = story.draft(), fund.accounts.get()
    take_all(account, story)
    rounds = share(ROUNDS, percent)
    ended: Counter[str] = Counter()
    for number in range(rounds):
        room: dict[str, Any] = {"account": account, "kind": BudgetKind.TOP_UP, "amount_cents": FIT * AMOUNT}
        enter_budget(**room, actor=SYSTEM, now=story.now)

        def reserve(thread: int, number: int = number) -> None:
            book(
                account=account,
                case=case,
                kind=LedgerKind.RESERVE,
                key=f"torture:{number}:{thread}",
                movement=Movement(reserved=AMOUNT),
                actor=SYSTEM,
                now=story.now,
            )

        ended += at_once(THREADS, reserve)
    fresh = FundAccount.objects.get(pk=account.pk)
    booked = sum(LedgerEntry.objects.values_list("reserved_cents", flat=True))
    wrong = abs(fresh.free_cents) + abs(fresh.reserved_cents - booked)
    note("Tries to overspend a fund, 32 at once; cents wrong", rounds * THREADS, wrong)
    assert ended == {"done": rounds * FIT, "fund.exceeded": rounds * (THREADS - FIT)}
    assert wrong == 0


def take_all(account: FundAccount, story: Story) -> None:
    """Nothing is left but what a round brings."""
    left: dict[str, Any] = {"account": account, "kind": BudgetKind.BLOCK, "amount_cents": account.free_cents}
    enter_budget(**left, actor=SYSTEM, now=story.now)


def certified(story: Story) -> PaymentOrder:
    case = replace(story, fields={}, name=f"Musterhof {PaymentOrder.objects.count()}", cents=1_000)
    case.accepted()
    return case.certified(PaymentKind.ADVANCE, 1_000)


def release(story: Story, order: PaymentOrder) -> Counter[str]:
    """Everybody has the same page open and presses the button."""
    by: dict[str, Any] = {"actor": story.people["orderer"], "now": story.now}
    seen = order.version
    return at_once(RELEASERS, lambda _: order_payment(order=order, expected_version=seen, **by))


def released(order: PaymentOrder) -> int:
    records = TransitionRecord.objects.filter(machine=order.machine, object_id=order.pk, action="order")
    return records.count()


@pytest.mark.django_db(transaction=True)
def test_order_is_released_once(story: Story, percent: int, note: Note) -> None:
    orders = share(ORDERS, percent)
    wrong = 0
    for _ in range(orders):
        order = certified(story)
        ended = release(story, order)
        wrong += abs(released(order) - 1) + abs(ended["done"] - 1)
        assert sum(ended.values()) == RELEASERS
    note("Payment orders, each released by 50 threads at once; releases too many", orders * RELEASERS, wrong)
    assert wrong == 0


@pytest.mark.unsound
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_it_is_released_more_than_once(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The campaign can fail: readers beside one another all see an order that waits."""
    order = certified(story)
    monkeypatch.setattr(workflow, "lock", lambda obj: type(obj)._default_manager.get(pk=obj.pk))
    counts = []
    for _ in range(5):
        release(story, order)
        counts.append(released(order))
        if counts[-1] > 1:
            break
        PaymentOrder.objects.filter(pk=order.pk).update(state="certified_arith", version=order.version)
    assert max(counts) > 1


def test_no_cent_is_lost_in_the_split(percent: int, note: Note) -> None:
    """Shares sum to the amount, the donors never bear more than their rate, and nothing drifts."""
    chance, tries, wrong = Random(SEED), share(AMOUNTS, percent), 0
    stored, weights, since = NOTHING, Weights(1, 1, 1), 0
    for number in range(tries):
        if number % 1_000 == 0:  # another decision of the Land
            stored, since = NOTHING, 0
            bund, land, kommune = (chance.randint(1, 60) for _ in range(3))
            weights = Weights(bund, land, kommune, chance.randint(0, 30))
        amount = chance.randint(-stored.total, 50_000) or 1
        split = next_split(stored, amount, weights)
        stored, since = stored + split, since + amount
        exact = FLOOR_DONORS(since, weights)
        over = stored.bund * weights.total > since * weights.bund
        wrong += split.total != amount or stored != exact or over
    note("Generated amounts through the cumulative split; splits wrong", tries, wrong)
    assert wrong == 0
