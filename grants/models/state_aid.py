"""De-minimis aid of an undertaking, as the office found it. Rows are only ever added; the newest counts."""

from django.db import models
from django.db.models import Q

from grants.models.grant import Grant


class StateAidEntry(models.Model):
    """De-minimis-Eintrag: other aid of three years in cents, and where the register names this grant."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="state_aid_entries")
    other_aid_cents = models.BigIntegerField("Andere De-minimis-Beihilfen in drei Jahren")
    register_number = models.CharField("Nummer im De-minimis-Register", max_length=60)
    entered_on = models.DateField("Eingetragen am")
    recorded_by = models.CharField(max_length=32)
    recorded_by_label = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "De-minimis-Eintrag"
        verbose_name_plural = "De-minimis-Einträge"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(other_aid_cents__gte=0), name="state_aid_not_negative"),
            models.CheckConstraint(condition=~Q(register_number=""), name="state_aid_has_number"),
        ]

    def __str__(self) -> str:
        return self.register_number
