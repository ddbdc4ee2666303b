"""A correction by the office of what the applicant sent: who, why, and the version it led to."""

from django.db import models
from django.db.models import Q

from grants.models.application import Application, ApplicationVersion


class Correction(models.Model):
    """Korrektur. The versions before it stay word for word; append-only like them."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="corrections")
    version = models.OneToOneField(ApplicationVersion, on_delete=models.PROTECT, related_name="correction")
    reason = models.TextField("Grund", max_length=2000)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=32)
    made_by_label = models.CharField(max_length=120)

    class Meta:
        verbose_name = "Korrektur"
        verbose_name_plural = "Korrekturen"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason")]

    def __str__(self) -> str:
        return f"Korrektur vom {self.made_at:%d.%m.%Y}"
