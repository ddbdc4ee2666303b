"""Bought things that stay bound to their purpose."""

from datetime import date

from django.db import models
from django.db.models import Q

from grants.models.grant import Grant


class BoundThing(models.Model):
    """Zweckbindung of one bought thing: what, where, until when. Ended early only with a reason."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="bound_things")
    what = models.CharField("Was", max_length=160)
    value_cents = models.BigIntegerField("Wert")
    place = models.CharField("Wo", max_length=160, blank=True)
    is_lendable = models.BooleanField("Ausleihbar", default=False)
    bound_until = models.DateField("Gebunden bis")
    entered_by = models.CharField(max_length=32)
    entered_at = models.DateTimeField()
    ended_on = models.DateField("Beendet am", null=True, blank=True)
    ended_by = models.CharField(max_length=32, blank=True)
    end_reason = models.CharField("Warum beendet", max_length=500, blank=True)

    class Meta:
        verbose_name = "Gebundene Sache"
        verbose_name_plural = "Gebundene Sachen"
        ordering = ["bound_until", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value_cents__gt=0), name="bound_thing_value_positive"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | (~Q(ended_by="") & ~Q(end_reason="")),
                name="bound_thing_end_is_explained",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_bound(self, on: date) -> bool:
        """The thing must still be used as agreed on that day."""
        return self.ended_on is None and on <= self.bound_until
