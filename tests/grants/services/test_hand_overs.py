"""The run of the Kasse: all orders that were seen or none, each once, with a file that never changes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from foundation.audit.models import AccessEntry, AuditEntry
from foundation.files.services import read_bytes
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import HandOver, HandOverDownload, HandOverKind, HandOverLine, PaymentKind, PaymentOrder
from grants.services.hand_overs import fetch_file
from grants.services.payment_returns import return_payment
from grants.services.payments import cancel_order, execute_payment
from tests.grants.rows import fetch, figures, refusal
from tests.grants.services.runs import BANK, hand_over, ordered_payments, proven, seen, states, with_profile
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")


@pytest.fixture
def orders(story: Story) -> list[PaymentOrder]:
    """Three ordered payments over 100.00, 150.00 and 50.00, of three cases."""
    return ordered_payments(story)


def test_orders_of_a_run_are_handed_over_with_one_file(story: Story, orders: list[PaymentOrder]) -> None:
    run = hand_over(story, seen(*orders[:2]))
    assert states() == ["handed_over", "handed_over", "ordered"]
    assert (run.number, run.kind, run.count, run.total_cents) == ("LT-2026-U0001", "csv", 2, 25_000)
    assert [(line.position, line.order, line.amount_cents) for line in run.lines.all()] == [
        (1, orders[0], 10_000),
        (2, orders[1], 15_000),
    ]
    assert run.file is not None
    assert (run.file.sha256, run.file.original_name) == (run.sha256, "LT-2026-U0001.csv")
    text = read_bytes(run.file).decode("utf-8-sig")
    assert text.count("\r\n") == 3
    assert "LT-2026-A0001;AUS;100,00;EUR;" in text
    assert "DE89370400440532013000" in text
    entry = AuditEntry.objects.get(action="hand_over.make")
    assert entry.details == {
        "number": run.number, "kind": "csv", "count": 2, "total_cents": 25_000, "sha256": run.sha256
    }  # fmt: skip
    assert AccessEntry.objects.filter(purpose="hand_over.file").count() == 2
    assert figures()[2] == 0


def test_next_run_takes_the_rest_under_the_next_number(story: Story, orders: list[PaymentOrder]) -> None:
    hand_over(story, seen(*orders[:2]))
    assert hand_over(story, seen(orders[2])).number == "LT-2026-U0002"


def test_order_of_a_run_is_executed_afterwards(story: Story, orders: list[PaymentOrder]) -> None:
    hand_over(story, seen(*orders))
    story.day += timedelta(days=1)
    version = fetch(orders[0]).version
    done = execute_payment(
        order=orders[0], actor=story.people["cashier"], now=story.now, expected_version=version
    )
    assert (done.state, done.executed_on, figures()[2]) == ("executed", story.day, 10_000)
    again = refusal(execute_payment, order=orders[0], actor=story.people["cashier"], now=story.now)
    assert again == (DomainError, "state.no_edge")


def test_stale_page_executes_no_order_of_a_run(story: Story, orders: list[PaymentOrder]) -> None:
    version = fetch(orders[0]).version
    hand_over(story, seen(*orders))
    stale = refusal(
        execute_payment,
        order=orders[0],
        actor=story.people["cashier"],
        now=story.now,
        expected_version=version,
    )
    assert stale == (StaleVersion, "version.stale")


def test_handed_over_order_is_not_cancelled(story: Story, orders: list[PaymentOrder]) -> None:
    hand_over(story, seen(*orders))
    found = refusal(cancel_order, order=orders[0], reason="X", actor=story.people["orderer"], now=story.now)
    assert found == (DomainError, "state.no_edge")


@pytest.mark.parametrize("changed", [{"count": 2}, {"total_cents": 29_999}, {"count": -1}])
def test_other_number_or_sum_hands_nothing_over(
    story: Story, orders: list[PaymentOrder], changed: dict[str, int]
) -> None:
    assert refusal(hand_over, story, seen(*orders, **changed)) == (InvalidInput, "batch.total")
    assert refusal(hand_over, story, seen()) == (InvalidInput, "batch.empty")


def test_order_that_changed_in_between_stops_all(story: Story, orders: list[PaymentOrder]) -> None:
    what = seen(*orders)
    cancel_order(order=orders[1], reason="Doppelt", actor=story.people["orderer"], now=story.now)
    with pytest.raises(StaleVersion, match=orders[1].number):
        hand_over(story, what)
    assert states() == ["ordered", "cancelled", "ordered"]
    assert not HandOver.objects.exists()


def test_order_that_is_not_ordered_is_named(story: Story, orders: list[PaymentOrder]) -> None:
    draft = story.order(PaymentKind.ADVANCE, 100)
    with pytest.raises(Blocked) as caught:
        hand_over(story, seen(*orders, draft))
    assert caught.value.sentences == (f"{draft.number}: Dieser Schritt ist im jetzigen Stand nicht möglich.",)


def test_order_is_in_one_run_at_most(story: Story, orders: list[PaymentOrder]) -> None:
    hand_over(story, seen(*orders))
    with pytest.raises(Blocked):
        hand_over(story, seen(*orders))
    second = HandOver.objects.get()
    second.pk, second.number, second.file = None, "LT-2026-U0002", None
    second.uuid = orders[0].uuid
    with transaction.atomic():
        second.save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            HandOverLine.objects.create(hand_over=second, position=1, order=orders[0], amount_cents=1)
        transaction.set_rollback(True)


def test_returned_payment_gets_a_new_order_for_another_run(story: Story, orders: list[PaymentOrder]) -> None:
    hand_over(story, seen(*orders))
    return_payment(order=orders[0], reason="Konto erloschen", actor=story.people["cashier"], now=story.now)
    assert fetch(orders[0]).state == "returned"
    with pytest.raises(Blocked, match="nicht möglich"):
        hand_over(story, seen(orders[0]))


@pytest.mark.parametrize("who", ["manager", "officer", "certifier", "orderer", "kaemmerei", "auditor"])
def test_only_the_kasse_hands_over(story: Story, orders: list[PaymentOrder], who: str) -> None:
    assert refusal(hand_over, story, seen(*orders), actor=proven(story.people[who])) == DENIED


def test_kasse_has_shown_who_it_is(story: Story, orders: list[PaymentOrder]) -> None:
    tired = replace(story.people["cashier"], stepped_up=False)
    assert refusal(hand_over, story, seen(*orders), actor=tired) == DENIED
    run = hand_over(story, seen(*orders))
    assert refusal(fetch_file, hand_over=run, actor=tired, now=story.now) == DENIED


def test_same_file_again_is_marked_and_logged(story: Story, orders: list[PaymentOrder]) -> None:
    run, kasse = hand_over(story, seen(*orders)), proven(story.people["cashier"])
    assert run.file is not None
    first = read_bytes(run.file)
    found = [fetch_file(hand_over=run, actor=kasse, now=story.now) for _ in range(3)]
    assert [(each.number, each.is_again, each.by) for each in found] == [
        (1, False, kasse.reference),
        (2, True, kasse.reference),
        (3, True, kasse.reference),
    ]
    assert read_bytes(run.file) == first
    purposes = (
        AccessEntry.objects.filter(subject=run.subject).order_by("pk").values_list("purpose", flat=True)
    )
    assert list(purposes) == ["hand_over.download", *["hand_over.download_again"] * 2]
    assert AuditEntry.objects.filter(action="hand_over.download_again").count() == 2


def test_bank_file_is_off_until_the_profile_allows_it(story: Story, orders: list[PaymentOrder]) -> None:
    bank = HandOverKind.PAIN001
    no_file = (DomainError, "hand_over.no_bank_file")
    assert refusal(hand_over, story, seen(*orders), kind=bank) == no_file
    profile = with_profile(story, BANK)
    run = hand_over(story, seen(*orders), kind=bank)
    assert run.file is not None
    data = read_bytes(run.file)
    assert (run.file.original_name, run.profile) == ("LT-2026-U0001.xml", profile)
    assert b"<MsgId>LT-2026-U0001</MsgId>" in data
    assert b"<NbOfTxs>3</NbOfTxs><CtrlSum>300.00</CtrlSum>" in data


def test_file_that_the_schema_refuses_leaves_everything_as_it_was(
    story: Story, orders: list[PaymentOrder]
) -> None:
    with_profile(story, BANK)
    PaymentOrder.objects.get(pk=orders[1].pk).bank_account.__class__.objects.update(bic="FALSCH")
    before = states()
    found = refusal(hand_over, story, seen(*orders), kind=HandOverKind.PAIN001)
    assert found == (DomainError, "hand_over.invalid_file")
    assert states() == before


def test_full_disk_hands_nothing_over(story: Story, orders: list[PaymentOrder], tmp_path: Path) -> None:
    (tmp_path / "files").write_text("kein Ordner")
    try:
        assert refusal(hand_over, story, seen(*orders)) == (DomainError, "hand_over.disk")
    finally:
        (tmp_path / "files").unlink()


NEVER: list[Callable[[], object]] = [
    lambda: HandOver.objects.update(total_cents=1),
    lambda: HandOver.objects.update(file=None),
    lambda: HandOver.objects.all().delete(),
    lambda: HandOverLine.objects.update(amount_cents=1),
    lambda: HandOverLine.objects.all().delete(),
    lambda: HandOverDownload.objects.update(by="x"),
    lambda: HandOverDownload.objects.all().delete(),
]


@pytest.mark.parametrize("change", NEVER)
def test_database_alone_keeps_a_run_as_it_is(
    story: Story, orders: list[PaymentOrder], change: Callable[[], object]
) -> None:
    run = hand_over(story, seen(*orders))
    fetch_file(hand_over=run, actor=proven(story.people["cashier"]), now=story.now)
    with pytest.raises(DatabaseError, match=r"append-only|FOREIGN KEY|protected"), transaction.atomic():
        change()
    assert Counter(states()) == {"handed_over": 3}
