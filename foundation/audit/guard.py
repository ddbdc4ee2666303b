"""The migration operation behind every guard: SQL that differs by vendor and asks for no model.

Unlike RunPython it never builds the models of all apps for itself, which a guard does not read.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.migrations.operations.base import Operation

Statements = Callable[[str], Sequence[str]]


class Guard(Operation):
    """Puts triggers up, and takes them away when migrated back. Both are given the vendor's name."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *, create: Statements, drop: Statements) -> None:
        self.create, self.drop = create, drop

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, self.create)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, self.drop)

    @staticmethod
    def _run(schema_editor: Any, statements: Statements) -> None:
        for statement in statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return "Guard in the database"
