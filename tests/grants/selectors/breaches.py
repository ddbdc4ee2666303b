"""Breaches that a hand with full rights could plant, and what the check says of each.

Number of the invariant, name, how it is planted, lines; what every run names anew stands in braces.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import F

from foundation.audit.models import AuditEntry
from foundation.files.models import StoredFile
from foundation.outbox.models import OutboxItem
from grants.models import (
    BudgetEntry,
    FundAccount,
    Grant,
    HandOver,
    LandGrant,
    LedgerEntry,
    LedgerKind,
    PaymentOrder,
    TransitionRecord,
)
from grants.rules.shares import Split
from tests.stories import Story

ADVANCE = 10_000


def payment() -> LedgerEntry:
    return LedgerEntry.objects.get(kind=LedgerKind.PAY)


def book_again(entry: LedgerEntry, **changes: Any) -> None:
    """A copy of a booking, past the service."""
    entry.pk, entry.key = None, "again"
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save(force_insert=True)


def storno(split: Split) -> None:
    """A counter-entry of the payment, with these shares; the sums of the Land's grant follow."""
    original = payment()
    shares = {f"{name}_cents": getattr(split, name) for name in ("bund", "land", "kommune", "private")}
    book_again(
        payment(),
        kind=LedgerKind.CORRECT,
        reverses=original,
        order=None,
        paid_cents=-ADVANCE,
        committed_cents=ADVANCE,
        **shares,
    )
    LandGrant.objects.update(**{name: F(name) + cents for name, cents in shares.items()})


def add_cents(model: Any, **cents: int) -> None:
    model.objects.update(**{name: F(name) + number for name, number in cents.items()})


def move_cent() -> None:
    """One cent of the payment from Bund to Land, in the booking and in the sums."""
    LedgerEntry.objects.filter(pk=payment().pk).update(bund_cents=3332, land_cents=3334)
    add_cents(LandGrant, bund_cents=-1, land_cents=1)


def repeat_last_record() -> None:
    record = TransitionRecord.objects.filter(machine="grant", action="accept").get()
    record.pk = None
    record.save(force_insert=True)


def empty_run(story: Story) -> None:
    HandOver.objects.create(
        fund=story.fund,
        number="LT-2026-U0001",
        kind="csv",
        count=1,
        total_cents=1,
        sha256="",
        made_by="x",
        made_by_label="x",
        made_at=story.now,
    )


FUND = "Aktionskasse DEMO 2026"
SUMS = "Aktionskasse DEMO PJ 2026: Die gespeicherten Summen der Anteile sind andere als die der Buchungen."
BREACHES: list[tuple[str, str, Callable[[Story], object], list[str]]] = [
    (
        "I1",
        "overspent",
        lambda story: FundAccount.objects.update(budget_cents=40_000),
        [
            f"{FUND}: Budget 400,00\xa0€, eingetragen aber 2.000,00\xa0€.",
            f"{FUND}: um 87,65\xa0€ überzogen.",
        ],
    ),
    (
        "I1",
        "budget entries changed",
        lambda story: BudgetEntry.objects.update(kind="block", amount_cents=7),
        [
            f"{FUND}: Budget 2.000,00\xa0€, eingetragen aber 0,00\xa0€.",
            f"{FUND}: Sperre 0,00\xa0€, eingetragen aber 0,07\xa0€.",
        ],
    ),
    (
        "I1",
        "figures are not the ledger's",
        lambda story: FundAccount.objects.update(reserved_cents=5, paid_net_cents=9_999),
        [
            f"{FUND}: vorgemerkt sind 0,05\xa0€, gebucht aber 0,00\xa0€.",
            f"{FUND}: ausgezahlt sind 99,99\xa0€, gebucht aber 100,00\xa0€.",
        ],
    ),
    (
        "I2",
        "paid twice",
        lambda story: book_again(payment()),
        ["Anordnung LT-2026-A0001 (Ausgezahlt): gebucht ist 100,00\xa0€, 100,00\xa0€."],
    ),
    (
        "I2",
        "executed and not booked",
        lambda story: payment().delete(),
        ["Anordnung LT-2026-A0001 (Ausgezahlt): gebucht ist nichts."],
    ),
    (
        "I2",
        "booked and not executed",
        lambda story: PaymentOrder.objects.update(state="ordered"),
        ["Anordnung LT-2026-A0001 (Angeordnet): gebucht ist 100,00\xa0€."],
    ),
    (
        "I2",
        "another amount",
        lambda story: PaymentOrder.objects.update(amount_cents=9_000),
        ["Anordnung LT-2026-A0001 (Ausgezahlt): gebucht ist 100,00\xa0€."],
    ),
    (
        "I2",
        "paid without an order",
        lambda story: LedgerEntry.objects.update(order=None),
        [
            "Es gibt Auszahlungen ohne Anordnung.",
            "Anordnung LT-2026-A0001 (Ausgezahlt): gebucht ist nichts.",
        ],
    ),
    (
        "I3",
        "a run of nothing",
        empty_run,
        ["Lauf LT-2026-U0001: 1 Zahlungen über 0,01\xa0€, enthalten 0 Zahlungen über 0,00\xa0€."],
    ),
    (
        "I4",
        "shares do not sum",
        lambda story: LedgerEntry.objects.filter(pk=payment().pk).update(bund_cents=3334),
        [
            "Buchung {pay}: Die Anteile ergeben nicht den Betrag.",
            SUMS,
        ],
    ),
    (
        "I4",
        "a cent moved",
        lambda story: move_cent(),
        ["Buchung {pay}: Die Anteile folgen nicht den Gewichten."],
    ),
    (
        "I4",
        "stored sums moved",
        lambda story: add_cents(LandGrant, kommune_cents=1),
        [SUMS],
    ),
    ("I4", "a true storno", lambda story: storno(Split(-3333, -3333, -3334)), []),
    (
        "I4",
        "a storno with other shares",
        lambda story: storno(Split(-3334, -3333, -3333)),
        ["Buchung again: Sie hebt die Anteile von {pay} nicht auf."],
    ),
    (
        "I5",
        "state set by hand",
        lambda story: Grant.objects.update(state="closed"),
        ["grant {grant}: Der Verlauf endet bei running, der Stand ist closed."],
    ),
    (
        "I5",
        "a step left out",
        lambda story: TransitionRecord.objects.filter(machine="grant", action="accept").delete(),
        ["grant {grant}: „Projekt beginnt“ geht nicht von hier aus."],
    ),
    (
        "I5",
        "a step that is no edge",
        lambda story: TransitionRecord.objects.filter(machine="grant", action="issue").update(action="close"),
        ["grant {grant}: „Bescheid freigeben“ geht nicht von hier aus."],
    ),
    (
        "I5",
        "no history at all",
        lambda story: TransitionRecord.objects.filter(machine="session").delete(),
        ["session {session}: Der Verlauf endet bei planned, der Stand ist open."],
    ),
    (
        "I5",
        "a history of nobody",
        lambda story: TransitionRecord.objects.filter(machine="payment_order").update(object_id=0),
        [
            "payment_order 0: „Sachlich richtig zeichnen“ geht nicht von hier aus.",
            "payment_order {order}: Der Verlauf endet bei draft, der Stand ist executed.",
            "payment_order 0: Der Verlauf endet bei executed, der Stand ist None.",
        ],
    ),
    (
        "I6",
        "orderer has certified",
        lambda story: PaymentOrder.objects.update(ordered_by=F("certified_arith_by")),
        ["Anordnung LT-2026-A0001: Eine Person hat zweimal unterschrieben."],
    ),
    (
        "I6",
        "executor has ordered",
        lambda story: PaymentOrder.objects.update(executed_by=F("ordered_by")),
        ["Anordnung LT-2026-A0001: Eine Person hat zweimal unterschrieben."],
    ),
    (
        "I7",
        "an entry changed",
        lambda story: AuditEntry.objects.filter(seq=2).update(subject="x:1"),
        ["Eintrag 2: Die Prüfsumme stimmt nicht."],
    ),
    (
        "I7",
        "a transition more than entries",
        lambda story: repeat_last_record(),
        ["{subject}: 2 × grant.accept im Verlauf, im Protokoll aber 1 ×."],
    ),
    (
        "I7",
        "an entry more than transitions",
        lambda story: TransitionRecord.objects.filter(machine="grant", action="issue").delete(),
        ["{subject}: 0 × grant.issue im Verlauf, im Protokoll aber 1 ×."],
    ),
    (
        "I8",
        "dead without a reason",
        lambda story: OutboxItem.objects.filter(kind="test.nothing").update(state="dead", last_error=""),
        ["Auftrag {item} (test.nothing) ist gescheitert, aber ohne Grund."],
    ),
    (
        "I9",
        "another hash",
        lambda story: StoredFile.objects.update(sha256="0" * 64),
        ["Datei {file}: Der Inhalt ist nicht der abgelegte."],
    ),
    (
        "I9",
        "no row",
        lambda story: StoredFile.objects.all().delete(),
        ["Ablage {path}: Zu dieser Datei gibt es keine Zeile."],
    ),
]
