"""Which tables the database itself keeps from being changed, read from its own triggers."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from foundation.audit.triggers import MARK

ROW, UPDATE = f"_{MARK}_row", f"_{MARK}_update"
QUESTIONS = {
    "postgresql": (
        (
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname = c.relname || %s AND t.tgenabled IN ('A', 'O')"
        ),
        ROW,
    ),
    "sqlite": (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || %s",
        UPDATE,
    ),
}


def protected_tables() -> list[tuple[str, str]]:
    """(German name of the rows, table) of every append-only table, by name. One query."""
    options = [model._meta for model in apps.get_models()]  # noqa: SLF001  Django names it so; it is public
    names = {each.db_table: str(each.verbose_name_plural) for each in options}
    question, ending = QUESTIONS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question, [ending])
        tables = [row[0] for row in cursor.fetchall()]
    return sorted((names.get(table, table), table) for table in tables)
