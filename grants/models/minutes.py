"""What is said about minutes after the chair has approved them."""

from django.db import models

from grants.models.session import JurySession


class MinutesAddition(models.Model):
    """Nachtrag: approved minutes stay as they are, a correction is written beside them. Append-only."""

    session = models.ForeignKey(JurySession, on_delete=models.PROTECT, related_name="additions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("Nachtrag", max_length=2000)
    written_by = models.CharField(max_length=32)
    written_by_label = models.CharField(max_length=160)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "Nachtrag zum Protokoll"
        verbose_name_plural = "Nachträge zum Protokoll"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="minutes_addition_number_once")
        ]

    def __str__(self) -> str:
        return f"Nachtrag {self.number} zu {self.session}"
