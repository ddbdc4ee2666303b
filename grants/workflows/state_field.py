"""The field of a state: moved by the edges of its machine only."""

from collections.abc import Sequence
from typing import Any

from django_fsm import FSMField


class StateField(FSMField):
    """A protected state; in migrations it is what it is in the database, a column of text.

    Old models walk no edge, and django-fsm's own field listens to every model class that is made after it:
    each migration would be slower than the one before.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["protected"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected")
        return name, "django.db.models.CharField", args, kwargs
