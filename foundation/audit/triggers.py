"""Append-only tables: the database itself refuses to change or remove a row.

    operations = [..., append_only("audit_auditentry")]

A row may carry personal data that the law wants gone one day: `erasable_when` is an SQL condition over OLD
under which the row may change and go, and never before.

Altering such a table on SQLite rebuilds it and loses its triggers: alter it within `KeepTriggers`.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from foundation.audit.guard import Guard

MARK = "append_only"


def _postgresql_create(table: str, operations: list[str], erasable_when: str) -> list[str]:
    function, row, truncate = f"{table}_{MARK}", f"{table}_{MARK}_row", f"{table}_{MARK}_truncate"
    events = " OR ".join(operations)
    # Apart from the test of the operation: a TRUNCATE has no OLD to ask.
    way_out = (
        f"""IF TG_OP = 'DELETE' THEN IF {erasable_when} THEN RETURN OLD; END IF; END IF;
        IF TG_OP = 'UPDATE' THEN IF {erasable_when} THEN RETURN NEW; END IF; END IF;"""
        if erasable_when
        else ""
    )
    return [
        f"""CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {way_out} RAISE EXCEPTION 'append-only: % on {table} is refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f'DROP TRIGGER IF EXISTS "{row}" ON "{table}"',
        f'DROP TRIGGER IF EXISTS "{truncate}" ON "{table}"',
        f"""CREATE TRIGGER "{row}" BEFORE {events} ON "{table}"
        FOR EACH ROW EXECUTE FUNCTION "{function}"()""",
        f"""CREATE TRIGGER "{truncate}" BEFORE TRUNCATE ON "{table}"
        FOR EACH STATEMENT EXECUTE FUNCTION "{function}"()""",
        # ALWAYS: they fire under session_replication_role = replica too
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{row}"',
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{truncate}"',
    ]


def _postgresql_drop(table: str) -> list[str]:
    return [
        f'DROP TRIGGER IF EXISTS "{table}_{MARK}_row" ON "{table}"',
        f'DROP TRIGGER IF EXISTS "{table}_{MARK}_truncate" ON "{table}"',
        f'DROP FUNCTION IF EXISTS "{table}_{MARK}"()',
    ]


def _sqlite_create(table: str, operations: list[str], erasable_when: str) -> list[str]:
    statements = _sqlite_drop(table)
    unless = f"WHEN NOT ({erasable_when}) " if erasable_when else ""
    for operation in operations:
        statements.append(
            f'CREATE TRIGGER "{table}_{MARK}_{operation.lower()}" BEFORE {operation} ON "{table}" '
            f"{unless}BEGIN SELECT RAISE(ABORT, 'append-only: {operation} on {table} is refused'); END"
        )
    # INSERT OR REPLACE removes the old row without asking the trigger for DELETE.
    is_there = f'EXISTS (SELECT 1 FROM "{table}" WHERE rowid = NEW.rowid)'  # noqa: S608  a table of ours
    statements.append(
        f'CREATE TRIGGER "{table}_{MARK}_replace" BEFORE INSERT ON "{table}" WHEN {is_there} '
        f"BEGIN SELECT RAISE(ABORT, 'append-only: REPLACE on {table} is refused'); END"
    )
    return statements


def _sqlite_drop(table: str) -> list[str]:
    return [f'DROP TRIGGER IF EXISTS "{table}_{MARK}_{name}"' for name in ("update", "delete", "replace")]


def create_statements(
    vendor: str, table: str, *, allow_delete: bool = False, erasable_when: str = ""
) -> list[str]:
    """SQL that protects a table; run again it changes nothing."""
    operations = ["UPDATE"] if allow_delete else ["UPDATE", "DELETE"]
    if vendor == "postgresql":
        return _postgresql_create(table, operations, erasable_when)
    if vendor == "sqlite":
        return _sqlite_create(table, operations, erasable_when)
    raise NotImplementedError(f"append_only: no triggers for {vendor}")


def drop_statements(vendor: str, table: str) -> list[str]:
    """SQL that takes the protection away: for migrating back and for tests of tampering."""
    return _postgresql_drop(table) if vendor == "postgresql" else _sqlite_drop(table)


def append_only(table: str, *, allow_delete: bool = False, erasable_when: str = "") -> Guard:
    """Migration operation: refuse UPDATE and DELETE (and TRUNCATE on PostgreSQL) on `table`, reversible.

    `allow_delete` is for logs with a retention period: rows may go, but never change. `erasable_when` is for
    rows with personal data: an SQL condition over OLD that opens both ways.
    """

    def create(vendor: str) -> list[str]:
        return create_statements(vendor, table, allow_delete=allow_delete, erasable_when=erasable_when)

    return Guard(create=create, drop=lambda vendor: drop_statements(vendor, table))


def is_protected(connection: BaseDatabaseWrapper, table: str, *, allow_delete: bool = False) -> bool:
    """True when every trigger of `append_only(table)` exists and is armed."""
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled IN ('A', 'O')"
        expected = {f"{table}_{MARK}_row", f"{table}_{MARK}_truncate"}
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        names = ["update", "replace"] if allow_delete else ["update", "delete", "replace"]
        expected = {f"{table}_{MARK}_{name}" for name in names}
    with connection.cursor() as cursor:
        cursor.execute(sql, [table])
        return expected <= {row[0] for row in cursor.fetchall()}
