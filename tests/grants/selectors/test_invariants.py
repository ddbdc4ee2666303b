"""Every invariant holds on a case that went its way, and each breach that somebody plants is found."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from foundation.audit.actors import SYSTEM
from foundation.files.models import StoredFile
from foundation.files.services import store_bytes
from foundation.outbox.models import OutboxItem
from foundation.outbox.services import enqueue
from grants.models import FundAccount, PaymentKind, PaymentOrder
from grants.selectors.invariants import INVARIANTS, broken_invariants
from tests.grants.selectors.breaches import ADVANCE, BREACHES, payment
from tests.grants.selectors.case_breaches import CASE_BREACHES
from tests.grants.unguarded import unguarded
from tests.stories import Story

__all__ = ["unguarded"]
PLANTED = BREACHES + CASE_BREACHES
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.unsound]


@pytest.fixture
def paid(story: Story) -> Story:
    """A case over 487.65 with an advance of 100.00, a file and an effect that waits."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, ADVANCE)
    subject = story.grant.subject
    store_bytes(
        data=b"x", name="x.txt", media_type="text/plain", subject=subject, actor=SYSTEM, now=story.now
    )
    enqueue(kind="test.nothing", key="k", payload={}, now=story.now)
    return story


def test_case_that_went_its_way_breaks_nothing(paid: Story) -> None:
    assert broken_invariants() == []


@pytest.mark.parametrize(
    ("number", "plant", "lines"),
    [pytest.param(number, plant, lines, id=f"{number} {name}") for number, name, plant, lines in PLANTED],
)
def test_planted_breach_is_found(
    paid: Story,
    unguarded: Callable[[], None],
    number: str,
    plant: Callable[[Story], object],
    lines: list[str],
) -> None:
    names = names_of(paid)
    unguarded()
    plant(paid)
    found = [line for line in broken_invariants() if line.startswith(number)]
    assert found == [f"{number} {line.format(**names)}" for line in lines]


def names_of(story: Story) -> dict[str, object]:
    """What the lines name and every run names anew."""
    file = StoredFile.objects.get()
    return {
        "pay": payment().key,
        "grant": story.grant.pk,
        "subject": story.grant.subject,
        "session": story.fund.sessions.get().pk,
        "order": PaymentOrder.objects.get().pk,
        "item": OutboxItem.objects.get(kind="test.nothing").pk,
        "file": file.uuid,
        "path": file.path,
    }


def test_every_invariant_has_a_planted_breach() -> None:
    assert {number for number, _, _, lines in PLANTED if lines} == set(INVARIANTS)


def test_command_says_that_all_is_well(paid: Story) -> None:
    out = StringIO()
    call_command("check_invariants", stdout=out)
    assert out.getvalue() == (
        "Alles stimmt: I1, I2, I3, I4, I5, I6, I7, I8, I9, INV-02, INV-03, INV-08, "
        "INV-12, INV-14, INV-18, INV-22. "
        "I10 (Protokolldateien) prüft ein eigener Test.\n"
    )


def test_command_ends_with_one_and_one_line_a_breach(paid: Story, unguarded: Callable[[], None]) -> None:
    unguarded()
    PaymentOrder.objects.update(executed_by=F("ordered_by"))
    FundAccount.objects.update(reserved_cents=5)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants", stdout=out)
    assert ended.value.code == 1
    assert out.getvalue().splitlines() == [
        "I1 Aktionskasse DEMO 2026: vorgemerkt sind 0,05\xa0€, gebucht aber 0,00\xa0€.",
        "I6 Anordnung LT-2026-A0001: Eine Person hat zweimal unterschrieben.",
    ]
