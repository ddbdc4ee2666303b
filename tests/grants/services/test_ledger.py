"""The ledger: the account is its sum, an entry is for ever, a key counts once, no money is spent twice."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from foundation.audit.actors import SYSTEM
from foundation.values.errors import DomainError
from grants.models import Fund, FundAccount, LandGrant, LedgerEntry, LedgerKind
from grants.services.ledger import Movement, account_for, book
from tests.grants.rows import bookings, figures, refusal
from tests.stories import Story

# Single bookings without the case that would cause them.
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.unsound]
BUDGET = 200_000


@pytest.fixture
def drafted(story: Story) -> Story:
    story.draft()
    return story


def move(story: Story, key: str, kind: LedgerKind = LedgerKind.RESERVE, **cents: Any) -> LedgerEntry:
    with transaction.atomic():
        return book(
            account=story.fund.accounts.get(),
            case=story.application,
            kind=kind,
            key=key,
            movement=Movement(**cents),
            actor=SYSTEM,
            now=story.now,
        )


def test_account_is_the_sum_of_its_entries(drafted: Story) -> None:
    steps: list[tuple[LedgerKind, dict[str, int]]] = [
        (LedgerKind.RESERVE, {"reserved": 50_000}),
        (LedgerKind.COMMIT, {"reserved": -50_000, "committed": 42_000}),
        (LedgerKind.PAY, {"committed": -21_000, "paid": 21_000}),
        (LedgerKind.RELEASE, {"committed": -4_427}),
        (LedgerKind.REPAY, {"paid": -5_872}),
    ]
    seen = []
    for number, (kind, cents) in enumerate(steps):
        move(drafted, f"k{number}", kind, **cents)
        seen.append(figures())
    assert seen == [
        (50_000, 0, 0, 150_000),
        (0, 42_000, 0, 158_000),
        (0, 21_000, 21_000, 158_000),
        (0, 16_573, 21_000, 162_427),
        (0, 16_573, 15_128, 168_299),
    ]
    columns = zip(*(row[1:] for row in bookings()), strict=True)
    assert tuple(map(sum, columns)) == figures()[:3]


def test_golden_split_of_the_handbook(drafted: Story) -> None:
    """E1 to E3 one after the other on one grant of the Land: each takes its part of the cumulative split."""
    move(drafted, "commit", LedgerKind.COMMIT, committed=BUDGET)
    paid = [21_000, 45_000, 47_930, 16_573, -5_872]
    splits = []
    for number, cents in enumerate(paid):
        entry = move(drafted, f"p{number}", LedgerKind.PAY, committed=-max(0, cents), paid=cents)
        splits.append((entry.bund_cents, entry.land_cents, entry.kommune_cents, entry.private_cents))
    assert splits == [
        (7_000, 7_000, 7_000, 0),
        (15_000, 15_000, 15_000, 0),
        (15_976, 15_976, 15_978, 0),
        (5_525, 5_525, 5_523, 0),
        (-1_958, -1_958, -1_956, 0),
    ]
    stored = LandGrant.objects.get().stored
    assert (stored.bund, stored.land, stored.kommune, stored.total) == (41_543, 41_543, 41_545, sum(paid))


@pytest.mark.parametrize("cents", [{"reserved": BUDGET}, {"committed": BUDGET}, {"paid": BUDGET}])
def test_last_cent_fits_and_one_more_does_not(drafted: Story, cents: dict[str, Any]) -> None:
    too_much: dict[str, Any] = {name: number + 1 for name, number in cents.items()}
    assert refusal(move, drafted, "a", **too_much) == (DomainError, "fund.exceeded")
    move(drafted, "a", **cents)
    assert figures()[3] == 0
    assert refusal(move, drafted, "b", reserved=1) == (DomainError, "fund.exceeded")
    one_less: dict[str, Any] = dict.fromkeys(cents, -1)
    move(drafted, "b", **one_less)


@pytest.mark.parametrize(
    ("change", "available"),
    [
        ({"top_ups_cents": 5}, BUDGET + 5),
        ({"carried_in_cents": 7}, BUDGET + 7),
        ({"carried_out_cents": 11}, BUDGET - 11),
        ({"blocked_cents": 13}, BUDGET - 13),
    ],
)
def test_what_is_available_in_a_year(drafted: Story, change: dict[str, int], available: int) -> None:
    FundAccount.objects.update(**change)
    assert FundAccount.objects.get().available_cents == available
    assert refusal(move, drafted, "a", reserved=available + 1) == (DomainError, "fund.exceeded")
    move(drafted, "a", reserved=available)


def test_refusal_names_what_is_left(drafted: Story) -> None:
    move(drafted, "a", reserved=199_500)
    with pytest.raises(DomainError) as caught:
        move(drafted, "b", reserved=501)
    assert caught.value.message == "So viel Geld ist nicht mehr da. Frei sind noch 5,00\xa0€."


def test_key_is_used_once_for_ever(drafted: Story) -> None:
    move(drafted, "a", reserved=100)
    with pytest.raises(IntegrityError):
        move(drafted, "a", reserved=100)
    assert (figures()[0], LedgerEntry.objects.count()) == (100, 1)


@pytest.mark.parametrize("change", [{"paid_cents": 1}, {"key": "x"}, {"recorded_by": "x"}, {"kind": "pay"}])
def test_entry_is_never_changed(drafted: Story, change: dict[str, Any]) -> None:
    move(drafted, "a", reserved=100)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.update(**change)


def test_entry_is_never_deleted(drafted: Story) -> None:
    entry = move(drafted, "a", reserved=100)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
    assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"reserved_cents": BUDGET + 1}, "fund_account_not_overspent"),
        ({"budget_cents": -1}, "fund_account_not_overspent"),
        ({"blocked_cents": BUDGET + 1}, "fund_account_not_overspent"),
        ({"reserved_cents": -1}, "fund_account_reserved_not_negative"),
        ({"committed_cents": -1}, "fund_account_committed_not_negative"),
    ],
)
def test_database_alone_refuses_wrong_figures(fund: Fund, change: dict[str, int], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FundAccount.objects.update(**change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"bund_cents": 1}, "ledger_split_sums_to_paid"),
        ({"kind": "gift"}, "ledger_kind_known"),
        ({"reserved_cents": 0}, "ledger_entry_moves_something"),
    ],
)
def test_database_alone_refuses_wrong_entries(
    drafted: Story, change: dict[str, Any], constraint: str
) -> None:
    entry = move(drafted, "a", reserved=100)
    entry.pk, entry.key = None, "b"
    for name, value in change.items():
        setattr(entry, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        entry.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_booking_outside_a_transaction_is_a_mistake_of_ours(drafted: Story) -> None:
    account = drafted.fund.accounts.get()
    with pytest.raises(RuntimeError, match="transaction of its cause"):
        book(
            account=account,
            case=drafted.application,
            kind=LedgerKind.RESERVE,
            key="a",
            movement=Movement(reserved=1),
            actor=SYSTEM,
            now=drafted.now,
        )
    assert LedgerEntry.objects.count() == 0


def test_year_without_a_budget_has_an_empty_account(fund: Fund) -> None:
    this_year, next_year = (account_for(fund=fund, budget_year=year) for year in (2026, 2027))
    assert (this_year.budget_cents, next_year.budget_cents) == (BUDGET, 0)
    assert account_for(fund=fund, budget_year=2027) == next_year
    assert next_year.land_grant == this_year.land_grant


def test_fund_without_money_of_the_land_has_no_account() -> None:
    fund = Fund.objects.create(slug="neu", name="Neue Kasse", quarter="Tor", city="Dessau-Roßlau")
    assert refusal(account_for, fund=fund, budget_year=2026) == (DomainError, "fund.no_land_grant")


def test_repayment_passes_in_a_fund_that_was_cut(drafted: Story) -> None:
    """Money that comes back is never refused, even where nothing is free."""
    move(drafted, "a", LedgerKind.PAY, paid=BUDGET)
    move(drafted, "b", LedgerKind.REPAY, paid=-1)
    FundAccount.objects.update(budget_cents=F("budget_cents") - 1)
    move(drafted, "c", LedgerKind.REPAY, paid=-1)
    assert figures() == (0, 0, BUDGET - 2, 1)
