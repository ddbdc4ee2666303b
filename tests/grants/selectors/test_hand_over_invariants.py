"""I3: each breach of a run that a hand with full rights could plant is found, in both kinds of files."""

from collections.abc import Callable

import pytest
from django.db.models import F

from foundation.audit.actors import SYSTEM
from foundation.files import disk
from foundation.files.models import StoredFile
from foundation.files.services import store_bytes
from foundation.values.dates import local_date
from grants.models import HandOver, HandOverKind, HandOverLine, LedgerEntry, PaymentOrder
from grants.selectors.invariants import broken_invariants
from grants.services.payments import execute_payment
from tests.grants.services.runs import BANK, hand_over, ordered_payments, seen, with_profile
from tests.grants.unguarded import unguarded
from tests.stories import Story

__all__ = ["unguarded"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.unsound]
FIRST = "Lauf LT-2026-U0001"
OTHER_PAYMENTS = f"I3 {FIRST}: In der Datei stehen andere Zahlungen."
OTHER_SUM = f"I3 {FIRST}: Die Datei nennt eine andere Anzahl oder Summe."


@pytest.fixture(params=[HandOverKind.CSV, HandOverKind.PAIN001])
def run(request: pytest.FixtureRequest, story: Story) -> HandOver:
    """A run of two payments over 100.00 and 50.00; the first is paid."""
    with_profile(story, BANK | {"has_summary": True})
    orders = ordered_payments(story, 10_000, 5_000)
    made = hand_over(story, seen(*orders), kind=request.param)
    execute_payment(order=orders[0], actor=story.people["cashier"], now=story.now)
    return made


def lines() -> list[str]:
    return [line for line in broken_invariants() if line.startswith("I3")]


def put_file(run: HandOver, change: Callable[[bytes], bytes]) -> None:
    """Another file with the right hashes: only its content tells."""
    assert run.file is not None
    data = change(disk.read(run.file.path))
    file = store_bytes(
        data=data, name="x", media_type="text/csv", subject=run.subject, actor=SYSTEM, now=run.made_at
    )
    HandOver.objects.update(file=file, sha256=file.sha256)


def test_run_that_went_its_way_breaks_nothing(run: HandOver) -> None:
    assert broken_invariants() == []


def test_other_sum_of_the_run_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    HandOver.objects.update(total_cents=F("total_cents") + 1)
    assert lines() == [
        f"I3 {FIRST}: 2 Zahlungen über 150,01\xa0€, enthalten 2 Zahlungen über 150,00\xa0€.",
        OTHER_SUM,
    ]


def test_line_with_another_amount_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    HandOverLine.objects.filter(position=2).update(amount_cents=5_001)
    HandOver.objects.update(total_cents=15_001)
    assert lines() == [
        f"I3 {FIRST}: LT-2026-A0002 steht mit 50,01\xa0€ darin, angeordnet ist 50,00\xa0€.",
        OTHER_PAYMENTS,
        OTHER_SUM,
    ]


def test_order_that_was_never_taken_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    PaymentOrder.objects.filter(number="LT-2026-A0002").update(state="ordered")
    assert lines() == [f"I3 {FIRST}: LT-2026-A0002 ist „Angeordnet“."]


def test_booking_over_another_amount_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    LedgerEntry.objects.filter(kind="pay").update(paid_cents=9_999)
    assert lines() == [f"I3 {FIRST}: LT-2026-A0001 ist mit 99,99\xa0€ gebucht."]


def test_signatory_who_handed_over_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    HandOver.objects.update(made_by=PaymentOrder.objects.get(number="LT-2026-A0001").ordered_by)
    assert [line.partition(": ")[2] for line in lines()] == [
        f"Wer LT-2026-A000{number} unterschrieben hat, hat sie auch übergeben." for number in (1, 2)
    ]


def test_file_with_another_payment_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    put_file(run, lambda data: data.replace(b"A0002", b"A0009"))
    assert lines() == [OTHER_PAYMENTS]


def test_file_that_says_another_sum_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    put_file(run, lambda data: data.replace(b"150.00", b"150.01").replace(b"150,00", b"150,01"))
    assert lines() == [OTHER_SUM]


def test_block_of_the_bank_file_with_another_sum_is_found(
    run: HandOver, unguarded: Callable[[], None]
) -> None:
    unguarded()
    put_file(run, lambda data: data.replace(b"150.00", b"150.01", 1))
    assert lines() == ([f"I3 {FIRST}: Die Datei lässt sich nicht lesen."] if run.kind == "pain001" else [])


def test_file_of_another_run_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    StoredFile.objects.update(sha256="0" * 64)
    assert lines() == [f"I3 {FIRST}: Die Datei ist nicht die, die übergeben wurde."]


def test_file_that_does_not_read_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    put_file(run, lambda data: b"<\n")
    assert lines() == [f"I3 {FIRST}: Die Datei lässt sich nicht lesen."]


def test_order_in_two_files_is_found(run: HandOver, unguarded: Callable[[], None]) -> None:
    unguarded()
    second = HandOver.objects.get()
    assert second.file is not None
    data = disk.read(second.file.path)
    copy = store_bytes(
        data=data, name="x", media_type="x", subject=second.subject, actor=SYSTEM, now=second.made_at
    )
    second.pk, second.number, second.file = None, "LT-2026-U0002", copy
    second.uuid = copy.uuid
    second.save(force_insert=True)
    found = lines()
    assert "I3 Anordnung LT-2026-A0001 steht in 2 Dateien." in found
    assert "I3 Anordnung LT-2026-A0002 steht in 2 Dateien." in found
    assert local_date(second.made_at).year == 2026
