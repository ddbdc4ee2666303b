"""Create all tables of an app in one step of a migration.

    operations = [CreateTables(migrations.CreateModel(...), migrations.CreateModel(...))]

Django builds the classes of all models anew after each CreateModel, which for a hundred related tables takes
twenty seconds of every new installation and of every test run. Here they are built once, when all are known;
therefore models may refer to each other in a circle.
"""

from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """Migration operation: the models with their constraints and indexes; reversible."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *models: CreateModel) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Forgets the classes that were built, so that the state only takes notes of the new models."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} tables"
