"""After a test with real transactions every table is emptied, the append-only ones too.

Their triggers refuse exactly that, in production and in tests. Only here, while Django empties the tables,
they are switched off; a test can never do it by accident through the application's own code.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, transaction

POSTGRES_GUARDED = """
    SELECT DISTINCT c.oid::regclass::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND n.nspname = current_schema()
"""


def allow_emptying_guarded_tables() -> None:
    """Replaces the flush of this process's database operations."""
    operations = connection.ops
    vendor = {"postgresql": _flush_postgres, "sqlite": _flush_sqlite}[connection.vendor]
    original = type(operations).execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: Iterable[str]) -> None:
        vendor(lambda: original(self, sql_list))

    type(operations).execute_sql_flush = execute_sql_flush  # type: ignore[method-assign]


def _flush_postgres(flush: Callable[[], None]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(POSTGRES_GUARDED)
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        flush()
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _flush_sqlite(flush: Callable[[], None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    try:
        flush()
    finally:
        with connection.cursor() as cursor:
            for _, sql in triggers:
                cursor.execute(sql)
