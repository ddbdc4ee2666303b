"""Alter a guarded table: SQLite builds it anew, loses its triggers, and stumbles over others that name it.

    operations = [KeepTriggers(migrations.AddConstraint("notice", ...)), ...]

On SQLite every trigger is laid aside before the operations and restated word by word after them, within the
transaction of the migration. PostgreSQL alters in place; there the operations run as they are. A trigger that
names a column which goes is replaced by the migration itself: name its guard again after this operation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation


@contextmanager
def triggers_laid_aside(schema_editor: Any) -> Iterator[None]:
    """Without triggers on SQLite, until the block ends. When it fails the transaction brings them back."""
    if schema_editor.connection.vendor != "sqlite":
        yield
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid")
        triggers = cursor.fetchall()
    for name, _sql in triggers:
        schema_editor.execute(f'DROP TRIGGER "{name}"', params=None)
    yield
    for _name, sql in triggers:
        schema_editor.execute(sql, params=None)


class KeepTriggers(SeparateDatabaseAndState):
    """Migration operation: run the operations, and find every trigger afterwards as it was; reversible."""

    def __init__(self, *operations: Operation) -> None:
        super().__init__(database_operations=operations, state_operations=operations)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        with triggers_laid_aside(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        with triggers_laid_aside(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)
