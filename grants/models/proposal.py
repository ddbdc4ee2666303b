"""What one person proposes and another confirms, as fields (permissions.md, person rule 5)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

IS_WAITING = Q(confirmed_at__isnull=True, withdrawn_at__isnull=True)
#: Who confirms did not propose; each table names this CHECK of its own.
BY_TWO_PERSONS = ~Q(confirmed_by=F("proposed_by"))


class Proposal(models.Model):
    """Waits until it is confirmed by a second person, or withdrawn; the row stays in any case."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    proposed_by = models.CharField(max_length=32)
    proposed_by_label = models.CharField(max_length=160)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=32, blank=True)
    confirmed_by_label = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_by_label = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
