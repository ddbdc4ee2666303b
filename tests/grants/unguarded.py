"""The database without its triggers and CHECKs, as a hand with full rights would find it."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection


@pytest.fixture
def unguarded(db: None) -> Iterator[Callable[[], None]]:
    """Call it to take every guard down; the end of the test puts all of them up again."""
    yield {"postgresql": _disarm_postgresql, "sqlite": _disarm_sqlite}[connection.vendor]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def _disarm_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
            "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE NOT tgisinternal AND nspname = current_schema()"
        )
        statements = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for (table,) in cursor.fetchall()]
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint c "
            "JOIN pg_namespace n ON n.oid = connamespace "
            "WHERE contype = 'c' AND conrelid <> 0 AND nspname = current_schema()"
        )
        statements += [f'ALTER TABLE {table} DROP CONSTRAINT "{name}"' for table, name in cursor.fetchall()]
        for statement in statements:
            cursor.execute(statement)


def _disarm_sqlite() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
