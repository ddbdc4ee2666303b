"""The database refuses to change what has been recorded."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.models import AccessEntry, AuditEntry
from foundation.audit.services import append_entry, record_access, verify_chain
from foundation.audit.triggers import create_statements, drop_statements, is_protected

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
TABLE = "audit_auditentry"
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
@transaction.atomic
def chain() -> None:
    """Five entries."""
    for number in range(1, 6):
        append_entry(
            action="test.done",
            subject=f"fund:{number}",
            actor=SYSTEM,
            details={"cents": 100 * number},
            now=NOW,
        )


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def disarm() -> None:
    run(*drop_statements(connection.vendor, TABLE))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET action = 'x' WHERE seq = 2",
        "UPDATE audit_auditentry SET action = action",
        "DELETE FROM audit_auditentry WHERE seq = 5",
        "DELETE FROM audit_auditentry",
        "UPDATE audit_accessentry SET purpose = 'x'",
    ],
)
def test_change_is_refused(chain: None, statement: str) -> None:
    record_access(actor=SYSTEM, subject="a:1", purpose="p", now=NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement)
    assert AuditEntry.objects.count() == 5


def test_replacing_an_entry_is_refused_on_sqlite(chain: None) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL has no INSERT OR REPLACE
    columns = ", ".join(str(field.column) for field in AuditEntry._meta.concrete_fields)
    forged = columns.replace("action", "'forged'")
    statement = f"INSERT OR REPLACE INTO {TABLE} ({columns}) SELECT {forged} FROM {TABLE} WHERE seq = 2"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement)
    assert verify_chain() == []


def test_orm_update_and_delete_are_refused(chain: None) -> None:
    for attempt in (AuditEntry.objects.filter(seq=1).delete, lambda: AuditEntry.objects.update(action="x")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()


def test_old_reads_may_be_deleted() -> None:
    record_access(actor=SYSTEM, subject="a:1", purpose="p", now=NOW)
    AccessEntry.objects.all().delete()
    assert AccessEntry.objects.count() == 0


def test_truncate_and_replica_role_are_refused_on_postgresql(chain: None) -> None:
    if connection.vendor != "postgresql":
        return  # SQLite has neither
    run(*create_statements("postgresql", TABLE))
    for statements in (
        ("TRUNCATE audit_auditentry",),
        ("SET LOCAL session_replication_role = replica", "DELETE FROM audit_auditentry"),
        ("SELECT set_config('pgtrigger.ignore', '{audit_auditentry}', true)", "DELETE FROM audit_auditentry"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(*statements)


def test_creating_twice_and_dropping_twice_changes_nothing() -> None:
    for _ in range(2):
        run(*create_statements(connection.vendor, TABLE))
        assert is_protected(connection, TABLE)
    for _ in range(2):
        run(*drop_statements(connection.vendor, TABLE))
        assert not is_protected(connection, TABLE)


def change_action() -> None:
    run("UPDATE audit_auditentry SET action = 'test.dona' WHERE seq = 3")


def change_details() -> None:
    run("""UPDATE audit_auditentry SET details = '{"cents":301}' WHERE seq = 3""")


def change_details_into_a_float() -> None:
    run("""UPDATE audit_auditentry SET details = '{"cents":300.0}' WHERE seq = 3""")


def change_moment() -> None:
    run("UPDATE audit_auditentry SET recorded_at = '2027-03-12 09:30:00.000001+00:00' WHERE seq = 3")


def change_actor() -> None:
    run("UPDATE audit_auditentry SET actor_reference = 'systen' WHERE seq = 3")


def change_hash() -> None:
    run(f"UPDATE audit_auditentry SET hash = '{'0' * 64}' WHERE seq = 3")


def delete_last() -> None:
    run("DELETE FROM audit_auditentry WHERE seq = 5")


def delete_middle() -> None:
    run("DELETE FROM audit_auditentry WHERE seq = 3")


def delete_first() -> None:
    run("DELETE FROM audit_auditentry WHERE seq = 1")


def delete_all() -> None:
    run("DELETE FROM audit_auditentry")


def delete_last_and_move_head_number() -> None:
    run("DELETE FROM audit_auditentry WHERE seq = 5", "UPDATE audit_audithead SET seq = 4")


def delete_middle_and_close_gap() -> None:
    run("DELETE FROM audit_auditentry WHERE seq = 3")
    run(
        "UPDATE audit_auditentry SET seq = 3 WHERE seq = 4",
        "UPDATE audit_auditentry SET seq = 4 WHERE seq = 5",
    )
    run("UPDATE audit_audithead SET seq = 4")


def swap_two() -> None:
    run(
        "UPDATE audit_auditentry SET seq = 99 WHERE seq = 2",
        "UPDATE audit_auditentry SET seq = 2 WHERE seq = 3",
    )
    run("UPDATE audit_auditentry SET seq = 3 WHERE seq = 99")


def delete_head() -> None:
    run("DELETE FROM audit_audithead")


def append_by_hand() -> None:
    first = AuditEntry.objects.get(seq=1)
    first.seq, first.hash = 6, "f" * 64
    AuditEntry.objects.bulk_create([first])  # past whoever watches over what is saved


TAMPERINGS = [
    change_action, change_details, change_details_into_a_float, change_moment, change_actor, change_hash,
    delete_last, delete_middle, delete_first, delete_all, delete_last_and_move_head_number,
    delete_middle_and_close_gap, swap_two, delete_head, append_by_hand,
]  # fmt: skip


@pytest.mark.unsound
@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_detected(chain: None, tamper: Callable[[], None]) -> None:
    disarm()
    assert verify_chain() == []
    tamper()
    assert verify_chain() != []


@pytest.mark.unsound
def test_row_that_cannot_be_read_is_a_breach_not_a_crash(chain: None) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL refuses such values by their type
    disarm()
    run("UPDATE audit_auditentry SET recorded_at = '2027-99-99 00:00:00' WHERE seq = 3")
    assert verify_chain() == [
        "Eintrag 3: Der Inhalt ist nicht lesbar.",
        "Eintrag 4: Er schließt nicht an den Eintrag davor an.",
    ]


@pytest.mark.unsound
def test_verify_audit_says_one_line_for_each_breach(chain: None) -> None:
    output = StringIO()
    call_command("verify_audit", stdout=output)
    assert output.getvalue().startswith("Das Protokoll ist vollständig: 5 Einträge")
    disarm()
    delete_middle()
    output = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("verify_audit", stdout=output)
    assert caught.value.code == 1
    assert output.getvalue().splitlines() == [
        "Eintrag 4: Davor fehlt die Nummer 3.",
        "Eintrag 4: Er schließt nicht an den Eintrag davor an.",
        "Tabelle audit_auditentry: Der Schutz gegen Ändern und Löschen fehlt.",
    ]
