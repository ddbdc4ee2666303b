"""The wish to begin before the notice, and how the city decided: one row a wish, decided once."""

from django.db import models
from django.db.models import F, Q

from grants.models.application import Application


class EarlyStart(models.Model):
    """Vorzeitiger Maßnahmenbeginn. `starts_from` is set with a permission: costs count from that day on."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="early_starts")
    wished_from = models.DateField("Ab wann?")
    text = models.TextField("Warum?", max_length=1000)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=32)
    # How the wish came when the office typed it in; empty when the applicant wrote it.
    asked_note = models.CharField("Wie es kam", max_length=300, blank=True)
    approves = models.BooleanField("Erlaubt", null=True, blank=True)
    starts_from = models.DateField("Beginn erlaubt ab", null=True, blank=True)
    reason = models.TextField("Begründung", max_length=2000, blank=True)
    decided_by = models.CharField(max_length=32, blank=True)
    decided_by_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Vorzeitiger Beginn"
        verbose_name_plural = "Vorzeitige Beginne"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(decided_at__isnull=True), name="early_start_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, approves__isnull=True)
                | (Q(decided_at__isnull=False, approves__isnull=False) & ~Q(decided_by="") & ~Q(reason="")),
                name="early_start_decision_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(approves=True, starts_from__isnull=False)
                | (Q(starts_from__isnull=True) & (Q(approves__isnull=True) | Q(approves=False))),
                name="early_start_granted_has_day",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="early_start_second_person"),
        ]

    def __str__(self) -> str:
        return "erlaubt" if self.approves else ("wartet" if self.approves is None else "abgelehnt")
