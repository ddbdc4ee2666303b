"""Breaches in the money of a case that a hand with full rights could plant, and what the check says."""

from collections.abc import Callable
from datetime import date, timedelta

from grants.models import (
    BudgetEntry,
    BudgetKind,
    Drawdown,
    DrawdownEntry,
    FundAccount,
    Grant,
    LedgerEntry,
    LedgerKind,
    Notice,
    PaymentOrder,
)
from tests.grants.selectors.breaches import book_again, payment
from tests.stories import Story

CASE = "LT-2026-0001"
AFTER, DAYS = "nach Bewilligung, Freigabe und Zahlung", "Antrag, Bescheid und Bekanntgabe"


def draw_too_much(story: Story) -> None:
    """A drawdown that asks for a cent and has no booking."""
    day = date(2026, 4, 1)
    Drawdown.objects.create(
        fund=story.fund, number=1, from_on=day, to_on=day, bund_cents=1, land_cents=0,
        requested_by="x", requested_by_label="x", requested_at=story.now,
    )  # fmt: skip


def draw_twice(story: Story) -> None:
    """Two requests that each ask for the shares of one payment."""
    entry, day = payment(), date(2026, 4, 1)
    shares = {"bund_cents": entry.bund_cents, "land_cents": entry.land_cents}
    for number in (1, 2):
        made = Drawdown.objects.create(
            fund=story.fund, number=number, from_on=day, to_on=day, **shares,
            requested_by="x", requested_by_label="x", requested_at=story.now,
        )  # fmt: skip
        DrawdownEntry.objects.create(drawdown=made, entry=entry, attempt=number)


def carry_out_only(story: Story) -> None:
    BudgetEntry.objects.create(
        account=FundAccount.objects.get(),
        kind=BudgetKind.CARRY_OUT,
        amount_cents=500,
        occurred_on=story.day,
        recorded_at=story.now,
        recorded_by="x",
    )


def carry_case_out_only() -> None:
    no_money = dict.fromkeys(("paid_cents", "bund_cents", "land_cents", "kommune_cents"), 0)
    book_again(payment(), kind=LedgerKind.CARRY, order=None, committed_cents=-700, **no_money)


CASE_BREACHES: list[tuple[str, str, Callable[[Story], object], list[str]]] = [
    (
        "INV-02",
        "released without a booking",
        lambda story: Grant.objects.update(released_cents=5),
        [
            f"{CASE}: Gebunden sind 387,65\xa0€, {AFTER} müssten es 387,60\xa0€ sein.",
        ],
    ),
    (
        "INV-03",
        "ordered more than approved",
        lambda story: PaymentOrder.objects.update(amount_cents=48_766),
        [f"{CASE}: Angeordnet sind 487,66\xa0€, bewilligt nur 487,65\xa0€."],
    ),
    (
        "INV-08",
        "closed without a check",
        lambda story: Grant.objects.update(state="closed"),
        [f"{CASE}: Abgeschlossen mit 100,00\xa0€, der Anspruch ist ungeprüft."],
    ),
    (
        "INV-12",
        "paid in another year",
        lambda story: LedgerEntry.objects.filter(pk=payment().pk).update(occurred_on=date(2027, 1, 4)),
        ["Buchung {pay}: gezahlt am 04.01.2027, gebucht im Haushaltsjahr 2026."],
    ),
    (
        "INV-14",
        "drawdown of nothing",
        draw_too_much,
        ["Aktionskasse DEMO: Mittelabruf 1: Abgerufen ist etwas anderes als die Anteile seiner Buchungen."],
    ),
    (
        "INV-14",
        "booking in two drawdowns",
        draw_twice,
        ["Buchung {pay}: In 2 Mittelabrufen gezählt."],
    ),
    (
        "INV-18",
        "carried out and not in",
        carry_out_only,
        ["Aktionskasse DEMO: Aus 2026 sind 5,00\xa0€ übertragen, die 2027 nicht ankamen."],
    ),
    (
        "INV-18",
        "a case carried out and not in",
        lambda story: carry_case_out_only(),
        [f"{CASE}: Beim Übertrag gingen 7,00\xa0€ verloren oder kamen dazu."],
    ),
    (
        "INV-18",
        "entered after the end of the year",
        lambda story: FundAccount.objects.update(closed_at=payment().recorded_at - timedelta(seconds=1)),
        ["Aktionskasse DEMO 2026: Nach dem Abschluss ist noch etwas eingetragen."],
    ),
    (
        "INV-22",
        "known before it was sent",
        lambda story: Notice.objects.update(deemed_known_on=date(2026, 1, 2)),
        [
            f"{CASE}: {DAYS} folgen nicht aufeinander (02.03.2026, 02.03.2026, 02.01.2026).",
        ],
    ),
]
