"""Appending: gap-free, chained, only in a transaction."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from foundation.audit.actors import ANYONE, SYSTEM, Actor, ActorKind
from foundation.audit.head import GENESIS_HASH
from foundation.audit.models import AccessEntry, AuditEntry, AuditHead
from foundation.audit.services import append_entry, record_access, verify_chain

NOW = datetime(2027, 3, 12, 9, 30, 0, 123456, tzinfo=UTC)
pytestmark = [pytest.mark.both_databases]


def append(number: int = 1) -> AuditEntry:
    return append_entry(
        action="test.done", subject=f"fund:{number}", actor=SYSTEM, details={"n": number}, now=NOW
    )


@pytest.mark.django_db
@transaction.atomic
def test_entries_are_numbered_and_chained() -> None:
    entries = [append(number) for number in range(1, 4)]
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.prev_hash for entry in entries] == [GENESIS_HASH, entries[0].hash, entries[1].hash]
    assert AuditHead.objects.values_list("seq", "hash").get() == (3, entries[2].hash)
    assert verify_chain() == []


@pytest.mark.django_db
@transaction.atomic
def test_stored_entry_hashes_like_the_one_in_memory() -> None:
    append_entry(
        action="test.done", subject="fund:ß", actor=Actor(ActorKind.STAFF, "ab12"),
        details={"z": "Ärger “x” 🙂", "a": [True, None, 10**18, {"k": ""}]},
        now=NOW + timedelta(microseconds=1),
    )  # fmt: skip
    assert verify_chain() == []


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        append()
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_rollback_leaves_no_gap() -> None:
    with transaction.atomic():
        append(1)
    with transaction.atomic():
        append(2)
        transaction.set_rollback(True)
    with transaction.atomic():
        append(3)
    assert list(AuditEntry.objects.values_list("seq", "subject")) == [(1, "fund:1"), (2, "fund:3")]
    assert verify_chain() == []


@pytest.mark.django_db
def test_append_refuses_details_that_are_not_plain() -> None:
    with pytest.raises(TypeError):
        append_entry(action="a", subject="b", actor=SYSTEM, details={"cents": 1.5}, now=NOW)
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db
def test_append_refuses_a_naive_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        append_entry(action="a", subject="b", actor=SYSTEM, details={}, now=NOW.replace(tzinfo=None))


@pytest.mark.django_db(transaction=True)
def test_threads_append_without_gap() -> None:
    threads, each = 8, 12
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            for _ in range(each):
                with transaction.atomic():
                    append(number)
        except Exception as error:  # noqa: BLE001  shown by the assertion below
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors == []
    assert list(AuditEntry.objects.values_list("seq", flat=True)) == list(range(1, threads * each + 1))
    assert verify_chain() == []


@pytest.mark.django_db
def test_record_access_keeps_who_what_and_why() -> None:
    record_access(actor=ANYONE, subject="application:1", purpose="file.download", now=NOW)
    columns = ("at", "actor_kind", "actor_reference", "subject", "purpose")
    assert AccessEntry.objects.values_list(*columns).get() == (
        NOW,
        "anyone",
        "anyone",
        "application:1",
        "file.download",
    )


@pytest.mark.parametrize(
    ("roles", "code", "scope", "expected"),
    [
        ({("QM", "mitte")}, "QM", "mitte", True),
        ({("QM", "mitte")}, "QM", "nord", False),
        ({("QM", "mitte")}, "CI", "mitte", False),
        ({("QM", "")}, "QM", "nord", True),
        ({("QM", "mitte")}, "QM", "", False),
        (set(), "QM", "", False),
    ],
)
def test_has_role(roles: set[tuple[str, str]], code: str, scope: str, expected: bool) -> None:
    assert Actor(ActorKind.STAFF, "x", roles=frozenset(roles)).has_role(code, scope) is expected
