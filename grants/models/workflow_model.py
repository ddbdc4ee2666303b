"""What all six machines share: a version for stale tabs, and where they belong."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models


class WorkflowModel(models.Model):
    """Base of every model with a protected state. Never call `refresh_from_db` on one: fetch again."""

    machine: ClassVar[str]
    state: str
    case: Any  # the application it belongs to; None for a session and for money of nobody
    fund: Any
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def subject(self) -> str:
        """The name of this row in the audit log, the outbox and the file store."""
        return f"{self.machine}:{self.uuid}"

    @property
    def days(self) -> dict[str, str]:
        """Days of the row that change later (ISO): each step keeps them, for reports of an earlier as-of."""
        return {}


class TransitionRecord(models.Model):
    """One walked edge: who, when, from where, to where, why. Append-only: the history of a case."""

    machine = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    case = models.ForeignKey(
        "grants.Application", on_delete=models.PROTECT, null=True, related_name="transitions"
    )
    action = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    source = models.CharField(max_length=24)
    target = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    actor_kind = models.CharField(max_length=12)
    actor_reference = models.CharField(max_length=32)
    actor_label = models.CharField(max_length=160, blank=True)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    days = models.JSONField("Tage danach", default=dict)

    class Meta:
        verbose_name = "Verlauf"
        verbose_name_plural = "Verlauf"
        ordering = ["pk"]
        indexes = [models.Index(fields=["machine", "object_id"], name="transition_object")]

    def __str__(self) -> str:
        return f"{self.label} am {self.occurred_on:%d.%m.%Y}"
