"""The proof of use as the resident makes it: receipts in and out, the report, sending it."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.audit.actors import ANYONE, Actor
from foundation.files.models import StoredFile
from foundation.files.services import store_bytes
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import PaymentKind, Receipt
from grants.services.proofs import (
    ReceiptLine,
    add_receipt,
    remove_receipt,
    save_report,
    submit_proof,
)
from tests.grants.rows import fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765


def add(story: Story, cents: int, file: StoredFile | None = None, actor: Actor | None = None) -> Receipt:
    line = ReceiptLine(story.grant.ends_on, "Gartenmarkt Beispiel", f"Stauden für {cents}", cents, file)
    return add_receipt(grant=story.grant, line=line, actor=actor or story.resident, now=story.now)


def remove(story: Story, number: int, actor: Actor | None = None) -> None:
    remove_receipt(grant=story.grant, number=number, actor=actor or story.resident, now=story.now)


def picture(story: Story, data: bytes = b"Bild") -> StoredFile:
    return store_bytes(
        data=data,
        name="beleg.jpg",
        media_type="image/jpeg",
        subject=story.grant.subject,
        actor=story.resident,
        now=story.now,
    )


def receipts() -> list[tuple[int, int]]:
    return list(Receipt.objects.values_list("number", "amount_cents"))


def test_receipts_close_up_when_one_is_taken_out(story: Story) -> None:
    story.accepted()
    for cents in (100, 200, 300, 400):
        add(story, cents)
    remove(story, 2)
    assert receipts() == [(1, 100), (2, 300), (3, 400)]
    remove(story, 1)
    add(story, 500)
    assert receipts() == [(1, 300), (2, 400), (3, 500)]
    remove(story, 9)
    assert receipts() == [(1, 300), (2, 400), (3, 500)]


def test_same_picture_twice_is_one_receipt(story: Story) -> None:
    story.accepted()
    add(story, 100, picture(story))
    assert refusal(add, story, 100, StoredFile.objects.get()) == (InvalidInput, "receipt.double")
    add(story, 100, picture(story, b"ein anderes"))
    assert receipts() == [(1, 100), (2, 100)]


@pytest.mark.parametrize("who", ["manager", "officer", "cashier", "auditor", "stranger", "anyone"])
def test_receipts_are_the_residents(
    story: Story, stories: Callable[..., Story], people: dict[str, Actor], who: str
) -> None:
    other = stories(2)
    other.draft()
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 100)
    add(story, 100)
    actor = {**people, "stranger": other.resident, "anyone": ANYONE}[who]
    report: dict[str, Any] = {"report": "X", "donations_actual_cents": None, "now": story.now}
    assert refusal(add, story, 200, None, actor) == DENIED
    assert refusal(remove, story, 1, actor) == DENIED
    assert refusal(save_report, grant=story.grant, actor=actor, **report) == DENIED
    assert refusal(submit_proof, grant=story.grant, actor=actor, now=story.now) == DENIED


def test_proof_that_was_sent_is_closed_for_receipts(story: Story) -> None:
    story.accepted()
    story.proof_sent(100)
    report: dict[str, Any] = {"report": "X", "donations_actual_cents": None, "now": story.now}
    assert refusal(add, story, 200) == (DomainError, "proof.sent")
    assert refusal(remove, story, 1) == (DomainError, "proof.sent")
    assert refusal(save_report, grant=story.grant, actor=story.resident, **report) == (
        DomainError,
        "proof.sent",
    )
    assert refusal(submit_proof, grant=story.grant, actor=story.resident, now=story.now) == (
        DomainError,
        "state.no_edge",
    )


def test_proof_without_report_and_receipts_is_not_sent(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 100)
    sending: dict[str, Any] = {"actor": story.resident, "now": story.now}
    assert findings(submit_proof, grant=story.grant, **sending) == ("receipts.missing",)
    save_report(grant=story.grant, report=" ", donations_actual_cents=None, **sending)
    assert findings(submit_proof, grant=fetch(story.grant), **sending) == (
        "report.missing",
        "receipts.missing",
    )


def test_early_proof_is_welcome(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 100)
    line = ReceiptLine(story.day, "Gartenmarkt", "Stauden", 100)
    add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)
    save_report(
        grant=story.grant, report="Fertig.", donations_actual_cents=5, actor=story.resident, now=story.now
    )
    sent = submit_proof(grant=story.grant, actor=story.resident, now=story.now)
    assert (sent.state, sent.proof.sent_at, sent.proof.donations_actual_cents) == (
        "proof_submitted",
        story.now,
        5,
    )
