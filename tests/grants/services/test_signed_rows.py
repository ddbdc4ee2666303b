"""The database alone: nothing is released or confirmed by nobody, and nothing recorded is replaced."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from grants.models import LedgerEntry, Notice, PaymentKind, PaymentOrder, ProofCheck
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_database_knows_no_notice_that_nobody_released(story: Story) -> None:
    story.issued()
    with pytest.raises(IntegrityError, match="notice_released_is_signed"), transaction.atomic():
        Notice.objects.update(released_by="")


def test_database_knows_no_check_that_nobody_confirmed(story: Story) -> None:
    story.accepted()
    story.day += timedelta(days=40)
    story.proof_sent(48_765)
    story.proof_confirmed()
    with pytest.raises(IntegrityError, match="proof_check_confirmed_is_signed"), transaction.atomic():
        ProofCheck.objects.update(confirmed_by="")


def test_database_still_guards_the_states_of_orders(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 100)
    with pytest.raises(DatabaseError, match="state guard"), transaction.atomic():
        PaymentOrder.objects.update(state="draft")


@pytest.mark.parametrize("kept", ["id", "key"])
def test_booking_is_not_replaced_on_sqlite(story: Story, kept: str) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL has no INSERT OR REPLACE
    story.voted()
    columns = [str(field.column) for field in LedgerEntry._meta.concrete_fields if field.column != "id"]
    names = ["id", *columns] if kept == "id" else columns
    values = ["'forged'" if name == "recorded_by" else f'"{name}"' for name in names]
    statement = f"INSERT OR REPLACE INTO grants_ledgerentry ({', '.join(names)}) SELECT {', '.join(values)}"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{statement} FROM grants_ledgerentry")
    assert not LedgerEntry.objects.filter(recorded_by="forged").exists()
